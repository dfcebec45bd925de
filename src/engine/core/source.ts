/**
 * Sounds that tracks play. A source is paged: one second a page, Int16 where the second stays within full
 * scale and Float32 where it does not, so that a decoder may run ahead of the play head and a phone can hold
 * a whole song. Live, worker and Node read the same pages, hence the same samples.
 */
import { ENGINE_RATE } from './rate.ts';

/** Frames of one page: one second. */
export const PAGE_FRAMES = ENGINE_RATE;

/** One second of one channel; the last page of a source may be shorter. */
export type Samples = Int16Array | Float32Array;

/** One channel for mono material, two for stereo. */
export type Page = readonly Samples[];

/** Something that can be read at any frame. */
export interface SourceReader {
  readonly channels: 1 | 2;
  /** Length in frames; reading outside 0…frames gives silence. */
  readonly frames: number;
  /**
   * Writes `frames` frames beginning at `from` to both buffers (mono goes to both). False when a part was
   * missing; that part is then silent.
   */
  read(from: number, frames: number, left: Float32Array, right: Float32Array): boolean;
  /** Whether all of that passage can be read now. */
  has(from: number, frames: number): boolean;
}

const INT16_SCALE = 32_768;
const FROM_INT16 = 1 / INT16_SCALE;

/**
 * The stored form of a second of sound: Int16 (rounded, noise at −101 dBFS) unless it passes full scale.
 * Depends on the samples alone, so every holder of the same recording has the same page.
 */
export function toSamples(samples: Float32Array): Samples {
  let peak = 0;
  for (let i = 0; i < samples.length; i++) {
    const magnitude = Math.abs(samples[i]!);
    if (magnitude > peak) peak = magnitude;
  }
  if (!(peak * INT16_SCALE < INT16_SCALE - 0.5)) return samples.slice();
  const stored = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i++) stored[i] = Math.round(samples[i]! * INT16_SCALE);
  return stored;
}

function copyOut(from: Samples, start: number, to: Float32Array, at: number, frames: number): void {
  if (from instanceof Int16Array) {
    for (let i = 0; i < frames; i++) to[at + i] = from[start + i]! * FROM_INT16;
  } else {
    for (let i = 0; i < frames; i++) to[at + i] = from[start + i]!;
  }
}

/** A source whose pages arrive one by one, in any order. */
export class PagedSource implements SourceReader {
  readonly channels: 1 | 2;
  readonly frames: number;
  private readonly pages: (Page | null)[];
  private held = 0;
  /** What is missing will not come: it is silence from now on, and nobody waits for it. */
  givenUp = false;

  constructor(channels: 1 | 2, frames: number) {
    this.channels = channels;
    this.frames = frames;
    this.pages = new Array<Page | null>(Math.ceil(frames / PAGE_FRAMES)).fill(null);
  }

  get pageCount(): number {
    return this.pages.length;
  }

  /** Pages that are here. */
  get pagesHeld(): number {
    return this.held;
  }

  page(index: number): Page | null {
    return this.pages[index] ?? null;
  }

  /** Takes a page; one beyond the end or with the wrong number of channels is refused with a RangeError. */
  put(index: number, page: Page): void {
    if (index < 0 || index >= this.pages.length || page.length !== this.channels) {
      throw new RangeError(`page ${index} does not belong to a source of ${this.pages.length} pages`);
    }
    if (!this.pages[index]) this.held++;
    this.pages[index] = page;
  }

  has(from: number, frames: number): boolean {
    if (this.givenUp) return true;
    const start = Math.max(0, from);
    const end = Math.min(this.frames, from + frames);
    if (end <= start) return true;
    const last = Math.floor((end - 1) / PAGE_FRAMES);
    for (let index = Math.floor(start / PAGE_FRAMES); index <= last; index++)
      if (!this.pages[index]) return false;
    return true;
  }

