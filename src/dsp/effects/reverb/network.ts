/**
 * Feedback delay network of sixteen lines mixed by a Hadamard matrix, which sends each line to all others
 * alike (a Householder matrix of sixteen keeps seven eighths at home). Jot and Chaigne, AES 1991: a line of d
 * frames is attenuated by g = 10^(−3d/(fs·RT60)), so that all modes decay together, and a one-pole low-pass
 * in each, chosen for its length, makes the time at the damping frequency half as long.
 */
import type { Carver } from '../../core/carver.ts';
import { GRID } from '../../core/grid.ts';
import { TINY } from '../../core/sanitise.ts';

/** Delay lines of the network. */
export const LINES = 16;

/** From here up the damping opens, to none at all at the end of its range. */
const OPEN_HZ = 16_000;
const WIDE_OPEN_HZ = 20_000;

/** Signs of the lines in the two outputs: rows of the matrix, so that left and right have nothing in common. */
const SIGNS_LEFT = [1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1];
const SIGNS_RIGHT = [1, -1, -1, 1, 1, -1, -1, 1, -1, 1, 1, -1, -1, 1, 1, -1];

/** Which lines sway, and how often a second: slow and unrelated, so that the pitch is not heard to move. */
const SWAYING = 4;
const SWAY_HZ = [0.53, 0.71, 0.89, 0.61];
/** Frames that a swaying line reads beyond its length. */
const MARGIN = 3;

const isPrime = (n: number): boolean => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
};

/** A power of two that holds so many frames and the pieces that come and go. */
const ringSize = (frames: number): number => 2 ** Math.ceil(Math.log2(frames + 3 * GRID));

export class Network {
  private readonly sampleRate: number;
  /** Room in each line. */
  readonly size: number;
  lines: Float32Array[] = [];
  /** Lines are rings; no longer than the longest needs, so that they keep to the processor's cache. */
  mask: number;
  lengths: Int32Array = new Int32Array(0);
  at = 0;

  /** Gain and low-pass share of each line, now and at the next grid point. */
  gain: Float64Array = new Float64Array(0);
  share: Float64Array = new Float64Array(0);
  private nextGain: Float64Array = new Float64Array(0);
  private nextShare: Float64Array = new Float64Array(0);
  damped: Float64Array = new Float64Array(0);
  /** Where each sway is on its circle, how far it turns from one grid point to the next, and its way off the line's length in frames, now and at the next grid point. */
  private swayX: Float64Array = new Float64Array(0);
  private swayY: Float64Array = new Float64Array(0);
  private readonly turnX: Float64Array;
  private readonly turnY: Float64Array;
  off: Float64Array = new Float64Array(0);
  nextOff: Float64Array = new Float64Array(0);
  allpass: Float64Array = new Float64Array(0);
  private reach = 0;
  private readonly out: Float64Array[];
  /** Sums of the odd lines' taps. */
  private readonly oddLeft = new Float64Array(GRID);
  private readonly oddRight = new Float64Array(GRID);

  constructor(sampleRate: number, longestMs: number) {
    this.sampleRate = sampleRate;
    this.size = ringSize((longestMs / 1000) * sampleRate * 1.02);
    this.mask = this.size - 1;
    this.out = Array.from({ length: LINES }, () => new Float64Array(GRID));
    const angle = (hz: number): number => (2 * Math.PI * hz * GRID) / sampleRate;
    this.turnX = Float64Array.from(SWAY_HZ, (hz) => Math.cos(angle(hz)));
    this.turnY = Float64Array.from(SWAY_HZ, (hz) => Math.sin(angle(hz)));
  }

  /** Takes its place in memory. */
  settle(memory: Carver): void {
    this.lines = Array.from({ length: LINES }, () => memory.floats(this.size));
    this.lengths = memory.integers(LINES);
    this.gain = memory.doubles(LINES);
    this.share = memory.doubles(LINES);
    this.nextGain = memory.doubles(LINES);
    this.nextShare = memory.doubles(LINES);
    this.damped = memory.doubles(LINES);
    this.swayX = memory.doubles(LINES / SWAYING);
    this.swayY = memory.doubles(LINES / SWAYING);
    this.off = memory.doubles(LINES / SWAYING);
    this.nextOff = memory.doubles(LINES / SWAYING);
    this.allpass = memory.doubles(LINES / SWAYING);
  }

  clear(): void {
    for (const line of this.lines) line.fill(0);
    this.damped.fill(0);
    this.swayX.fill(1);
    this.swayY.fill(0);
    this.off.fill(0);
    this.nextOff.fill(0);
    this.allpass.fill(0);
    this.at = 0;
  }

