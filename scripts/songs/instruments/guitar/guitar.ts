/** An electric guitar played, amplified and recorded: from strokes over strings to the microphone. */
import type { Feel } from '../../performance/humanise.ts';
import { playedVelocity, timingErrorS } from '../../performance/humanise.ts';
import { secondsAt } from '../../score.ts';
import { peakOf, SAMPLE_RATE, scale, silence } from '../../signal/buffers.ts';
import { Random } from '../../signal/random.ts';
import type { AmplifierSettings } from './amplifier.ts';
import { amplify } from './amplifier.ts';
import type { Cabinet } from './cabinet.ts';
import { throughCabinet } from './cabinet.ts';
import { addPluck, addStringNoise } from './string.ts';

/** One movement of the right hand. */
export interface Stroke {
  startBeat: number;
  beats: number;
  /** Notes from the lowest string up. */
  midi: number[];
  velocity: number;
  muted?: boolean;
  up?: boolean;
  /** Semitones below from which the finger slides into the note. */
  slideSemitones?: number;
  /** The left hand moves along the strings just before: a squeak. */
  squeak?: boolean;
}

export interface GuitarTake {
  seed: number;
  tempo: { bpm: number; beatOneS: number };
  frames: number;
  strokes: readonly Stroke[];
  feel: Feel;
  tuningCents: number;
  /** The guitar's volume knob over time, 0 to 1: `[beat, value]`, straight lines between. */
  volume: readonly (readonly [number, number])[];
  amplifier: AmplifierSettings;
  cabinet: Cabinet;
}

/** The recorded guitar, mono at 48 kHz, as loud as it comes. */
export function recordGuitar(take: GuitarTake): Float32Array {
  const random = new Random(take.seed);
  const di = silence(take.frames);
  const beatS = 60 / take.tempo.bpm;
  for (const stroke of take.strokes) {
    const atS = secondsAt(take.tempo, stroke.startBeat) + timingErrorS(random, take.feel);
    const velocity = playedVelocity(random, take.feel, stroke.velocity);
    const strings = stroke.up ? stroke.midi.toReversed() : stroke.midi;
    if (stroke.squeak) addStringNoise(di, atS - random.between(0.09, 0.14), 0.035, random);
    let delayS = 0;
    for (const midi of strings) {
      addPluck(
        di,
        {
          atS: atS + delayS,
          forS: Math.max(0.05, stroke.beats * beatS - delayS),
          midi,
          velocity: velocity * random.between(0.85, 1.15),
          muted: stroke.muted ?? false,
          cents: take.tuningCents + random.between(-3, 3),
          slideSemitones: stroke.slideSemitones,
        },
        random,
      );
      delayS += (stroke.muted ? 0.002 : 0.007) * random.between(0.6, 1.4);
    }
  }
  scale(di, 1 / peakOf([di]));
  rideVolume(di, take);
  // Hum and hiss of single coils, before the amplifier as in a real one: they rise with its gain.
  for (let i = 0; i < di.length; i++) {
    const hum =
      Math.sin((2 * Math.PI * 50 * i) / SAMPLE_RATE) +
      0.5 * Math.sin((2 * Math.PI * 150 * i) / SAMPLE_RATE + 1);
    di[i]! += 1.5e-5 * hum + 1.2e-5 * random.gaussian();
  }
  return throughCabinet(amplify(di, take.amplifier), take.cabinet);
}

function rideVolume(x: Float32Array, take: GuitarTake): void {
  const points = take.volume.map(
    ([beat, value]) => [secondsAt(take.tempo, beat) * SAMPLE_RATE, value] as const,
  );
  let next = 0;
  for (let i = 0; i < x.length; i++) {
    while (next < points.length && points[next]![0] <= i) next++;
    const before = points[Math.max(0, next - 1)]!;
    const after = points[Math.min(points.length - 1, next)]!;
    const share =
      after[0] > before[0] ? Math.max(0, Math.min(1, (i - before[0]) / (after[0] - before[0]))) : 0;
    x[i]! *= before[1] + (after[1] - before[1]) * share;
  }
}
