import { describe, expect, it } from 'vitest';
import { defaults } from '../../../src/dsp/core/params.ts';
import { gate } from '../../../src/dsp/effects/gate/gate.ts';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import { amplitudeAt, db, prepared, render, run, sine, stereo, valuesOf } from '../contract/rig.ts';
import type { AnyEffect, AnyValues } from '../contract/rig.ts';

const effect = effectById('gate') as AnyEffect;
const RATE = 48_000;
const { latency } = prepared(effect, RATE);
const values = (over: AnyValues) =>
  ({ ...defaults(gate.params), ...over }) as Parameters<NonNullable<typeof gate.transferDb>>[0];

/** Reduction at the end of a passage. */
function reductionAfter(
  input: ReturnType<typeof sine>,
  frames: number,
  over: AnyValues,
  key: typeof input | null = null,
): number {
  const processor = prepared(effect, RATE, valuesOf(effect, over));
  run(processor, input, 128, key, 0, frames);
  return processor.readings[0];
}

describe('gate', () => {
  it.each([
    { thresholdDb: -30, ratio: 2, rangeDb: -80 },
    { thresholdDb: -20, ratio: 4, rangeDb: -24 },
  ])('meets its static curve within 0.25 dB: %o', (over) => {
    for (let level = -60; level <= 0; level += 5) {
      const out = render(
        effect,
        RATE,
        { hysteresisDb: 0, ...over },
        sine(RATE * 2, 1000, RATE, 10 ** (level / 20)),
      );
      const wanted = gate.transferDb!(values(over), level);
      if (wanted < -110) continue;
      const got = db(amplitudeAt(out.left, 1000, RATE, RATE, RATE * 2));
      expect(Math.abs(got - wanted), `${level} dB`).toBeLessThan(0.25);
    }
  });

  it('holds, then closes with its release, and opens with its attack, within 10%', () => {
    const input = sine(RATE * 3, 2000, RATE, 0.5);
    for (let i = RATE; i < RATE * 2; i++) input.left[i] = input.right[i] *= 0.001;
    const over = {
      thresholdDb: -20,
      ratio: 20,
      rangeDb: -40,
      attackMs: 20,
      holdMs: 100,
      releaseMs: 200,
      lookaheadMs: 0,
    };
    const out = render(effect, RATE, over, input);
    const gainDb = (frame: number): number => {
      let best = 0;
      let gain = 1;
      for (let i = frame; i < frame + 24; i++) {
        if (Math.abs(input.left[i]) > best) {
          best = Math.abs(input.left[i]);
          gain = Math.abs(out.left[i + latency]) / best;
        }
      }
      return db(gain);
    };
    let closing = RATE;
    while (gainDb(closing) > -40 * (1 - Math.exp(-1))) closing++;
    expect(Math.abs(((closing - RATE) / RATE) * 1000 - 300)).toBeLessThan(20);
    let opening = RATE * 2;
    const shut = gainDb(opening - 100);
    while (gainDb(opening) < shut * Math.exp(-1)) opening++;
    expect(Math.abs(((opening - RATE * 2) / RATE) * 1000 - 20)).toBeLessThan(2);
  });

  it('does not flutter inside its hysteresis', () => {
    const level = (l: number): number => 10 ** (l / 20);
    const input = sine(RATE * 2, 1000, RATE, level(-38));
    for (let i = 0; i < RATE / 2; i++) input.left[i] = input.right[i] *= level(8);
    const over = { thresholdDb: -36, holdMs: 0, releaseMs: 20 };
    expect(reductionAfter(input, RATE * 2, { ...over, hysteresisDb: 3 })).toBe(0);
    expect(reductionAfter(input, RATE * 2, { ...over, hysteresisDb: 0 })).toBeLessThan(-15);
  });

  it('opens to a key, through its filters', () => {
    const input = sine(RATE, 440, RATE, 0.001);
    const over = { thresholdDb: -30, keyHighPassHz: 500 };
    const end = (keyFreq: number): number => {
      const processor = prepared(effect, RATE, valuesOf(effect, over));
      run(processor, input, 128, sine(RATE, keyFreq, RATE, 0.2), 0, RATE / 2);
      const half = stereo(128);
      processor.process(half, 128, sine(128, keyFreq, RATE, 0.2));
      return processor.readings[0];
    };
    expect(end(3000)).toBeGreaterThan(-0.01);
    expect(end(60)).toBeLessThan(-30);
  });
});