  /**
   * Lengths from shortest to longest, evenly in octaves, each a prime: no two have a mode in common. What sounds is
   * to be cleared then.
   */
  build(shortestMs: number, longestMs: number, swayMs: number): void {
    this.reach = (swayMs / 1000) * this.sampleRate;
    let last = GRID + MARGIN + Math.ceil(this.reach);
    for (let n = 0; n < LINES; n++) {
      const ms = shortestMs * (longestMs / shortestMs) ** (n / (LINES - 1));
      let length = Math.max(last + 1, Math.round((ms / 1000) * this.sampleRate));
      while (!isPrime(length)) length++;
      this.lengths[n] = last = length;
    }
    this.mask = Math.min(this.size, ringSize(last + this.reach)) - 1;
  }

  /**
   * Decay time to −60 dB at the next grid point, met exactly at a fifth of the damping frequency (below, it is
   * up to 4% longer); `jump` makes it that of the present point too. Damping fades out above `OPEN_HZ`.
   */
  decay(decayS: number, dampingHz: number, jump: boolean): void {
    const cos = Math.cos(2 * Math.PI * Math.min(0.49, dampingHz / this.sampleRate));
    const cosExact = Math.cos((2 * Math.PI * dampingHz) / 5 / this.sampleRate);
    const open = Math.max(0, Math.min(1, (dampingHz - OPEN_HZ) / (WIDE_OPEN_HZ - OPEN_HZ)));
    for (let n = 0; n < LINES; n++) {
      const g = 10 ** ((-3 * this.lengths[n]) / (this.sampleRate * decayS));
      // |1 − p| / |1 − p e^(−jω)| = g at the damping frequency.
      const g2 = g * g;
      const b = 1 - g2 * cos;
      const root = Math.sqrt(Math.max(0, b * b - (1 - g2) * (1 - g2)));
      const pole = (1 - open) * ((b - root) / (1 - g2));
      const loss = (1 - pole) / Math.sqrt(1 - 2 * pole * cosExact + pole * pole);
      this.nextGain[n] = g / loss;
      this.nextShare[n] = 1 - pole;
    }
    if (jump) this.arrive();
  }

  /** Time to −60 dB at a frequency in seconds, of the coefficients that run: the curve on the screen is the sound's. */
  decayTimeS(freqHz: number): number {
    const w = (2 * Math.PI * freqHz) / this.sampleRate;
    let sum = 0;
    for (let n = 0; n < LINES; n++) {
      const pole = 1 - this.share[n];
      const round = (this.gain[n] * this.share[n]) / Math.sqrt(1 - 2 * pole * Math.cos(w) + pole * pole);
      sum += (-3 * this.lengths[n]) / (this.sampleRate * Math.log10(round));
    }
    return sum / LINES;
  }

  /** Whether gains and damping rest. */
  get still(): boolean {
    for (let n = 0; n < LINES; n++)
      if (this.gain[n] !== this.nextGain[n] || this.share[n] !== this.nextShare[n]) return false;
    return true;
  }

  /** At every grid point: the sways go on. */
  tick(): void {
    for (let n = 0; n < LINES / SWAYING; n++) {
      this.off[n] = this.nextOff[n];
      if (this.allpass[n] < TINY && this.allpass[n] > -TINY) this.allpass[n] = 0;
      // A pointer that turns by the same angle each time; its length is kept at 1.
      const x = this.swayX[n] * this.turnX[n] - this.swayY[n] * this.turnY[n];
      const y = this.swayX[n] * this.turnY[n] + this.swayY[n] * this.turnX[n];
      const scale = 1.5 - 0.5 * (x * x + y * y);
      this.swayX[n] = scale * x;
      this.swayY[n] = scale * y;
      this.nextOff[n] = this.reach * this.swayY[n];
    }
  }

  /** A grid point at which gains and damping rest. */
  rest(): void {
    this.tick();
    const { damped } = this;
    for (let n = 0; n < LINES; n++) if (damped[n] < TINY && damped[n] > -TINY) damped[n] = 0;
  }

  /** The next grid point has come. */
  arrive(): void {
    for (let n = 0; n < LINES; n++) {
      this.gain[n] = this.nextGain[n];
      this.share[n] = this.nextShare[n];
      if (this.damped[n] < TINY && this.damped[n] > -TINY) this.damped[n] = 0;
    }
  }

