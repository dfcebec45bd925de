/**
 * Sampling at four times the rate, for what bends the waveform: the harmonics that would fold back are made
 * above the audible band and filtered out on the way down. Two half-band stages (every other tap is 0), linear
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

/** Frames (at the outer rate) on each side of the first and (at twice that) the second stage. */
const FIRST = 32;
const SECOND = 6;

export const OVERSAMPLING = 4;
/** Frames by which going up and down again lags. */
export const OVERSAMPLING_LATENCY = 2 * FIRST + SECOND;

/** One channel up to four times the rate and down again. */
export class Oversampler {
  /** The piece at four times the rate. */
  readonly high = new Float64Array(OVERSAMPLING * GRID);
  private readonly middle = new Float64Array(2 * GRID);
  private readonly first = new HalfBand(FIRST, GRID);
  private readonly second = new HalfBand(SECOND, 2 * GRID);

  clear(): void {
    this.first.clear();
    this.second.clear();
  }

  /** Fills the first 4·frames of `high`. */
  up(input: Float64Array, frames: number): void {
    this.first.up(input, frames, this.middle);
    this.second.up(this.middle, 2 * frames, this.high);
  }

  /** Brings `high` down into `output`. */
  down(output: Float64Array, frames: number): void {
    this.second.down(this.high, 2 * frames, this.middle);
    this.first.down(this.middle, frames, output);
  }
}
