/** One form of the equaliser with its states. Two of them let a change of form crossfade. */
import { Sections } from '../../core/biquad.ts';
import { SECTION } from '../../core/filter-design.ts';
import type { Glide } from '../../core/glide.ts';
import { GRID } from '../../core/grid.ts';
import { kernels, type Kernels } from '../../kernels/kernels.ts';
import {
  designFilter,
  FILTERS,
  firstSection,
  FORM,
  needsGain,
  room,
  SECTIONS,
  sectionsOf,
} from './layout.ts';
import type { Form } from './layout.ts';

/** The gliding values of one filter. Frequency and Q move evenly in octaves. */
export interface Filter {
  octave: Glide;
  gainDb: Glide;
  logQ: Glide;
  moving: boolean;
}

/** −140 dB: a neutral section that rings less than this can stop without a sound. */
const RINGING = 1e-7;

export class Bank {
  readonly form: Form = new Int32Array(FORM);
  /** Filtered sound of the piece just run. */
  readonly left = new Float64Array(GRID);
  readonly right = new Float64Array(GRID);
  private readonly sampleRate: number;
  private readonly sections = new Sections(SECTIONS, kernels());
  private readonly next = new Float64Array(SECTIONS * SECTION);
  /** Sections that run, in order, and which of them move during this piece. */
  private readonly list = new Int32Array(SECTIONS);
  private readonly moves = new Uint8Array(SECTIONS);
  private running = 0;
  /** Filters whose coefficients are not those of the present values. */
  private readonly stale = new Uint8Array(FILTERS).fill(1);

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  get idle(): boolean {
    return this.running === 0;
  }

  clear(): void {
    this.sections.clear();
    this.stale.fill(1);
    this.moves.fill(0);
  }

  /** Take a form; filters that changed start from silence. */
  become(form: Form): void {
    for (let f = 0; f < FILTERS; f++) {
      if (this.form[f] === form[f]) continue;
      for (let i = 0; i < room(f); i++) this.sections.clearSection(firstSection(f) + i);
      this.stale[f] = 1;
    }
    this.form.set(form);
  }

  /** The values jumped. */
  invalidate(): void {
    this.stale.fill(1);
  }

  /** At a grid point at which nothing moves. */
  rest(): void {
    for (let i = 0; i < this.running; i++) this.sections.flush(this.list[i]);
  }

  /** At a grid point. Returns whether it has to be done at the next one too, or `rest` will do. */
  tick(filters: readonly Filter[]): boolean {
    const { sections, next, form } = this;
    let restless = false;
    this.running = 0;
    for (let f = 0; f < FILTERS; f++) {
      const count = sectionsOf(form, f);
      if (count === 0) continue;
      const filter = filters[f];
      const first = firstSection(f);
      const neutral = needsGain(form, f) && !filter.gainDb.moving && filter.gainDb.value === 0;
      if (neutral && !this.anyRings(first, count)) {
        this.stale[f] = 1;
        this.moves.fill(0, first, first + count);
        for (let i = 0; i < count; i++) sections.clearSection(first + i);
        continue;
      }
      const from = first * SECTION;
      const to = from + count * SECTION;
      if (this.stale[f] === 1) {
        this.design(filter, f, false);
        this.stale[f] = 0;
        for (let i = from; i < to; i++) sections.coefs[i] = next[i];
      } else if (this.moves[first] === 1) {
        for (let i = from; i < to; i++) sections.coefs[i] = next[i];
      }
      if (filter.moving) this.design(filter, f, true);
      if (filter.moving || neutral) restless = true;
      for (let i = first; i < first + count; i++) {
        this.moves[i] = filter.moving ? 1 : 0;
        if (filter.moving) sections.aim(i, next);
        sections.flush(i);
        this.list[this.running++] = i;
      }
    }
    return restless;
  }

  /** Whether the kernel can run it: it works on left and right, and no section moves. */
  get runsStill(): boolean {
    return this.form[FORM - 1] === 0;
  }

  /** At and between grid points at which nothing moves: filters what the kernels have taken. */
  runStill(kernels: Kernels, frames: number, phase: number): void {
    this.sections.lend(this.list, this.running);
    kernels.run.sections(frames, phase, this.running);
    this.sections.regain(this.list, this.running);
  }

  /** Filters frames `from` to `to` of the input into the first frames of `left` and `right`. */
  run(inputLeft: Float32Array, inputRight: Float32Array, from: number, to: number): void {
    const { left, right, list, moves, sections } = this;
    const frames = to - from;
    const channels = this.form[FORM - 1];
    if (channels === 0) {
      for (let i = 0; i < frames; i++) {
        left[i] = inputLeft[from + i];
        right[i] = inputRight[from + i];
      }
    } else {
      const sign = channels === 1 ? 0.5 : -0.5;
      for (let i = 0; i < frames; i++) {
        left[i] = 0.5 * inputLeft[from + i] + sign * inputRight[from + i];
        right[i] = 0;
      }
    }
    for (let i = 0; i < this.running; i++) {
      const a = list[i];
      if (moves[a] === 1) sections.runMoving(a, left, right, frames);
      else if (i + 1 < this.running && moves[list[i + 1]] === 0)
        sections.runPair(a, list[++i], left, right, frames);
      else sections.run(a, left, right, frames);
    }
    if (channels === 1) {
      for (let i = 0; i < frames; i++) {
        const mid = left[i];
        const side = 0.5 * (inputLeft[from + i] - inputRight[from + i]);
        left[i] = mid + side;
        right[i] = mid - side;
      }
    } else if (channels === 2) {
      for (let i = 0; i < frames; i++) {
        const side = left[i];
        const mid = 0.5 * (inputLeft[from + i] + inputRight[from + i]);
        left[i] = mid + side;
        right[i] = mid - side;
      }
    }
  }

  private anyRings(first: number, count: number): boolean {
    for (let i = first; i < first + count; i++) if (this.sections.rings(i, RINGING)) return true;
    return false;
  }

  private design(filter: Filter, f: number, ahead: boolean): void {
    const { octave, gainDb, logQ } = filter;
    designFilter(
      this.form,
      f,
      2 ** (ahead ? octave.next : octave.value),
      ahead ? gainDb.next : gainDb.value,
      2 ** (ahead ? logQ.next : logQ.value),
      this.sampleRate,
      this.next,
      // On the way a draft will do; where the values stay, the sound is the curve's to the last digit.
      ahead && !(octave.arriving && gainDb.arriving && logQ.arriving),
    );
  }
}
