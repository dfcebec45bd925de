import { describe, expect, it } from 'vitest';
import { channelLayout } from '../../../src/dsp/meters/channel-layout.ts';
import { LoudnessMeter } from '../../../src/dsp/meters/loudness.ts';
import { TruePeakMeter, truePeakDb } from '../../../src/dsp/meters/true-peak.ts';
import { interruptedSine, steadySine, tones } from './ebu-signals.ts';
import type { Stretch } from './ebu-signals.ts';

const SILENCE = Number.NEGATIVE_INFINITY;

function measured(
  sampleRate: number,
  stretches: readonly Stretch[],
  channels = 2,
  layout = channelLayout(channels),
): LoudnessMeter {
  const meter = new LoudnessMeter(sampleRate, channels, layout);
  const signal = tones(sampleRate, stretches, channels);
  meter.processChannels(signal, signal[0]!.length);
  return meter;
}

/** Lowest and highest reading while the signal runs, taken every 10 ms from `fromS` on. */
function readings(
  sampleRate: number,
  stretches: readonly Stretch[],
  fromS: number,
  read: (m: LoudnessMeter) => number,
): [number, number] {
  const meter = new LoudnessMeter(sampleRate);
  const [left, right] = tones(sampleRate, stretches) as [Float32Array, Float32Array];
  let low = Infinity;
  let high = -Infinity;
  for (let at = 0; at + meter.framesToUpdate <= left.length;) {
    const n = meter.framesToUpdate;
    meter.process(left, right, n, at);
    at += n;
    if (at < fromS * sampleRate) continue;
    low = Math.min(low, read(meter));
    high = Math.max(high, read(meter));
  }
  return [low, high];
}

/** EBU asks for ±0.1 LU; a meter of record has no need of that much. */
const near = (actual: number, expected: number, tolerance = 0.02) => {
  expect(actual).toBeGreaterThanOrEqual(expected - tolerance);
  expect(actual).toBeLessThanOrEqual(expected + tolerance);
};

