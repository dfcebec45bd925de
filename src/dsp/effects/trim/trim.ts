/** Gain and polarity. */
import { gainOf } from '../../core/decibels.ts';
import { defineEffect } from '../../core/effect.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import type { Values } from '../../core/params.ts';
import { trimSpec } from './spec.ts';

class Trim extends GridProcessor<typeof trimSpec.params> {
  private readonly gain: Glide;

  constructor(sampleRate: number) {
    super(0, 0);
    this.gain = new Glide(sampleRate, 1);
  }

  set(values: Values<typeof trimSpec.params>, glide: boolean): void {
    this.gain.to((values.invert ? -1 : 1) * gainOf(values.gainDb), glide);
  }

  protected clear(): void {
    this.gain.settle();
    this.at = this.gain.value;
    this.step = 0;
  }

  private at = 1;
  private step = 0;

  protected tick(): void {
    this.gain.tick();
    this.at = this.gain.value;
    this.step = (this.gain.next - this.gain.value) / GRID;
  }

  protected run(left: Float32Array, right: Float32Array, from: number, to: number): void {
    let gain = this.at;
    const { step } = this;
    if (step === 0 && gain === 1) return;
    for (let i = from; i < to; i++) {
      left[i] *= gain;
      right[i] *= gain;
      gain += step;
    }
    this.at = gain;
  }
}

export const trim = defineEffect({
  ...trimSpec,
  create: (sampleRate) => new Trim(sampleRate),
  magnitudeDb: (values) => values.gainDb,
});
