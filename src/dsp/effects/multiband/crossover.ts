/**
 * Four bands that sum flat. Low- and high-pass of one crossover add up to an allpass, so each half goes through
 * the allpass of the crossover that splits the other half, and the whole is one allpass.
 */
import { Sections } from '../../core/biquad.ts';
import { SECTION } from '../../core/filter-design.ts';
import type { Glide } from '../../core/glide.ts';
import { GRID } from '../../core/grid.ts';
import { designCrossover } from '../../core/linkwitz-riley.ts';
import { kernels } from '../../kernels/kernels.ts';

export const BAND_COUNT = 4;

/** Sections: two each for a low- or high-pass of 24 dB per octave. */
const MID_LOW = 0;
const MID_HIGH = 2;
const LOW_ALL_PASS = 4;
const LOW_LOW = 5;
const LOW_HIGH = 7;
const HIGH_ALL_PASS = 9;
const HIGH_LOW = 10;
const HIGH_HIGH = 12;
const SECTIONS = 14;

const ALL = Int32Array.from({ length: SECTIONS }, (_, n) => n);

/** Which sections belong to which crossover (low, mid, high): low-passes, high-passes, allpass. */
const PARTS = [
  { low: LOW_LOW, high: LOW_HIGH, all: HIGH_ALL_PASS },
  { low: MID_LOW, high: MID_HIGH, all: -1 },
  { low: HIGH_LOW, high: HIGH_HIGH, all: LOW_ALL_PASS },
] as const;

/** Crossovers stay this far apart, whatever the controls say. */
const APART_OCTAVES = 0.4;

export class Crossover {
  readonly left: Float64Array[];
  readonly right: Float64Array[];
  private readonly sampleRate: number;
  private readonly filters = new Sections(SECTIONS, kernels());
  private readonly next = new Float64Array(SECTIONS * SECTION);
  private readonly highLeft = new Float64Array(GRID);
  private readonly highRight = new Float64Array(GRID);
  private moved = false;
  private moving = false;
  private stale = true;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.left = Array.from({ length: BAND_COUNT }, () => new Float64Array(GRID));
    this.right = Array.from({ length: BAND_COUNT }, () => new Float64Array(GRID));
  }

  clear(): void {
    this.filters.clear();
    this.stale = true;
  }

  jump(): void {
    this.stale = true;
  }

  /** At a grid point, with the crossovers' glides (in octaves) already moved on to it. */
  tick(octaves: readonly Glide[]): void {
    const { filters, next } = this;
    if (this.stale) {
      this.design(octaves[0].value, octaves[1].value, octaves[2].value);
      this.stale = false;
      filters.coefs.set(next);
    } else if (this.moved) {
      filters.coefs.set(next);
    }
    this.moving = octaves[0].moving || octaves[1].moving || octaves[2].moving;
    if (this.moving) {
      this.design(octaves[0].next, octaves[1].next, octaves[2].next);
      for (let n = 0; n < SECTIONS; n++) filters.aim(n, next);
    }
    this.moved = this.moving;
    for (let n = 0; n < SECTIONS; n++) filters.flush(n);
  }

  /** Whether the crossovers rest where they are. */
  get still(): boolean {
    return !this.stale && !this.moving && !this.moved;
  }

  /** Lends the filters to the kernel. */
  lend(): void {
    this.filters.lend(ALL, SECTIONS);
  }

  regain(): void {
    this.filters.regain(ALL, SECTIONS);
  }

  private design(low: number, mid: number, high: number): void {
    const middle = Math.max(mid, low + APART_OCTAVES);
    this.designOne(0, low);
    this.designOne(1, middle);
    this.designOne(2, Math.max(high, middle + APART_OCTAVES));
  }

  private designOne(index: number, octave: number): void {
    const { low, high, all } = PARTS[index];
    designCrossover(2 ** octave, this.sampleRate, this.next, low, high, all);
  }

  /** Splits a piece into `left` and `right`. */
  run(inputLeft: Float32Array, inputRight: Float32Array, from: number, frames: number): void {
    const { left, right, highLeft, highRight } = this;
    for (let i = 0; i < frames; i++) {
      left[0][i] = highLeft[i] = inputLeft[from + i];
      right[0][i] = highRight[i] = inputRight[from + i];
    }
    this.pair(MID_LOW, left[0], right[0], frames);
    this.pair(MID_HIGH, highLeft, highRight, frames);
    this.single(LOW_ALL_PASS, left[0], right[0], frames);
    this.single(HIGH_ALL_PASS, highLeft, highRight, frames);
    for (let i = 0; i < frames; i++) {
      left[1][i] = left[0][i];
      right[1][i] = right[0][i];
      left[2][i] = left[3][i] = highLeft[i];
      right[2][i] = right[3][i] = highRight[i];
    }
    this.pair(LOW_LOW, left[0], right[0], frames);
    this.pair(LOW_HIGH, left[1], right[1], frames);
    this.pair(HIGH_LOW, left[2], right[2], frames);
    this.pair(HIGH_HIGH, left[3], right[3], frames);
  }

  private single(section: number, left: Float64Array, right: Float64Array, frames: number): void {
    if (this.moving) this.filters.runMoving(section, left, right, frames);
    else this.filters.run(section, left, right, frames);
  }

  private pair(section: number, left: Float64Array, right: Float64Array, frames: number): void {
    if (this.moving) {
      this.filters.runMoving(section, left, right, frames);
      this.filters.runMoving(section + 1, left, right, frames);
    } else {
      this.filters.runPair(section, section + 1, left, right, frames);
    }
  }
}