describe.each([44_100, 48_000, 88_200, 96_000])('EBU Tech 3341 at %i Hz', (rate) => {
  it.each([
    [1, -23],
    [2, -33],
  ])('case %i: a steady tone reads %i on all three', (_, levelDb) => {
    const m = measured(rate, [{ levelDb, seconds: 20 }]);
    near(m.momentary, levelDb);
    near(m.shortTerm, levelDb);
    near(m.integrated, levelDb);
  });

  it('case 3: the relative gate leaves the quiet ends out', () => {
    near(
      measured(rate, [
        { levelDb: -36, seconds: 10 },
        { levelDb: -23, seconds: 60 },
        { levelDb: -36, seconds: 10 },
      ]).integrated,
      -23,
      0.1,
    );
  });

  it('case 4: the absolute gate as well', () => {
    const m = measured(rate, [
      { levelDb: -72, seconds: 10 },
      { levelDb: -36, seconds: 10 },
      { levelDb: -23, seconds: 60 },
      { levelDb: -36, seconds: 10 },
      { levelDb: -72, seconds: 10 },
    ]);
    near(m.integrated, -23, 0.1);
  });

  it('case 5: levels within the gate are averaged as energies', () => {
    near(
      measured(rate, [
        { levelDb: -26, seconds: 20 },
        { levelDb: -20, seconds: 20.1 },
        { levelDb: -26, seconds: 20 },
      ]).integrated,
      -23,
      0.1,
    );
  });

  it.each([
    ['WAV', [-28, -28, -24, SILENCE, -30, -30], channelLayout(6)],
    ['Opus', [-28, -24, -28, -30, -30, SILENCE], channelLayout(6, 'opus')],
    ['five channels', [-28, -28, -24, -30, -30], channelLayout(5)],
  ] as const)('case 6: 5.1 in the order of %s', (_, levelDb, layout) => {
    near(measured(rate, [{ levelDb, seconds: 20 }], layout.length, layout).integrated, -23, 0.1);
  });

  it('case 9: short-term is steady over a period of 3 s', () => {
    const period: Stretch[] = [
      { levelDb: -20, seconds: 1.34 },
      { levelDb: -30, seconds: 1.66 },
    ];
    const [low, high] = readings(rate, Array.from({ length: 5 }, () => period).flat(), 3, (m) => m.shortTerm);
    near(low, -23, 0.1);
    near(high, -23, 0.1);
  });

  it('case 10: short-term maximum of 3 s anywhere', () => {
    for (let i = 0; i < 20; i++) {
      const m = measured(rate, [
        { levelDb: SILENCE, seconds: 0.15 * i },
        { levelDb: -23, seconds: 3 },
        { levelDb: SILENCE, seconds: 1 },
      ]);
      near(m.shortTermMax, -23, 0.1);
    }
  });

  it('case 11: short-term maxima of a live meter', () => {
    const meter = new LoudnessMeter(rate);
    for (let i = 0; i < 20; i++) {
      const [left, right] = tones(rate, [
        { levelDb: SILENCE, seconds: 0.15 * i },
        { levelDb: -38 + i, seconds: 3 },
        { levelDb: SILENCE, seconds: 3 - 0.15 * i },
      ]) as [Float32Array, Float32Array];
      meter.process(left, right, left.length);
      near(meter.shortTermMax, -38 + i, 0.1);
    }
  });

  it('case 12: momentary is steady over a period of 400 ms', () => {
    const period: Stretch[] = [
      { levelDb: -20, seconds: 0.18 },
      { levelDb: -30, seconds: 0.22 },
    ];
    const [low, high] = readings(
      rate,
      Array.from({ length: 25 }, () => period).flat(),
      1,
      (m) => m.momentary,
    );
    near(low, -23, 0.1);
    near(high, -23, 0.1);
  });

  it('case 13: momentary maximum of 400 ms anywhere', () => {
    for (let i = 0; i < 20; i++) {
      const m = measured(rate, [
        { levelDb: SILENCE, seconds: 0.02 * i },
        { levelDb: -23, seconds: 0.4 },
        { levelDb: SILENCE, seconds: 1 },
      ]);
      near(m.momentaryMax, -23, 0.1);
    }
  });

  it('case 14: momentary maxima of a live meter', () => {
    const meter = new LoudnessMeter(rate);
    for (let i = 0; i < 20; i++) {
      const [left, right] = tones(rate, [
        { levelDb: SILENCE, seconds: 0.02 * i },
        { levelDb: -38 + i, seconds: 0.4 },
        { levelDb: SILENCE, seconds: 0.4 - 0.02 * i },
      ]) as [Float32Array, Float32Array];
      meter.process(left, right, left.length);
      near(meter.momentaryMax, -38 + i, 0.1);
    }
  });

  it.each([
    [15, 1 / 4, 0, 0.5, -6],
    [16, 1 / 4, 45, 0.5, -6],
    [17, 1 / 6, 60, 0.5, -6],
    [18, 1 / 8, 67.5, 0.5, -6],
    [19, 1 / 4, 45, 1.41, 3],
  ])(
    'case %i: true peak of a sine at %f of the rate, phase %f°',
    (_, perRate, phaseDeg, amplitude, expected) => {
      const signal = steadySine(rate, perRate, phaseDeg, amplitude);
      const peak = truePeakDb(signal);
      expect(peak).toBeGreaterThanOrEqual(expected - 0.05);
      expect(peak).toBeLessThanOrEqual(expected + 0.05);
      const live = new TruePeakMeter(2);
      live.process(signal[0]!, signal[1]!, signal[0]!.length);
      expect(live.maxDb).toBeGreaterThanOrEqual(expected - 0.4);
      expect(live.maxDb).toBeLessThanOrEqual(expected + 0.2);
    },
  );
});

describe('EBU Tech 3341, signals made at four times the rate', () => {
  it.each([
    [20, 0],
    [21, 1],
    [22, 2],
    [23, 3],
  ] as const)('case %i: a single full-scale period, taken from sample %i on', (_, offset) => {
    const signal = interruptedSine(offset);
    const peak = truePeakDb(signal);
    expect(peak).toBeGreaterThanOrEqual(-0.4);
    expect(peak).toBeLessThanOrEqual(0.2);
    const live = new TruePeakMeter(2);
    live.process(signal[0]!, signal[1]!, signal[0]!.length);
    expect(live.maxDb).toBeGreaterThanOrEqual(-0.4);
    expect(live.maxDb).toBeLessThanOrEqual(0.2);
  });
});

describe.each([44_100, 48_000, 88_200, 96_000])('EBU Tech 3342 at %i Hz', (rate) => {
  it.each([
    [1, [-20, -30], 10],
    [2, [-20, -15], 5],
    [3, [-40, -20], 20],
    [4, [-50, -35, -20, -35, -50], 15],
  ] as const)('case %i: loudness range of steps %j is %i LU', (_, levels, expected) => {
    const m = measured(
      rate,
      levels.map((levelDb) => ({ levelDb, seconds: 20 })),
    );
    near(m.lra, expected, 0.1);
  });
});
