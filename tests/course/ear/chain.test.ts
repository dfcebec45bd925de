import { describe, expect, it } from 'vitest';
import { keepFromClipping, throughChain } from '../../../src/course/ear/chain.ts';
import { rmsDb } from '../../../src/dsp/meters/level.ts';
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';

const RATE = 48_000;
const tone = (hz: number, seconds: number) => {
  const left = Float32Array.from(
    { length: seconds * RATE },
    (_, i) => 0.25 * Math.sin((2 * Math.PI * hz * i) / RATE),
  );
  return { left, right: left.slice() };
};

describe('a sound through a chain', () => {
  it('is the same sound when nothing is done, also with latency taken off', () => {
    const sound = tone(440, 1);
    expect(throughChain(sound, [], RATE).left).toEqual(sound.left);
    // A limiter far under its ceiling only delays; the delay is taken off, and the loop closes.
    const limited = throughChain(sound, [{ effect: 'limiter', values: { gainDb: 0, ceilingDb: -1 } }], RATE);
    const worst = limited.left.reduce((most, v, i) => Math.max(most, Math.abs(v - sound.left[i]!)), 0);
    expect(worst).toBeLessThan(1e-3);
  });

  it('raises a band by what is asked', () => {
    const sound = tone(500, 1);
    const raised = throughChain(
      sound,
      [
        {
          effect: 'eq',
          values: { 'mid.on': true, 'mid.shape': 'bell', 'mid.freqHz': 500, 'mid.gainDb': 9, 'mid.q': 1 },
        },
      ],
      RATE,
    );
    expect(rmsDb([raised.left]) - rmsDb([sound.left])).toBeCloseTo(9, 2);
  });

  it('leads tails from the end over into the beginning', () => {
    const left = new Float32Array(2 * RATE);
    left[left.length - 10] = 1;
    const wet = throughChain(
      { left, right: left.slice() },
      [{ effect: 'delay', values: { sync: 'off', timeMs: 100, feedbackPct: 0, mixPct: 100 } }],
      RATE,
    );
    const loudest = wet.left.reduce((at, v, i) => (Math.abs(v) > Math.abs(wet.left[at]!) ? i : at), 0);
    expect(Math.abs(loudest - (4800 - 10))).toBeLessThan(40);
  });

  it('says which effect there is not', () => {
    expect(() => throughChain(tone(100, 1), [{ effect: 'magic', values: {} }], RATE)).toThrow(/magic/);
  });
});

it('sounds of which one would clip are turned down alike; others stay as they are', () => {
  const loud = { left: Float32Array.of(0, 2, 0), right: Float32Array.of(0, 0, 0) };
  const soft = { left: Float32Array.of(0, 0.5, 0), right: Float32Array.of(0, -0.25, 0) };
  keepFromClipping([soft]);
  expect(soft.left[1]).toBe(0.5);
  keepFromClipping([loud, soft]);
  expect(truePeakDb([loud.left, loud.right])).toBeCloseTo(-1, 3);
  expect(soft.left[1]! / 0.5).toBeCloseTo(loud.left[1]! / 2, 6);
  expect(soft.right[1]! / -0.25).toBeCloseTo(loud.left[1]! / 2, 6);
});
