/**
 * Correlation of left and right, and the balance between them, over the last 300 ms (a rectangular window made
 * of whole sub-blocks of 10 ms, summed anew each time so that nothing drifts).
 */
const SUB_BLOCK_S = 0.01;
const WINDOW_SUB_BLOCKS = 30;

/** Pearson's r without removing the mean, as phase meters show it: Σlr / √(Σll·Σrr); 0 when a side is silent. */
const correlationOf = (lr: number, ll: number, rr: number): number => {
  const scale = Math.sqrt(ll) * Math.sqrt(rr);
  return scale > 0 ? Math.max(-1, Math.min(1, lr / scale)) : 0;
};

/** Left against right in dB; 0 in silence, ±Infinity when one side is silent. */
const balanceOf = (ll: number, rr: number): number => (ll === rr ? 0 : 10 * Math.log10(ll / rr));

export class CorrelationMeter {
  private readonly subBlockFrames: number;
  private readonly lr = new Float64Array(WINDOW_SUB_BLOCKS);
  private readonly ll = new Float64Array(WINDOW_SUB_BLOCKS);
  private readonly rr = new Float64Array(WINDOW_SUB_BLOCKS);
  private slot = 0;
  private filled = 0;
  private sumLr = 0;
  private sumLl = 0;
  private sumRr = 0;
  private windowLr = 0;
  private windowLl = 0;
  private windowRr = 0;

  /** @param sampleRate in Hz */
  constructor(sampleRate: number) {
    this.subBlockFrames = Math.round(sampleRate * SUB_BLOCK_S);
  }

  reset(): void {
    this.lr.fill(0);
    this.ll.fill(0);
    this.rr.fill(0);
    this.slot = 0;
    this.filled = 0;
    this.sumLr = this.sumLl = this.sumRr = 0;
    this.windowLr = this.windowLl = this.windowRr = 0;
  }

  /** Measures `frames` frames from the start of the arrays. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    let at = 0;
    while (at < frames) {
      const end = Math.min(frames, at + this.subBlockFrames - this.filled);
      let lr = 0;
      let ll = 0;
      let rr = 0;
      for (let i = at; i < end; i++) {
        const l = left[i]!;
        const r = right[i]!;
        lr += l * r;
        ll += l * l;
        rr += r * r;
      }
      this.sumLr += lr;
      this.sumLl += ll;
      this.sumRr += rr;
      this.filled += end - at;
      at = end;
      if (this.filled === this.subBlockFrames) this.closeSubBlock();
    }
  }

  /** −1 (opposite) to 1 (mono); 0 when a side is silent. */
  get correlation(): number {
    return correlationOf(this.windowLr, this.windowLl, this.windowRr);
  }

  /** Left minus right, dB. */
  get balanceDb(): number {
    return balanceOf(this.windowLl, this.windowRr);
  }

  private closeSubBlock(): void {
    const sound = Number.isFinite(this.sumLl + this.sumRr + this.sumLr);
    this.lr[this.slot] = sound ? this.sumLr : 0;
    this.ll[this.slot] = sound ? this.sumLl : 0;
    this.rr[this.slot] = sound ? this.sumRr : 0;
    this.slot = (this.slot + 1) % WINDOW_SUB_BLOCKS;
    this.filled = 0;
    this.sumLr = this.sumLl = this.sumRr = 0;
    let lr = 0;
    let ll = 0;
    let rr = 0;
    for (let i = 0; i < WINDOW_SUB_BLOCKS; i++) {
      lr += this.lr[i]!;
      ll += this.ll[i]!;
      rr += this.rr[i]!;
    }
    this.windowLr = lr;
    this.windowLl = ll;
    this.windowRr = rr;
  }
}

/** Correlation (−1 to 1) and balance (dB, left minus right) of a whole passage. */
export function stereoImage(
  left: Float32Array,
  right: Float32Array,
): { correlation: number; balanceDb: number } {
  let lr = 0;
  let ll = 0;
  let rr = 0;
  for (let i = 0; i < left.length; i++) {
    lr += left[i]! * right[i]!;
    ll += left[i]! * left[i]!;
    rr += right[i]! * right[i]!;
  }
  return { correlation: correlationOf(lr, ll, rr), balanceDb: balanceOf(ll, rr) };
}
