/** A value that moves to its target in a straight line along the grid. */
import { GRID } from './grid.ts';

/** How long a moved control takes to arrive: short enough to feel at once, long enough not to click. */
const GLIDE_S = 0.025;

export class Glide {
  /** At the grid point just passed. */
  value: number;
  /**
   * At the next grid point. Between the two a processor interpolates, by (next − value)/GRID a sample; written
   * out there, because a getter that is not inlined boxes its result.
   */
  next: number;
  private target: number;
  private ticksLeft = 0;
  private readonly ticks: number;

  constructor(sampleRate: number, value: number, seconds = GLIDE_S) {
    this.ticks = Math.max(1, Math.round((seconds * sampleRate) / GRID));
    this.value = this.next = this.target = value;
  }

  get moving(): boolean {
    return this.ticksLeft > 0 || this.value !== this.next;
  }

  /** At its target from the next grid point on. */
  get arriving(): boolean {
    return this.ticksLeft === 0;
  }

  to(target: number, glide: boolean): void {
    if (!glide) {
      this.target = target;
      this.settle();
    } else if (target !== this.target) {
      this.target = target;
      this.ticksLeft = this.ticks;
    }
  }

  /** Arrive at once. */
  settle(): void {
    this.value = this.next = this.target;
    this.ticksLeft = 0;
  }

  /** At every grid point. Returns whether the value moves during the piece that begins. */
  tick(): boolean {
    this.value = this.next;
    if (this.ticksLeft === 0) return false;
    this.next += (this.target - this.next) / this.ticksLeft;
    this.ticksLeft--;
    if (this.ticksLeft === 0) this.next = this.target;
    return true;
  }
}
