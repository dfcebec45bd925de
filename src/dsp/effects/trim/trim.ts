/** Gain and polarity. */
import { gainOf } from '../../core/decibels.ts';
import { defineEffect } from '../../core/effect.ts';
import { Glide } from '../../core/glide.ts';
import { GRID, GridProcessor } from '../../core/grid.ts';
import { decibels, toggle } from '../../core/params.ts';
import type { Values } from '../../core/params.ts';

const params = {
  gainDb: decibels('Gain', { min: -60, max: 24, default: 0 }),
  invert: toggle('Invert polarity', false),
};

class Trim extends GridProcessor<typeof params> {
  private readonly gain: Glide;

  constructor(sampleRate: number) {
    super(0, 0);
    this.gain = new Glide(sampleRate, 1);
  }

  set(values: Values<typeof params>, glide: boolean): void {
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
  id: 'trim',
  version: 1,
  label: 'Trim',
  params,
  readings: [],
  keyed: false,
  tailS: 0,
  create: (sampleRate) => new Trim(sampleRate),
  magnitudeDb: (values) => values.gainDb,
});
