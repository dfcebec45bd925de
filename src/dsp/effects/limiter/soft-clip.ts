/**
 * Rounds the crests off before they are limited: straight up to 3 dB under the ceiling, then bent towards it
 * by a rational tanh (Padé), at four times the rate. Off, it is the same delay and nothing else.
 */
import { Glide } from '../../core/glide.ts';
import { GRID } from '../../core/grid.ts';
import { Oversampler, oversamplingLatency } from '../../core/oversampling.ts';

const KNEE = Math.SQRT1_2;
const FACTOR = 4;
const LATENCY = oversamplingLatency(FACTOR);
/** Grid points that the filters need to fill before they are heard. */
const WARM_UP = 4;
const RING = 128;

export class SoftClip {
  readonly latency = LATENCY;
  private readonly amount: Glide;
  private readonly left = new Oversampler(FACTOR);
  private readonly right = new Oversampler(FACTOR);
  private readonly dryLeft = new Float64Array(RING);
  private readonly dryRight = new Float64Array(RING);
  private at = 0;
  private on = false;
  private warm = 0;

  constructor(sampleRate: number) {
    this.amount = new Glide(sampleRate, 0);
  }

  set(on: boolean, glide: boolean): void {
    this.on = on;
    if (!glide) {
      this.amount.to(on ? 1 : 0, false);
      this.warm = on ? WARM_UP : 0;
    }
  }

  clear(): void {
    this.amount.to(this.on ? 1 : 0, false);
    this.warm = this.on ? WARM_UP : 0;
    this.left.clear();
    this.right.clear();
    this.dryLeft.fill(0);
    this.dryRight.fill(0);
    this.at = 0;
  }

  tick(): void {
    this.amount.tick();
    if (this.on) {
      if (this.warm === 0) {
        this.left.clear();
        this.right.clear();
      }
      if (this.warm < WARM_UP) this.warm++;
      else this.amount.to(1, true);
    } else {
      this.amount.to(0, true);
      if (!this.amount.moving && this.amount.value === 0) this.warm = 0;
    }
  }

  /** In place; the ceiling is that of the grid point. */
  run(left: Float64Array, right: Float64Array, frames: number, phase: number, ceiling: number): void {
    const { dryLeft, dryRight } = this;
    const running = this.warm > 0;
    if (running) {
      this.left.up(left, frames);
      this.right.up(right, frames);
    }
    let { at } = this;
    for (let i = 0; i < frames; i++) {
      const read = (at - LATENCY) & (RING - 1);
      const l = left[i];
      const r = right[i];
      left[i] = dryLeft[read];
      right[i] = dryRight[read];
      dryLeft[at] = l;
      dryRight[at] = r;
      at = (at + 1) & (RING - 1);
    }
    this.at = at;
    if (!running) return;
    clip(this.left.high, FACTOR * frames, ceiling);
    clip(this.right.high, FACTOR * frames, ceiling);
    this.left.down(wetLeft, frames);
    this.right.down(wetRight, frames);
    const amount = this.amount.value;
    const step = (this.amount.next - amount) / GRID;
    for (let i = 0; i < frames; i++) {
      const wet = amount + (phase + i) * step;
      left[i] += wet * (wetLeft[i] - left[i]);
      right[i] += wet * (wetRight[i] - right[i]);
    }
  }
}

const wetLeft = new Float64Array(RING);
const wetRight = new Float64Array(RING);

function clip(x: Float64Array, count: number, ceiling: number): void {
  const knee = KNEE * ceiling;
  const room = ceiling - knee;
  for (let i = 0; i < count; i++) {
    const v = x[i];
    if (v > knee) x[i] = knee + room * saturate((v - knee) / room);
    else if (v < -knee) x[i] = -knee - room * saturate((-v - knee) / room);
  }
}

/** tanh up to 3, where it reaches 1 with a slope of 0. */
const saturate = (t: number): number => (t >= 3 ? 1 : (t * (27 + t * t)) / (27 + 9 * t * t));
