import { describe, expect, it } from 'vitest';
import { hitEnvelope, loudestHit, meanPower, onsets } from '../../../src/dsp/meters/hits.ts';

const RATE = 48_000;

/** Decaying 200 Hz strikes at times in seconds, over a quiet hum. */
function strikes(times: readonly { atS: number; level: number }[], seconds = 3): Float32Array {
  const x = Float32Array.from(
    { length: seconds * RATE },
    (_, i) => 0.002 * Math.sin((2 * Math.PI * 50 * i) / RATE),
  );
  for (const { atS, level } of times) {
    const from = Math.round(atS * RATE);
    for (let i = 0; from + i < x.length && i < 0.4 * RATE; i++)
      x[from + i]! += level * Math.exp(-i / (0.06 * RATE)) * Math.cos((2 * Math.PI * 200 * i) / RATE);
  }
  return x;
}

describe('hits', () => {
  const x = strikes([
    { atS: 0.5, level: 0.4 },
    { atS: 1.2, level: 0.8 },
    { atS: 2.1, level: 0.3 },
  ]);
  const envelope = hitEnvelope(x, x, RATE);

  it('begin where they are struck, to 2 ms', () => {
    const found = onsets(envelope);
    expect(found).toHaveLength(3);
    [500, 1200, 2100].forEach((at, i) => expect(Math.abs(found[i]! - at)).toBeLessThanOrEqual(2));
  });

  it('the loudest is the loudest', () => {
    expect(Math.abs(loudestHit(envelope) - 1200)).toBeLessThanOrEqual(2);
  });

  it('a held tone and silence hold none after their beginning', () => {
    const tone = Float32Array.from(
      { length: RATE },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * 100 * i) / RATE),
    );
    expect(onsets(hitEnvelope(tone, tone, RATE)).filter((k) => k > 40)).toEqual([]);
    const silence = new Float32Array(RATE);
    expect(loudestHit(hitEnvelope(silence, silence, RATE))).toBe(-1);
  });

  it('the envelope is of both channels', () => {
    const quiet = new Float32Array(x.length);
    const half = hitEnvelope(x, quiet, RATE);
    expect(meanPower(half, 1200, 1250) / meanPower(envelope, 1200, 1250)).toBeCloseTo(0.5, 5);
    expect(half.peak[1201]).toBe(envelope.peak[1201]);
  });
});
