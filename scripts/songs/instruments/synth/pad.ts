/** A warm string-machine pad: seven detuned saws a voice, spread over the stereo picture, through a slow low-pass. */
import { Biquad } from '../../signal/biquad.ts';
import { midiToHz, SAMPLE_RATE, silence } from '../../signal/buffers.ts';
import type { StereoSignal } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';
import { envelope, Oscillator } from './oscillator.ts';

export interface PadChord {
  atS: number;
  forS: number;
  midi: number[];
  velocity: number;
}

const AMPLITUDE = { attackS: 0.28, decayS: 2, sustain: 0.85, releaseS: 0.5 };
const DETUNE_CENTS = [-13, -8, -3.5, 0, 4, 8.5, 12];

/** Renders chords; `cutoffHz` is the filter's corner over time in seconds. `lastReleaseS` lets the last chord ring. */
export function playPad(
  chords: readonly PadChord[],
  frames: number,
  cutoffHz: (atS: number) => number,
  lastReleaseS: number,
  random: Random,
): StereoSignal {
  const left = silence(frames);
  const right = silence(frames);
  for (const [index, chord] of chords.entries()) {
    const shape = index === chords.length - 1 ? { ...AMPLITUDE, releaseS: lastReleaseS } : AMPLITUDE;
    const start = Math.round(chord.atS * SAMPLE_RATE);
    const length = Math.min(frames - start, Math.round((chord.forS + 7 * shape.releaseS) * SAMPLE_RATE));
    for (const midi of chord.midi) {
      const voices = DETUNE_CENTS.map((cents, k) => ({
        oscillator: new Oscillator(random.next()),
        freqHz: midiToHz(midi + (cents + random.between(-1, 1)) / 100),
        left: Math.cos(((k / 6) * Math.PI) / 2),
        right: Math.sin(((k / 6) * Math.PI) / 2),
      }));
      for (let i = 0; i < length; i++) {
        const gain = envelope(i / SAMPLE_RATE, chord.forS, shape) * chord.velocity * 0.06;
        let l = 0;
        let r = 0;
        for (const voice of voices) {
          const v = voice.oscillator.saw(voice.freqHz);
          l += v * voice.left;
          r += v * voice.right;
        }
        const to = start + i;
        left[to]! += l * gain;
        right[to]! += r * gain;
      }
    }
  }
  for (const x of [left, right]) {
    const low1 = new Biquad('lowPass', 1000, 0.54, 0, SAMPLE_RATE);
    const low2 = new Biquad('lowPass', 1000, 1.3, 0, SAMPLE_RATE);
    const high = new Biquad('highPass', 130, Math.SQRT1_2, 0, SAMPLE_RATE);
    for (let i = 0; i < frames; i++) {
      if (i % 64 === 0) {
        const cutoff = cutoffHz(i / SAMPLE_RATE);
        low1.tune('lowPass', cutoff, 0.54, 0, SAMPLE_RATE);
        low2.tune('lowPass', cutoff, 1.3, 0, SAMPLE_RATE);
      }
      x[i] = high.step(low2.step(low1.step(x[i]!)));
    }
  }
  return [left, right];
}
