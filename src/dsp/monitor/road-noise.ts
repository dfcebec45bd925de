/** Noise as in a car on a motorway: about 9 dB less an octave above 100 Hz, different on both sides, the same every time. */
import type { Stereo } from '../core/effect.ts';
import { kWeighting } from '../meters/k-weighting.ts';
import type { Section } from '../meters/k-weighting.ts';
import { energyOfLoudness } from '../meters/loudness.ts';

/** White noise through these one-pole low-passes: 6 dB an octave above the first, 12 above the second, and so on. */
const POLES_HZ = [60, 160] as const;
/** It fades out when the music has been silent for this long, and comes back with it: nobody drives on pause. */
const PATIENCE_S = 0.5;
const FADE_S = 0.3;
const SEED = [0x2545f491, 0x9e3779b9] as const;

/** Points of the integral below; the response is smooth. */
const INTEGRAL_POINTS = 4096;

const sectionPower = ({ b0, b1, b2, a1, a2 }: Section, w: number): number => {
  const c1 = Math.cos(w);
  const c2 = Math.cos(2 * w);
  const s1 = Math.sin(w);
  const s2 = Math.sin(2 * w);
  return (
    ((b0 + b1 * c1 + b2 * c2) ** 2 + (b1 * s1 + b2 * s2) ** 2) /
    ((1 + a1 * c1 + a2 * c2) ** 2 + (a1 * s1 + a2 * s2) ** 2)
  );
};

/** K-weighted mean square of one side's noise at unit gain: white noise between −1 and 1 has a power of a third. */
function weightedPower(coefficients: readonly number[], sampleRate: number): number {
  const [shelf, highPass] = kWeighting(sampleRate);
  let sum = 0;
  // Evenly in octaves, where the power lies: from 5 Hz up to half the rate.
  const octaves = Math.log2(sampleRate / 2 / 5);
  for (let i = 1; i <= INTEGRAL_POINTS; i++) {
    const low = 5 * 2 ** ((octaves * (i - 1)) / INTEGRAL_POINTS);
    const high = 5 * 2 ** ((octaves * i) / INTEGRAL_POINTS);
    const w = (Math.PI * (low + high)) / sampleRate;
    let power = sectionPower(shelf, w) * sectionPower(highPass, w);
    for (const a of coefficients) power *= a ** 2 / (1 - 2 * (1 - a) * Math.cos(w) + (1 - a) ** 2);
    sum += power * (high - low);
  }
  return sum / (sampleRate / 2) / 3;
}

export class RoadNoise {
  private readonly coefficients: readonly [number, number];
  private readonly gain: number;
  private readonly patienceFrames: number;
  private readonly fadeStep: number;
  private readonly seeds = Uint32Array.from(SEED);
  private readonly states = new Float64Array(2 * POLES_HZ.length);
  private quietFrames = 0;
  private level = 0;

  /** @param lufs loudness of the noise as a programme of its own */
  constructor(sampleRate: number, lufs: number) {
    this.coefficients = [
      1 - Math.exp((-2 * Math.PI * POLES_HZ[0]) / sampleRate),
      1 - Math.exp((-2 * Math.PI * POLES_HZ[1]) / sampleRate),
    ];
    this.patienceFrames = Math.round(PATIENCE_S * sampleRate);
    this.fadeStep = 1 / (FADE_S * sampleRate);
    this.gain = Math.sqrt(energyOfLoudness(lufs) / (2 * weightedPower(this.coefficients, sampleRate)));
    this.reset();
  }

  reset(): void {
    this.seeds.set(SEED);
    this.states.fill(0);
    this.quietFrames = this.patienceFrames;
    this.level = 0;
  }

  /** Adds the noise, while there is music. */
  add({ left, right }: Stereo, frames: number): void {
    let { quietFrames, level } = this;
    for (let i = 0; i < frames; i++) {
      quietFrames = left[i] !== 0 || right[i] !== 0 ? 0 : quietFrames + 1;
      level =
        quietFrames > this.patienceFrames
          ? Math.max(0, level - this.fadeStep)
          : Math.min(1, level + this.fadeStep);
      if (level === 0) continue;
      left[i]! += level * this.next(0);
      right[i]! += level * this.next(1);
    }
    this.quietFrames = Math.min(quietFrames, this.patienceFrames + 1);
    this.level = level;
  }

  private next(side: 0 | 1): number {
    let s = this.seeds[side]!;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.seeds[side] = s;
    const white = (s >>> 0) / 2 ** 31 - 1;
    const { states, coefficients } = this;
    const a = (states[side]! += coefficients[0] * (white - states[side]!));
    const b = (states[2 + side]! += coefficients[1] * (a - states[2 + side]!));
    return this.gain * b;
  }
}
