/**
 * One pass of look-ahead limiting: crest → gain wanted → least of the look-ahead and hold → release → two
 * moving averages that together are as long as the look-ahead → times the delayed sound. The averages only
 * mix gains that are all low enough for the crest they meet, so the crest is met exactly, by a gain that
 * gets there smoothly.
 */
import { GRID } from '../../core/grid.ts';
import type { Carver } from '../../core/carver.ts';
import type { Kernels } from '../../kernels/kernels.ts';
import { AHEAD } from '../../kernels/peaks-memory.ts';
import { Peaks } from './peaks.ts';

/** Frames on each side of a crest at which the gain is held level, so that moving it does not move the crest. */
const LEVEL = 4;
/** A reduction (1 − gain) smaller than this, −180 dB, has been let go. */
const RELEASED = 1e-9;

export class Stage {
  readonly latency: number;
  private readonly maxLook: number;
  private readonly peaksLeft: Peaks;
  private readonly peaksRight: Peaks;
  private peaks: Float64Array = new Float64Array(0);

  private readonly mask: number;
  private readonly soundLeft: Float64Array;
  private readonly soundRight: Float64Array;
  /** Reduction wanted, 1 − gain, so that nothing to do is exactly 0. */
  private readonly wanted: Float64Array;
  private readonly released: Float64Array;
  private readonly once: Float64Array;
  /** Index of the newest frame. */
  private now = 0;
  /** Last frame of `wanted` that has been taken up. */
  private taken = 0;

  /** Candidates for the largest reduction in the window, falling (Lemire's monotonic queue). */
  private readonly queue: Int32Array;
  private head = 0;
  private tail = 0;

  private look = 0;
  private lookTarget = 0;
  private hold = 0;
  private release = 1;
  private reduction = 0;
  private sumOnce = 0;
  private sumTwice = 0;
  private widthOnce = 1;
  private widthTwice = 1;
  /** Frames since anything was wanted or reduced, counted in pieces. */
  private idle = 0;
  /** Frames since the released reduction was last above 0. */
  private calm = 0;

  /** Largest reduction (1 − gain) applied since the caller set it to 0. */
  readonly most = new Float64Array(1);

  /** Longest look-ahead and hold in frames; whether every crest is looked at twice. */
  constructor(maxLook: number, maxHold: number, thorough: boolean) {
    this.maxLook = maxLook;
    this.peaksLeft = new Peaks(thorough);
    this.peaksRight = new Peaks(thorough);
    this.latency = maxLook + LEVEL + AHEAD;
    const size = 2 ** Math.ceil(Math.log2(2 * maxLook + maxHold + 4 * LEVEL + AHEAD + 2 * GRID));
    this.mask = size - 1;
    this.soundLeft = new Float64Array(size);
    this.soundRight = new Float64Array(size);
    this.wanted = new Float64Array(size);
    this.released = new Float64Array(size);
    this.once = new Float64Array(size);
    this.queue = new Int32Array(size);
    this.now = 0;
  }

  /** The detectors take their places in memory. */
  settle(memory: Carver): void {
    this.peaks = memory.doubles(GRID);
    this.peaksLeft.settle(memory, this.peaks);
    this.peaksRight.settle(memory, this.peaks);
  }

  /** Frames of look-ahead (it walks there, a frame a frame) and hold, and the release's share per frame. */
  set(look: number, hold: number, release: number): void {
    this.lookTarget = Math.max(1, Math.min(this.maxLook, look));
    this.hold = hold;
    this.release = release;
    // Nothing has sounded yet: the look-ahead need not walk.
    if (this.now === 0) this.clear();
  }

  clear(): void {
    this.peaksLeft.clear();
    this.peaksRight.clear();
    this.soundLeft.fill(0);
    this.soundRight.fill(0);
    this.wanted.fill(0);
    this.released.fill(0);
    this.once.fill(0);
    this.now = 0;
    this.head = 0;
    this.tail = 0;
    this.look = this.lookTarget;
    this.taken = -AHEAD - (this.maxLook - this.look);
    this.reduction = 0;
    this.sumOnce = 0;
    this.sumTwice = 0;
    this.widthOnce = (this.look >> 1) + 1;
    this.widthTwice = this.look - (this.look >> 1) + 1;
    this.idle = 0;
    this.calm = 0;
    this.most[0] = 0;
  }

