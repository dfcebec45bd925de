/**
 * Sampling at four or eight times the rate, for what bends the waveform: the harmonics that would fold back are made
 * above the audible band and filtered out on the way down. Half-band stages (every other tap is 0), linear
 * phase, −90 dB in the stop band, flat to 20 kHz at 44.1 kHz.
 */
import { GRID } from './grid.ts';
import { kaiser, sinc } from './kaiser.ts';

const BETA = 9;

/** One half-band stage of one channel: `up` doubles the rate, `down` halves it; each delays by `reach`. */
class HalfBand {
  private readonly reach: number;
  private readonly taps: Float64Array;
  private readonly low: Float64Array;
  private readonly highEven: Float64Array;
  private readonly highOdd: Float64Array;

  /** `reach`: frames at the lower rate on each side; `frames`: the most at the lower rate in one call. */
  constructor(reach: number, frames: number) {
    this.reach = reach;
    this.taps = new Float64Array(reach);
    let sum = 0;
    for (let k = 0; k < reach; k++) {
      this.taps[k] = sinc((2 * k + 1) / 2) * kaiser((2 * k + 1) / (2 * reach), BETA);
      sum += this.taps[k];
    }
    for (let k = 0; k < reach; k++) this.taps[k] *= 0.5 / sum;
    this.low = new Float64Array(2 * reach + frames);
    this.highEven = new Float64Array(2 * reach + frames);
    this.highOdd = new Float64Array(2 * reach + frames);
  }

  clear(): void {
    this.low.fill(0);
    this.highEven.fill(0);
    this.highOdd.fill(0);
  }

  up(input: Float64Array, frames: number, output: Float64Array): void {
    const { low, taps, reach } = this;
    const history = 2 * reach;
    for (let i = 0; i < frames; i++) low[history + i] = input[i];
    for (let i = 0; i < frames; i++) {
      const at = reach + i;
      let between = 0;
      for (let k = 0; k < reach; k++) between += taps[k] * (low[at - k] + low[at + 1 + k]);
      output[2 * i] = low[at];
      output[2 * i + 1] = between;
    }
    low.copyWithin(0, frames, history + frames);
  }

  down(input: Float64Array, frames: number, output: Float64Array): void {
    const { highEven, highOdd, taps, reach } = this;
    const history = 2 * reach;
    for (let i = 0; i < frames; i++) {
      highEven[history + i] = input[2 * i];
      highOdd[history + i] = input[2 * i + 1];
    }
    for (let i = 0; i < frames; i++) {
      const at = reach + i;
      let sum = highEven[at];
      // The odd sample after the even one of the same frame is half a frame later.
      for (let k = 0; k < reach; k++) sum += taps[k] * (highOdd[at - 1 - k] + highOdd[at + k]);
      output[i] = 0.5 * sum;
    }
    highEven.copyWithin(0, frames, history + frames);
    highOdd.copyWithin(0, frames, history + frames);
  }
}

/** Frames on each side of the stages, each at the lower of its two rates: the first must be steep. */
const REACH = [32, 6, 6] as const;

/** 4 or 8 times the rate. */
export type Factor = 4 | 8;

/** Frames at the outer rate by which going up and down again lags. */
export const oversamplingLatency = (factor: Factor): number =>
  2 * REACH[0] + REACH[1] + (factor === 8 ? REACH[2] / 2 : 0);

/** One channel up to four or eight times the rate and down again. */
export class Oversampler {
  /** The piece at the high rate. */
  readonly high: Float64Array;
  private readonly stages: HalfBand[];
  private readonly between: Float64Array[];

  constructor(factor: Factor) {
    this.stages = REACH.slice(0, factor === 8 ? 3 : 2).map((reach, n) => new HalfBand(reach, GRID << n));
    this.between = this.stages.map((_, n) => new Float64Array(GRID << (n + 1)));
    this.high = this.between[this.between.length - 1];
  }

  clear(): void {
    for (const stage of this.stages) stage.clear();
  }

  /** Fills the first factor·frames of `high`. */
  up(input: Float64Array, frames: number): void {
    let from = input;
    for (let n = 0; n < this.stages.length; n++) {
      this.stages[n].up(from, frames << n, this.between[n]);
      from = this.between[n];
    }
  }

  /** Brings `high` down into `output`. */
  down(output: Float64Array, frames: number): void {
    for (let n = this.stages.length - 1; n >= 0; n--) {
      this.stages[n].down(this.between[n], frames << n, n === 0 ? output : this.between[n - 1]);
    }
  }
}
