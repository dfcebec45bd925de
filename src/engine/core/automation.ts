import type { Automation } from '../../session/document.ts';
import { bent } from '../../session/lane.ts';

/** Automation is evaluated at every point and on this grid of song frames, and straight between. */
export const GRID_FRAMES = 32;

/**
 * One automated value over the song. Points are sample-accurate; two points at one time make a step. Before
 * the first point its value holds, after the last point that one's.
 */
export class Lane {
  readonly mode: 'replace' | 'trim';
  private readonly frames: Float64Array;
  private readonly values: Float64Array;
  private readonly curves: Float64Array;
  /** Even in octaves rather than in the value itself: for parameters with a logarithmic taper. */
  private readonly geometric: boolean;

  constructor(automation: Automation, sampleRate: number, logarithmic = false) {
    const points = automation.points
      .map(([atS, value, curve]) => ({ frame: Math.round(atS * sampleRate), value, curve }))
      .sort((a, b) => a.frame - b.frame);
    this.mode = automation.mode;
    this.frames = Float64Array.from(points, (p) => p.frame);
    this.values = Float64Array.from(points, (p) => p.value);
    this.curves = Float64Array.from(points, (p) => p.curve);
    this.geometric = logarithmic && automation.mode === 'replace' && points.every((p) => p.value > 0);
  }

  get empty(): boolean {
    return this.frames.length === 0;
  }

  /** Number of points at or before a frame. */
  private passed(frame: number): number {
    const { frames } = this;
    let low = 0;
    let high = frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (frames[middle]! <= frame) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The value at a frame, counted from the right: at a step it is the new value. */
  at(frame: number): number {
    return this.between(this.passed(frame), frame);
  }

  /** The value just before a frame: at a step it is the old value. */
  before(frame: number): number {
    return this.between(this.passed(frame - 0.5), frame);
  }

  private between(next: number, frame: number): number {
    const { frames, values, curves } = this;
    if (next === 0) return values[0]!;
    if (next === frames.length) return values[next - 1]!;
    const span = frames[next]! - frames[next - 1]!;
    if (span <= 0) return values[next]!;
    const t = bent((frame - frames[next - 1]!) / span, curves[next - 1]!);
    const from = values[next - 1]!;
    const to = values[next]!;
    return this.geometric ? from * (to / from) ** t : from + (to - from) * t;
  }

  /** First point after a frame, or Infinity. */
  nextPoint(frame: number): number {
    const next = this.passed(frame);
    return next < this.frames.length ? this.frames[next]! : Infinity;
  }

  /** Last point at or before a frame, or −Infinity. */
  lastPoint(frame: number): number {
    const next = this.passed(frame);
    return next > 0 ? this.frames[next - 1]! : -Infinity;
  }

  /** A control's value with the automation applied. */
  applied(control: number, automated: number): number {
    return this.mode === 'replace' ? automated : control + automated;
  }
}

/**
 * The stretch of song around a frame over which a set of lanes is taken as straight: from the grid or the
 * last point to the grid or the next point.
 */
export class Segment {
  start = 0;
  end = 0;

  /** Sets the segment that holds the frame. */
  around(frame: number, lanes: readonly Lane[]): void {
    let start = Math.floor(frame / GRID_FRAMES) * GRID_FRAMES;
    let end = start + GRID_FRAMES;
    for (let i = 0; i < lanes.length; i++) {
      const last = lanes[i]!.lastPoint(frame);
      const next = lanes[i]!.nextPoint(frame);
      if (last > start) start = last;
      if (next < end) end = next;
    }
    this.start = start;
    this.end = end;
  }
}
