/** What the delay's picture shows is what the delay does. */
import { describe, expect, it } from 'vitest';
import { echoesOf, passesHz } from '../../src/components/cells/Delay/echoes.ts';
import { tapMs, tapped } from '../../src/components/cells/Delay/tap.ts';
import { defaults } from '../../src/dsp/core/params.ts';
import { delay } from '../../src/dsp/effects/delay/delay.ts';
import { delaySpec } from '../../src/dsp/effects/delay/spec.ts';
import type { DelayValues } from '../../src/dsp/effects/delay/time.ts';

const RATE = 48_000;
const values: DelayValues = {
  ...defaults(delaySpec.params),
  sync: '1/8d',
  bpm: 112,
  feedbackPct: 50,
  highPassHz: 20,
  lowPassHz: 20_000,
};

function answer(of: DelayValues): { left: Float32Array; right: Float32Array } {
  const processor = delay.create(RATE);
  processor.set(of, false);
  const io = { left: new Float32Array(2 * RATE), right: new Float32Array(2 * RATE) };
  // A short burst at 1 kHz, far from the filters: its level is that of the echo.
  for (let i = 0; i < 480; i++) io.left[i] = io.right[i] = Math.sin((2 * Math.PI * 1000 * i) / RATE);
  processor.process(io, io.left.length, null);
  return io;
}

const rmsAt = (x: Float32Array, ms: number): number => {
  const from = Math.round((ms / 1000) * RATE);
  return Math.sqrt(x.subarray(from, from + 480).reduce((sum, v) => sum + v * v, 0) / 480);
};
const db = (x: number): number => 20 * Math.log10(x);

describe('echoes', () => {
  it('come when and as loud as the delay makes them', () => {
    const { left } = answer(values);
    const echoes = echoesOf(values, 1900);
    expect(echoes.length).toBe(4);
    for (const { atMs, levelDb } of echoes)
      expect(db(rmsAt(left, atMs) / Math.SQRT1_2)).toBeCloseTo(levelDb, 0);
  });

  it('go left and right in turn with ping-pong', () => {
    const of = { ...values, pingPong: true };
    const { left, right } = answer(of);
    for (const { atMs, side } of echoesOf(of, 1900)) {
      const [here, there] = side === 'left' ? [left, right] : [right, left];
      expect(rmsAt(here, atMs)).toBeGreaterThan(20 * rmsAt(there, atMs));
    }
  });

  it('end where nobody hears them', () => {
    expect(echoesOf({ ...values, feedbackPct: 0 }, 60_000)).toHaveLength(1);
    expect(echoesOf({ ...values, feedbackPct: 10 }, 60_000)).toHaveLength(3);
  });

  it('grow narrower with every time round', () => {
    const once = passesHz({ highPassHz: 200, lowPassHz: 5000 }, 1);
    const often = passesHz({ highPassHz: 200, lowPassHz: 5000 }, 4);
    expect(once.lowHz / 200).toBeCloseTo(1, 0);
    expect(often.lowHz).toBeGreaterThan(once.lowHz * 1.3);
    expect(often.highHz).toBeLessThan(once.highHz / 1.3);
  });
});

describe('tapping', () => {
  it('takes the mean of the last intervals, and begins anew after a pause', () => {
    let taps: number[] = [];
    for (const at of [0, 510, 1000, 1490]) taps = tapped(taps, at);
    expect(tapMs(taps)).toBeCloseTo(496.7, 0);
    taps = tapped(taps, 6000);
    expect(tapMs(taps)).toBeNull();
    taps = tapped(taps, 6400);
    expect(tapMs(taps)).toBe(400);
  });
});