  /**
   * Limits a piece in place to `ceiling + (phase + i)·step`; `floor` is the least ceiling between the two
   * points of the grid. `skip`: the caller knows that nothing lies above it. Returns whether the stage is idle:
   * it has been a mere delay for longer than any filter remembers. `kernels`: where the detectors lie, if they do.
   */
  run(
    left: Float64Array,
    right: Float64Array,
    frames: number,
    phase: number,
    ceiling: number,
    step: number,
    floor: number,
    skip: boolean,
    kernels: Kernels | null,
  ): boolean {
    const { peaks, wanted, mask, soundLeft, soundRight } = this;
    peaks.fill(0, 0, frames);
    this.peaksLeft.take(left, frames, floor, peaks, skip, kernels);
    this.peaksRight.take(right, frames, floor, peaks, skip, kernels);
    let { now } = this;
    let any = false;
    for (let i = 0; i < frames; i++) {
      const at = now + i;
      soundLeft[at & mask] = left[i];
      soundRight[at & mask] = right[i];
      const limit = ceiling + (phase + i) * step;
      const over = peaks[i] > limit;
      if (over) any = true;
      wanted[(at - AHEAD) & mask] = over ? 1 - limit / peaks[i] : 0;
    }
    if (any) this.idle = 0;
    const idle = this.idle > mask;
    if (idle) this.pass(left, right, frames);
    else this.reduce(left, right, frames);
    now += frames;
    this.now = now;
    this.idle += frames;
    if (now > 0x20000000) this.rebase();
    return idle;
  }

  /** Nothing is wanted and nothing remains: only the delay. */
  private pass(left: Float64Array, right: Float64Array, frames: number): void {
    const { mask, soundLeft, soundRight, latency, now } = this;
    for (let i = 0; i < frames; i++) {
      const at = (now + i - latency) & mask;
      left[i] = soundLeft[at];
      right[i] = soundRight[at];
    }
    const away = this.lookTarget - this.look;
    this.look += Math.sign(away) * Math.min(Math.abs(away), frames);
    this.widthOnce = (this.look >> 1) + 1;
    this.widthTwice = this.look - (this.look >> 1) + 1;
    this.head = this.tail = 0;
    this.taken = now + frames - 1 - AHEAD - (this.maxLook - this.look);
    this.calm += frames;
  }

  private reduce(left: Float64Array, right: Float64Array, frames: number): void {
    const { wanted, released, once, queue, mask, soundLeft, soundRight, latency, hold, release, lookTarget } =
      this;
    let { look, taken, head, tail, reduction, sumOnce, sumTwice, widthOnce, widthTwice, calm } = this;
    let busy = false;
    let most = this.most[0];
    for (let i = 0; i < frames; i++) {
      const at = this.now + i;
      if (look < lookTarget) look++;
      else if (look > lookTarget) look--;

      // Largest reduction wanted in the window.
      const newest = at - AHEAD - (this.maxLook - look);
      while (taken < newest) {
        taken++;
        const w = wanted[taken & mask];
        while (tail !== head && wanted[queue[(tail - 1) & mask] & mask] <= w) tail = (tail - 1) & mask;
        queue[tail] = taken;
        tail = (tail + 1) & mask;
      }
      const oldest = newest - look - 2 * LEVEL - hold;
      while (head !== tail && queue[head] < oldest) head = (head + 1) & mask;
      const least = head === tail ? 0 : wanted[queue[head] & mask];

      if (least >= reduction) reduction = least;
      else {
        reduction += release * (least - reduction);
        if (reduction < RELEASED) reduction = 0;
      }
      if (reduction > 0) {
        busy = true;
        calm = 0;
      } else {
        calm++;
      }

      // Two moving averages whose widths follow the look-ahead.
      const wideOnce = (look >> 1) + 1;
      const wideTwice = look - (look >> 1) + 1;
      released[at & mask] = reduction;
      sumOnce += reduction - released[(at - widthOnce) & mask];
      if (widthOnce < wideOnce) sumOnce += released[(at - widthOnce++) & mask];
      else if (widthOnce > wideOnce) sumOnce -= released[(at - --widthOnce) & mask];
      // Once only zeros are averaged, what is left in the sums is rounding.
      if (calm > widthOnce) sumOnce = 0;
      const mean = sumOnce / widthOnce;
      once[at & mask] = mean;
      sumTwice += mean - once[(at - widthTwice) & mask];
      if (widthTwice < wideTwice) sumTwice += once[(at - widthTwice++) & mask];
      else if (widthTwice > wideTwice) sumTwice -= once[(at - --widthTwice) & mask];
      if (calm > widthOnce + widthTwice) sumTwice = 0;
      const applied = sumTwice / widthTwice;

      const gain = 1 - applied;
      if (applied > most) most = applied;
      const read = (at - latency) & mask;
      left[i] = soundLeft[read] * gain;
      right[i] = soundRight[read] * gain;
    }
    if (busy) this.idle = 0;
    this.calm = calm;
    this.most[0] = most;
    this.look = look;
    this.taken = taken;
    this.head = head;
    this.tail = tail;
    this.reduction = reduction;
    this.sumOnce = sumOnce;
    this.sumTwice = sumTwice;
    this.widthOnce = widthOnce;
    this.widthTwice = widthTwice;
  }

  /** Indices count frames; before they grow out of 32 bits they move back by whole rings. */
  private rebase(): void {
    const back = this.now - (this.now & this.mask);
    this.now -= back;
    this.taken -= back;
    for (let q = this.head; q !== this.tail; q = (q + 1) & this.mask) this.queue[q] -= back;
  }
}
