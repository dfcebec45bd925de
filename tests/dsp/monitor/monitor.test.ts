import { describe, expect, it } from 'vitest';
import { createPlayback, MonitorSimulator, playbackCurveDb } from '../../../src/dsp/monitor/simulator.ts';
import { PLAYBACK_SYSTEMS, playbackSystem } from '../../../src/dsp/monitor/systems.ts';
import { averageBandLevels } from '../../../src/dsp/meters/bands.ts';
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { noise, pinkNoise, sine } from '../meters/signals.ts';

const RATE = 48_000;

function heard(
  id: string,
  left: Float32Array,
  right: Float32Array,
  mono = false,
  block = 128,
  rate = RATE,
): { left: Float32Array; right: Float32Array } {
  const simulator = new MonitorSimulator(rate);
  simulator.set(id, mono);
  const out = { left: left.slice(), right: right.slice() };
  for (let at = 0; at < left.length; at += block) {
    simulator.process(
      { left: out.left.subarray(at, at + block), right: out.right.subarray(at, at + block) },
      Math.min(block, left.length - at),
    );
  }
  return out;
}

const loudest = (x: Float32Array) => x.reduce((max, v) => Math.max(max, Math.abs(v)), 0);

describe('playback systems', () => {
  it('are the nine of the course, each with a source', () => {
    expect(PLAYBACK_SYSTEMS.map((s) => s.id)).toEqual([
      'studio',
      'headphones',
      'earbuds',
      'car',
      'laptop',
      'phone',
      'kitchen-radio',
      'club',
      'mono',
    ]);
    for (const system of PLAYBACK_SYSTEMS) {
      expect(system.source.length).toBeGreaterThan(10);
      expect(system.says.length).toBeGreaterThan(10);
    }
  });

  it('the studio passes everything through to the bit', () => {
    const [l, r] = [noise(5000, 1, 1.5), noise(5000, 2, 1e-9)];
    const out = heard('studio', l, r);
    expect(out.left).toEqual(l);
    expect(out.right).toEqual(r);
    expect(createPlayback('studio', RATE)).toBeNull();
    expect(createPlayback('nowhere', RATE)).toBeNull();
  });

  it.each(PLAYBACK_SYSTEMS.filter((s) => s.curve.length > 0 && s.noiseLufs === null).map((s) => s.id))(
    '%s sounds as its curve is drawn',
    (id) => {
      for (const hz of [100, 320, 1000, 4000, 10_000]) {
        const x = sine(RATE, hz, 0.2);
        const out = heard(id, x, x);
        const tail = out.left.subarray(RATE / 2);
        const level = 10 * Math.log10(tail.reduce((sum, v) => sum + v * v, 0) / tail.length / 0.02);
        expect(level).toBeCloseTo(playbackCurveDb(playbackSystem(id)!, hz), 1);
      }
    },
  );

  it('the phone has no bass and no sides; the car lifts the bass', () => {
    const phone = playbackSystem('phone')!;
    expect(playbackCurveDb(phone, 80)).toBeLessThan(-40);
    expect(Math.abs(playbackCurveDb(phone, 700))).toBeLessThan(4);
    const out = heard('phone', noise(8000, 1), noise(8000, 2));
    expect(out.left).toEqual(out.right);
    expect(playbackCurveDb(playbackSystem('car')!, 50)).toBeGreaterThan(4);
  });

  it('mono is half of left plus right, on any system by its switch as well', () => {
    const [l, r] = [noise(4000, 1), noise(4000, 2)];
    const out = heard('mono', l, r);
    const other = heard('studio', l, r, true);
    for (let n = 0; n < 4000; n += 37) {
      expect(out.left[n]).toBeCloseTo(0.5 * (l[n]! + r[n]!), 7);
      expect(other.right[n]).toBe(out.right[n]);
    }
    const opposite = heard(
      'mono',
      l,
      l.map((v) => -v),
    );
    expect(loudest(opposite.left)).toBe(0);
    const car = heard('laptop', l, r, true);
    expect(car.left).toEqual(car.right);
  });

  it('the club is mono in the bass and wide above', () => {
    const side = (hz: number) => {
      const x = sine(RATE, hz, 0.2);
      const out = heard(
        'club',
        x,
        x.map((v) => -v),
      );
      return (
        Math.sqrt(out.left.subarray(RATE / 2).reduce((sum, v) => sum + v * v, 0) / (RATE / 2)) /
        (0.2 * Math.SQRT1_2)
      );
    };
    expect(20 * Math.log10(side(40))).toBeLessThan(-6);
    expect(side(1000)).toBeGreaterThan(0.6);
  });

  it.each([44_100, 48_000])('road noise has its loudness and falls towards the treble, at %i Hz', (rate) => {
    const x = sine(rate * 12, 1000, 1e-7);
    const out = heard('car', x, x, false, 128, rate);
    expect(integratedLoudness([out.left, out.right], rate)).toBeCloseTo(-34, 0);
    const { bandsHz, levelsDb } = averageBandLevels(out.left, out.right, rate, 1);
    const level = (hz: number) => levelsDb[bandsHz.findIndex((f) => Math.abs(f / hz - 1) < 0.1)]!;
    expect(level(250) - level(1000)).toBeGreaterThan(12);
    expect(level(63)).toBeGreaterThan(level(500) + 12);
  });

  it('the road is silent while nothing plays', () => {
    const x = new Float32Array(RATE * 3);
    expect(loudest(heard('car', x, x).left)).toBe(0);
    x.set(sine(RATE, 500, 0.1));
    const out = heard('car', x, x);
    expect(out.left[Math.round(RATE * 1.2)]).not.toBe(0);
    expect(loudest(out.left.subarray(RATE * 2))).toBe(0);
  });

  it.each(PLAYBACK_SYSTEMS.map((s) => s.id))(
    '%s: the same to the bit for any block size, finite, new after a reset',
    (id) => {
      const [l, r] = [pinkNoise(20_000, 1), pinkNoise(20_000, 2)];
      const one = heard(id, l, r, false, 128);
      for (const block of [1, 37, 512, 20_000]) expect(heard(id, l, r, false, block).left).toEqual(one.left);
      expect(one.left.every((v) => Number.isFinite(v))).toBe(true);
      const simulator = new MonitorSimulator(RATE);
      simulator.set(id, false);
      simulator.process({ left: r.slice(), right: l.slice() }, 20_000);
      simulator.reset();
      const again = { left: l.slice(), right: r.slice() };
      simulator.process(again, 20_000);
      expect(again.left).toEqual(one.left);
    },
  );
});
