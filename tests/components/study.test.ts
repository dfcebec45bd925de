import { describe, expect, it } from 'vitest';
import { HIT_FROM_MS, HIT_TO_MS } from '../../src/components/cells/dynamics/findings.ts';
import { harmonicsOf, studyInsert } from '../../src/components/cells/dynamics/study.ts';

const RATE = 48_000;

/** A strike a second, the third one twice as strong, over three seconds. */
function drum(): Float32Array {
  const x = new Float32Array(3.5 * RATE);
  for (const [n, level] of [0.25, 0.25, 0.5].entries())
    for (let i = 0; i < RATE; i++)
      x[(n + 0.5) * RATE + i] =
        level * Math.exp(-i / (0.08 * RATE)) * Math.cos((2 * Math.PI * 180 * i) / RATE);
  return x;
}

describe('the study of an insert', () => {
  const x = drum();
  const input = { left: x, right: x };
  const values = { thresholdDb: -20, ratio: 4, kneeDb: 0, attackMs: 10, releaseMs: 40 };
  const compressed = studyInsert(input, null, RATE, { effect: 'compressor', values, on: true });

  it('finds the loudest hit and aligns before and after', () => {
    const { hit } = compressed;
    expect(hit!.atS).toBeCloseTo(2.5, 2);
    expect(hit!.before).toHaveLength(HIT_TO_MS - HIT_FROM_MS);
    // The first cycle comes before the compressor can act: both have their first peak in the same millisecond.
    const first = (e: Float32Array) => e.findIndex((v) => v > 0.1);
    expect(first(hit!.after)).toBe(first(hit!.before));
  });

  it('is deepest after the attack has worked, and back later with a longer release', () => {
    const { hit } = compressed;
    expect(hit!.deepestMs).toBeGreaterThan(5);
    expect(hit!.deepestMs).toBeLessThan(60);
    const slow = studyInsert(input, null, RATE, {
      effect: 'compressor',
      values: { ...values, releaseMs: 80 },
      on: true,
    });
    expect(hit!.restedMs).toBeGreaterThan(hit!.deepestMs!);
    expect(slow.hit!.restedMs!).toBeGreaterThan(hit!.restedMs! + 20);
  });

  it('leaves everything as it is while the insert is off', () => {
    const off = studyInsert(input, null, RATE, { effect: 'compressor', values, on: false });
    expect(off.hit!.after).toEqual(off.hit!.before);
    expect(off.hit!.deepestMs).toBeNull();
    expect(off.spanAfterLu).toBe(off.spanBeforeLu);
  });

  it('measures that a compressor makes the loudness more even', () => {
    const tone = Float32Array.from(
      { length: 8 * RATE },
      (_, i) => (Math.floor(i / RATE) % 2 === 0 ? 0.4 : 0.1) * Math.sin((2 * Math.PI * 500 * i) / RATE),
    );
    const found = studyInsert({ left: tone, right: tone }, null, RATE, {
      effect: 'compressor',
      values: { thresholdDb: -24, ratio: 3, kneeDb: 0, attackMs: 5, releaseMs: 50 },
      on: true,
    });
    expect(found.spanBeforeLu).toBeCloseTo(12, 0);
    // Over the threshold by 16 and by 4 dB: a third of each is left, 12 dB become 4.
    expect(found.spanAfterLu).toBeGreaterThan(3.4);
    expect(found.spanAfterLu).toBeLessThan(5);
  });
});

describe('harmonics of a test tone', () => {
  it('an effect that is off adds none', () => {
    const levels = harmonicsOf({ effect: 'saturation', values: { driveDb: 12 }, on: false }, 200, -12, RATE);
    expect(levels[0]).toBe(0);
    for (const db of levels.slice(1)) expect(db).toBeLessThan(-100);
  });

  it('more drive adds more, and the tube has even ones where the tape has not', () => {
    const of = (character: string, driveDb: number) =>
      harmonicsOf({ effect: 'saturation', values: { character, driveDb }, on: true }, 200, -12, RATE);
    expect(of('tape', 12)[2]!).toBeGreaterThan(of('tape', 0)[2]! + 6);
    expect(of('tube', 6)[1]!).toBeGreaterThan(of('tape', 6)[1]! + 20);
  });
});