  read(from: number, frames: number, left: Float32Array, right: Float32Array): boolean {
    let complete = true;
    let at = 0;
    while (at < frames) {
      const position = from + at;
      if (position < 0 || position >= this.frames) {
        const run = position < 0 ? Math.min(frames - at, -position) : frames - at;
        left.fill(0, at, at + run);
        right.fill(0, at, at + run);
        at += run;
        continue;
      }
      const index = Math.floor(position / PAGE_FRAMES);
      const start = position - index * PAGE_FRAMES;
      const run = Math.min(frames - at, PAGE_FRAMES - start, this.frames - position);
      const page = this.pages[index];
      if (!page) {
        complete = false;
        left.fill(0, at, at + run);
        right.fill(0, at, at + run);
      } else {
        // A recording that came out shorter than announced ends in silence.
        const held = Math.max(0, Math.min(run, page[0]!.length - start));
        copyOut(page[0]!, start, left, at, held);
        copyOut(page[this.channels - 1]!, start, right, at, held);
        if (held < run) {
          left.fill(0, at + held, at + run);
          right.fill(0, at + held, at + run);
        }
      }
      at += run;
    }
    return complete;
  }
}

/** Cuts a stream of decoded blocks into pages, in order. */
export class Pager {
  private readonly pending: Float32Array[];
  private filled = 0;
  private index = 0;
  private total = 0;
  private readonly frames: number;
  private readonly emit: (index: number, page: Page) => void;
  private readonly store: (samples: Float32Array) => Samples;

  /**
   * `frames` is the announced length: what comes after it is dropped, what is missing at the end is silence.
   * With `exact` the pages keep every bit (a render's), else they are stored as `toSamples` says (a decoder's).
   */
  constructor(channels: 1 | 2, frames: number, emit: (index: number, page: Page) => void, exact = false) {
    this.store = exact ? (samples) => samples.slice() : toSamples;
    this.pending = Array.from({ length: channels }, () => new Float32Array(PAGE_FRAMES));
    this.frames = frames;
    this.emit = emit;
  }

  /** Frames taken so far. */
  get taken(): number {
    return this.total;
  }

  /** Takes decoded blocks; a mono source fed with two channels keeps the first, a stereo one fed with one doubles it. */
  push(channelData: readonly Float32Array[], frames: number): void {
    let at = 0;
    const wanted = Math.min(frames, this.frames - this.total);
    while (at < wanted) {
      const run = Math.min(wanted - at, PAGE_FRAMES - this.filled);
      for (let c = 0; c < this.pending.length; c++) {
        const from = channelData[Math.min(c, channelData.length - 1)]!;
        this.pending[c]!.set(from.subarray(at, at + run), this.filled);
      }
      at += run;
      this.filled += run;
      this.total += run;
      if (this.filled === PAGE_FRAMES || this.total === this.frames) this.flushPage();
    }
  }

  /** The stream has ended: fills up to the announced length with silence. */
  end(): void {
    while (this.total < this.frames) {
      const run = Math.min(PAGE_FRAMES - this.filled, this.frames - this.total);
      for (const channel of this.pending) channel.fill(0, this.filled, this.filled + run);
      this.filled += run;
      this.total += run;
      this.flushPage();
    }
  }

  private flushPage(): void {
    if (this.filled === 0) return;
    const filled = this.filled;
    this.emit(
      this.index++,
      this.pending.map((channel) => this.store(channel.subarray(0, filled))),
    );
    this.filled = 0;
  }
}

/** A whole sound in memory as Float32, as renders, clips and tests have it; it may begin later on the time line. */
export class DecodedSource implements SourceReader {
  readonly channels: 1 | 2;
  readonly frames: number;
  private readonly left: Float32Array;
  private readonly right: Float32Array;
  private readonly begin: number;

  /** `begin` is the frame of the time line at which the sound starts. */
  constructor(channelData: readonly Float32Array[], begin = 0) {
    this.channels = channelData.length > 1 ? 2 : 1;
    this.left = channelData[0] ?? new Float32Array(0);
    this.right = channelData[1] ?? this.left;
    this.begin = begin;
    this.frames = begin + this.left.length;
  }

  has(): boolean {
    return true;
  }

  read(from: number, frames: number, left: Float32Array, right: Float32Array): boolean {
    const { left: soundLeft, right: soundRight } = this;
    const at = from - this.begin;
    const start = Math.min(frames, Math.max(0, -at));
    const end = Math.max(start, Math.min(frames, soundLeft.length - at));
    left.fill(0, 0, start);
    right.fill(0, 0, start);
    for (let i = start; i < end; i++) {
      left[i] = soundLeft[at + i]!;
      right[i] = soundRight[at + i]!;
    }
    left.fill(0, end, frames);
    right.fill(0, end, frames);
    return true;
  }
}
