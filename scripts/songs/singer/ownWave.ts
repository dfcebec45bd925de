/**
 * The speech's own wave where it says most: in voiced consonants, and where a vowel begins and ends. Two spoken
 * periods around a closure of the glottis are laid on every sung one (Moulines & Charpentier 1990, TD-PSOLA), so that
 * nothing of how the tract moves there passes through an envelope.
 */
import { fft } from '../signal/fft.ts';
import { CONTROL_HZ, clamp } from './control.ts';
import type { Envelope } from './envelope.ts';
import type { Sung } from './layout.ts';
import { isVoiceless } from './phones.ts';

/** A closure of the glottis in the speech, samples, and the spoken period there. */
export interface PitchMark {
  at: number;
  period: number;
}

/** The next closure is looked for within this share of a period around where it should come. */
const SEARCH = 0.2;
/** A peak at the edge of the search must be this much higher than one in its middle. */
const EDGE_PENALTY = 0.3;
/** From the wave to pulses and back in this time, s. */
const FADE_S = 0.04;

/**
 * The closures of the voiced stretches, rising: peaks of the wave, of the sign in which it is more pointed, from the
 * highest of a stretch on to both sides. Begun at a stretch's first peak they could run along the wrong one.
 */
export function pitchMarks(
  spoken: Float32Array,
  { hopS, sampleRate, voiced, pitchHz }: Envelope,
): PitchMark[] {
  const sign = spoken.reduce((sum, v) => sum + v * v * v, 0) < 0 ? -1 : 1;
  const height = (sample: number) => sign * (spoken[sample] ?? 0);
  const hop = hopS * sampleRate;
  const periodAt = (sample: number) =>
    sampleRate / pitchHz[clamp(Math.round(sample / hop), 0, pitchHz.length - 1)]!;
  const near = (expected: number, period: number): number => {
    const reach = SEARCH * period;
    let best = -Infinity;
    let at = Math.round(expected);
    for (let j = Math.round(expected - reach); j <= expected + reach; j++) {
      const worth = height(j) * (1 - (EDGE_PENALTY * Math.abs(j - expected)) / reach);
      if (worth > best) {
        best = worth;
        at = j;
      }
    }
    return at;
  };

  const marks: PitchMark[] = [];
  for (let first = voiced.indexOf(1); first >= 0;) {
    const end = voiced.indexOf(0, first);
    const from = Math.round(first * hop);
    const to = Math.min(spoken.length, Math.round((end < 0 ? voiced.length : end) * hop));
    let highest = from;
    for (let i = from; i < to; i++) if (height(i) > height(highest)) highest = i;
    const stretch: PitchMark[] = [{ at: highest, period: periodAt(highest) }];
    for (const direction of [-1, 1]) {
      let { at, period } = stretch[direction < 0 ? 0 : stretch.length - 1]!;
      for (;;) {
        at = near(at + direction * period, period);
        if (at < from || at >= to) break;
        period = periodAt(at);
        if (direction < 0) stretch.unshift({ at, period });
        else stretch.push({ at, period });
      }
    }
    marks.push(...stretch);
    first = end < 0 ? -1 : voiced.indexOf(1, end);
  }
  return marks;
}

/**
 * How much of the sound is the speech's own wave, 0…1 at control steps.
 * @param edgeS for how long after a vowel's start and before its end it is the wave alone, s
 */
export function ownWaveShare(sung: readonly Sung[], steps: number, edgeS: number): Float32Array {
  const share = new Float32Array(steps);
  for (const phone of sung) {
    if (isVoiceless(phone.name)) continue;
    const from = Math.max(0, Math.round(phone.startS * CONTROL_HZ));
    const to = Math.min(steps, Math.round(phone.endS * CONTROL_HZ));
    for (let c = from; c < to; c++) {
      const fromEdgeS = Math.min(c / CONTROL_HZ - phone.startS, phone.endS - c / CONTROL_HZ);
      share[c] = phone.nucleus ? clamp(1 - (fromEdgeS - edgeS) / FADE_S, 0, 1) : 1;
    }
  }
  return share;
}

/** A spoken line's wave, period by period. */
export class OwnWave {
  readonly share: Float32Array;
  private readonly spoken: Float32Array;
  private readonly sampleRate: number;
  private readonly marks: readonly PitchMark[];

  /** @param spoken the line at the envelope's sample rate */
  constructor(spoken: Float32Array, envelope: Envelope, sung: readonly Sung[], steps: number, edgeS: number) {
    this.spoken = spoken;
    this.sampleRate = envelope.sampleRate;
    this.marks = pitchMarks(spoken, envelope);
    this.share = this.marks.length > 0 ? ownWaveShare(sung, steps, edgeS) : new Float32Array(steps);
  }

  private nearest(sample: number): PitchMark {
    let low = 0;
    let high = this.marks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.marks[middle]!.at < sample) low = middle + 1;
      else high = middle;
    }
    const after = this.marks[low]!;
    const before = this.marks[Math.max(0, low - 1)]!;
    return sample - before.at < after.at - sample ? before : after;
  }

  /**
   * Spectrum of the two periods around the closure nearest to a moment of the speech. Its power over sung periods is
   * that of the speech.
   * @param centre where in the transform the closure lies, samples
   * @param scale formants are multiplied by this
   * @param periodS the sung period
   */
  spectrum(
    speechS: number,
    centre: number,
    scale: number,
    periodS: number,
    re: Float64Array,
    im: Float64Array,
  ): void {
    const { at, period } = this.nearest(speechS * this.sampleRate);
    const gain = Math.sqrt((periodS * this.sampleRate) / period);
    im.fill(0);
    for (let i = 0; i < re.length; i++) {
      const into = (i - centre) * scale;
      if (Math.abs(into) >= period) {
        re[i] = 0;
        continue;
      }
      const j = Math.floor(at + into);
      const u = at + into - j;
      const value = (this.spoken[j] ?? 0) * (1 - u) + (this.spoken[j + 1] ?? 0) * u;
      re[i] = gain * value * (0.5 + 0.5 * Math.cos((Math.PI * into) / period));
    }
    fft(re, im);
  }
}