  /** A piece in (left feeds the even lines, right the odd ones) and its late sound out. */
  run(
    inLeft: Float64Array,
    inRight: Float64Array,
    outLeft: Float64Array,
    outRight: Float64Array,
    frames: number,
    phase: number,
  ): void {
    const { lines, mask, out, at, oddLeft, oddRight } = this;
    outLeft.fill(0, 0, frames);
    outRight.fill(0, 0, frames);
    oddLeft.fill(0, 0, frames);
    oddRight.fill(0, 0, frames);
    for (let n = 0; n < LINES; n++) {
      if (n % SWAYING === 0) this.readSwaying(n, frames, phase);
      else this.read(n, frames);
    }
    for (let n = 0; n < LINES; n += 2) this.dampPair(n, frames, phase, outLeft, outRight);
    for (let i = 0; i < frames; i++) {
      outLeft[i] += oddLeft[i];
      outRight[i] += oddRight[i];
    }
    mix(out, frames);
    for (let n = 0; n < LINES; n++) {
      const line = lines[n];
      const y = out[n];
      const input = n % 2 === 0 ? inLeft : inRight;
      for (let i = 0; i < frames; i++) line[(at + i) & mask] = input[i] + y[i];
    }
    this.at = (at + frames) & mask;
  }

  private read(n: number, frames: number): void {
    const { mask, at } = this;
    const line = this.lines[n];
    const out = this.out[n];
    const from = at - this.lengths[n];
    for (let i = 0; i < frames; i++) out[i] = line[(from + i) & mask];
  }

  /**
   * Reads between the samples by a first-order allpass of ½ to 1½ frames, which turns phases only: any other
   * interpolation takes highs away, and the decay with them.
   */
  private readSwaying(n: number, frames: number, phase: number): void {
    const { mask, at } = this;
    const line = this.lines[n];
    const out = this.out[n];
    const sway = n / SWAYING;
    const length0 = this.lengths[n] + this.off[sway];
    const step = (this.nextOff[sway] - this.off[sway]) / GRID;
    let last = this.allpass[sway];
    for (let i = 0; i < frames; i++) {
      const length = length0 + (phase + i) * step;
      const whole = Math.floor(length - 0.5);
      const part = length - whole;
      const p = at + i - whole;
      last = ((1 - part) / (1 + part)) * (line[p & mask] - last) + line[(p - 1) & mask];
      out[i] = last;
    }
    this.allpass[sway] = last;
  }

  /**
   * Damps and taps two lines; together they hide each other's latency. The taps of even and odd lines are added up
   * apart, as the kernel does it in its two lanes.
   */
  private dampPair(
    n: number,
    frames: number,
    phase: number,
    outLeft: Float64Array,
    outRight: Float64Array,
  ): void {
    const { damped, oddLeft, oddRight } = this;
    const yA = this.out[n];
    const yB = this.out[n + 1];
    const gainA = this.gain[n];
    const gainB = this.gain[n + 1];
    const shareA = this.share[n];
    const shareB = this.share[n + 1];
    const gainStepA = (this.nextGain[n] - gainA) / GRID;
    const gainStepB = (this.nextGain[n + 1] - gainB) / GRID;
    const shareStepA = (this.nextShare[n] - shareA) / GRID;
    const shareStepB = (this.nextShare[n + 1] - shareB) / GRID;
    const leftA = SIGNS_LEFT[n];
    const leftB = SIGNS_LEFT[n + 1];
    const rightA = SIGNS_RIGHT[n];
    const rightB = SIGNS_RIGHT[n + 1];
    let dA = damped[n];
    let dB = damped[n + 1];
    for (let i = 0; i < frames; i++) {
      const t = phase + i;
      dA += (shareA + t * shareStepA) * (yA[i] - dA);
      dB += (shareB + t * shareStepB) * (yB[i] - dB);
      const sA = (gainA + t * gainStepA) * dA;
      const sB = (gainB + t * gainStepB) * dB;
      yA[i] = sA;
      yB[i] = sB;
      outLeft[i] += leftA * sA;
      oddLeft[i] += leftB * sB;
      outRight[i] += rightA * sA;
      oddRight[i] += rightB * sB;
    }
    damped[n] = dA;
    damped[n + 1] = dB;
  }
}

/** Hadamard matrix of order 16 over √16, on all frames of a piece: four rounds of butterflies. */
function mix(x: Float64Array[], frames: number): void {
  for (let half = 1; half < LINES; half *= 2) {
    const scale = half === 1 ? 0.25 : 1;
    for (let base = 0; base < LINES; base += 2 * half) {
      for (let n = base; n < base + half; n++) {
        const a = x[n];
        const b = x[n + half];
        for (let i = 0; i < frames; i++) {
          const u = scale * a[i];
          const v = scale * b[i];
          a[i] = u + v;
          b[i] = u - v;
        }
      }
    }
  }
}
