/** Files for handing over: what is in them, what is measured on them, and what is asked of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { courseRenderer } from '../../scripts/exercises.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { DELIVERY_TASKS, deliveryPassed, judgeDelivery } from '../../src/course/delivery/checks.ts';
import type { Delivered } from '../../src/course/delivery/delivered.ts';
import { pressFile, readBack, soundingFrames } from '../../src/course/delivery/file.ts';
import type { FileReport } from '../../src/course/delivery/file.ts';
import { fileName } from '../../src/course/delivery/format.ts';
import { nullDb, vocalsUpDb } from '../../src/course/delivery/relations.ts';
import { figuresOf, reportText } from '../../src/course/delivery/report.ts';
import { sideToMidDb } from '../../src/course/delivery/side-to-mid.ts';
import {
  isLimited,
  piecesOf,
  vocalTracks,
  withoutLimiter,
  withoutVocals,
  withVocalUp,
} from '../../src/course/delivery/versions.ts';
import { applyPatch } from '../../src/session/patch.ts';
import type { Session } from '../../src/session/document.ts';

const RATE = 48_000;
const song = loadSong('paper-lanterns');
const mix = loadPreset('paper-lanterns/mix@1');

const limitedMix = applyPatch(mix, {
  'master/inserts': ['limit'],
  'master/limit': { effect: 'limiter', v: 1, on: true, values: { gainDb: 6 } },
}).session;

/** Half a second of a 440 Hz tone at −6 dBFS in two seconds, from 0.3 s on. */
function tone(): Float32Array[] {
  const x = new Float32Array(2 * RATE);
  for (let n = Math.round(0.3 * RATE); n < 0.8 * RATE; n++)
    x[n] = 0.5 * Math.sin((2 * Math.PI * 440 * n) / RATE);
  return [x, x.slice()];
}

describe('versions of a mix', () => {
  const render = courseRenderer();
  const passage = async (session: Session): Promise<Float32Array[]> => {
    const { taps } = await render.render({ session, fromS: 22, toS: 26, taps: { mix: { kind: 'tap' } } });
    const { left, right } = taps['mix']!;
    return [left, right];
  };
  let whole: Float32Array[];
  let instrumental: Float32Array[];
  beforeAll(async () => {
    whole = await passage(mix);
    instrumental = await passage(withoutVocals(mix, song));
  });

  it('are made of the tracks that are sung', () => {
    expect(vocalTracks(mix, song)).toEqual(['vox', 'backing']);
    expect(vocalTracks(loadPreset('paper-lanterns/master@1'), song)).toEqual([]);
  });

  it('vocal up is louder by what was asked, also where automation sets the fader', async () => {
    const up = await passage(withVocalUp(mix, song, 1.5));
    expect(vocalsUpDb(whole, up, instrumental)).toBeCloseTo(1.5, 2);
    expect(vocalsUpDb(whole, whole, instrumental)).toBeCloseTo(0, 6);
  });

  it('stems together are the mix', async () => {
    const stems = piecesOf('stems', mix, song, { vocalUpDb: 1, limiter: 'on' });
    expect(stems.map(({ slug }) => slug)).toEqual([
      'stem-drums',
      'stem-bass',
      'stem-guitars',
      'stem-keys',
      'stem-vocals',
      'stem-effects',
    ]);
    let sum: Float32Array[] | null = null;
    for (const { session } of stems) {
      const stem = await passage(session);
      sum = sum ? sum.map((x, i) => x.map((v, n) => v + stem[i]![n]!)) : stem;
    }
    // Not to the bit: a reverb sways, and rests while a stem is silent.
    expect(nullDb(whole, sum!)).toBeLessThan(-50);
    expect(nullDb(whole, instrumental)).toBeGreaterThan(-20);
  });

  it('a limiter on the stereo output is found and switched off', () => {
    expect(isLimited(mix)).toBe(false);
    expect(isLimited(limitedMix)).toBe(true);
    expect(isLimited(withoutLimiter(limitedMix))).toBe(false);
    const files = (limiter: 'on' | 'off' | 'both') =>
      piecesOf('mix', limitedMix, song, { vocalUpDb: 1, limiter }).map(({ slug, session }) => [
        slug,
        isLimited(session),
      ]);
    expect(files('on')).toEqual([['mix-limited', true]]);
    expect(files('off')).toEqual([['mix', false]]);
    expect(files('both')).toEqual([
      ['mix', false],
      ['mix-limited', true],
    ]);
  });
});

describe('a file', () => {
  it.each([
    [44_100, 16, 'tpdf'],
    [48_000, 24, 'none'],
    [88_200, 24, 'none'],
    [96_000, 32, 'none'],
  ] as const)('at %i Hz and %i bits is measured as it was made', (rate, bits, dither) => {
    const { report } = readBack(pressFile(tone(), 0.5, { rate, bits, dither }));
    expect(report).toMatchObject({ sampleRate: rate, bits, float: bits === 32, channels: 2, clipped: 0 });
    expect(report.frames).toBe(Math.round(2.5 * rate));
    expect(report.beforeS).toBeCloseTo(0.8, 2);
    expect(report.truePeakDb).toBeCloseTo(-6, 0.7);
    expect(report.tailDb).toBeLessThan(-80);
  });

  it('says how much noise stands in its silence', () => {
    const steps = (dither: 'none' | 'tpdf' | 'shaped') =>
      readBack(pressFile(tone(), 0, { rate: 48_000, bits: 16, dither })).report.floorSteps;
    expect(steps('none')).toBe(0);
    expect(steps('tpdf')).toBeGreaterThan(0.3);
    expect(steps('tpdf')).toBeLessThan(1);
    expect(steps('shaped')).toBeGreaterThan(steps('tpdf'));
    expect(steps('shaped')).toBeLessThan(8);
  });

  it('says what is clipped, and floating point holds it', () => {
    const loud = tone().map((x) => x.map((v) => 3 * v));
    expect(
      readBack(pressFile(loud, 0, { rate: 48_000, bits: 24, dither: 'none' })).report.clipped,
    ).toBeGreaterThan(1000);
    const float = readBack(pressFile(loud, 0, { rate: 48_000, bits: 32, dither: 'none' })).report;
    expect(float.truePeakDb).toBeCloseTo(3.5, 1);
  });

  it('says where it ends', () => {
    const cut = tone().map((x) => x.subarray(0, Math.round(0.6 * RATE)));
    expect(readBack(pressFile(cut, 0, { rate: 48_000, bits: 24, dither: 'none' })).report.tailDb).toBeCloseTo(
      -6,
      1,
    );
    expect(soundingFrames(tone())).toBeCloseTo(0.8 * RATE, -1);
  });

  it('is called by song, version, take, rate and bits', () => {
    expect(fileName('paper-lanterns', 'mix', 1, { rate: 48_000, bits: 24, dither: 'none' })).toBe(
      'paper-lanterns_mix_48k_24bit.wav',
    );
    expect(fileName('paper-lanterns', 'vocal-up', 2, { rate: 44_100, bits: 16, dither: 'tpdf' })).toBe(
      'paper-lanterns_vocal-up-v2_44k1_16bit.wav',
    );
    expect(fileName('signal-fire', 'mix', 1, { rate: 88_200, bits: 32, dither: 'none' })).toBe(
      'signal-fire_mix_88k2_32float.wav',
    );
  });
});

describe('how wide the bass is', () => {
  const sine = (hz: number, phase = 0) =>
    Float32Array.from({ length: 2 * RATE }, (_, n) => Math.sin((2 * Math.PI * hz * n) / RATE + phase));
  it.each([
    ['mono', 60, 0, -100],
    ['a quarter turn apart', 60, Math.PI / 2, 0],
  ])('%s', (_, hz, phase, db) => {
    const measured = sideToMidDb(sine(hz), sine(hz, phase), RATE, 100);
    if (db === -100) expect(measured).toBeLessThan(-100);
    else expect(measured).toBeCloseTo(db, 0);
  });
  it('does not count what is higher', () => {
    const low = sine(50);
    const high = sine(2000);
    const left = low.map((v, n) => v + high[n]!);
    const right = low.map((v, n) => v - high[n]!);
    expect(sideToMidDb(left, right, RATE, 100)).toBeLessThan(-50);
  });
});

const report: FileReport = {
  sampleRate: 48_000,
  bits: 24,
  float: false,
  channels: 2,
  frames: 2_700_000,
  bytes: 16_200_044,
  integratedLufs: -19.2,
  truePeakDb: -4.5,
  beforeS: 0.56,
  tailDb: -88,
  clipped: 0,
  floorSteps: 0,
  bassSideDb: -24,
  md5: 'a'.repeat(32),
  sha256: 'b'.repeat(64),
};
const file = (over: Partial<Delivered>, measured: Partial<FileReport> = {}): Delivered => ({
  name: 'x.wav',
  version: 'mix',
  label: 'Mix',
  limited: false,
  report: { ...report, ...measured },
  ...over,
});

describe('what is asked at handing over', () => {
  const good = [file({}), file({ version: 'instrumental' }), file({ version: 'vocal-up', vocalsUpDb: 1 })];
  const failing = (files: Delivered[]) =>
    judgeDelivery('hand-off', files)
      .filter(({ verdict }) => verdict !== 'met')
      .map(({ check }) => check);

  it('is met by a whole delivery', () => {
    const results = judgeDelivery('hand-off', good);
    expect(results).toHaveLength(Object.keys(DELIVERY_TASKS['hand-off']).length);
    expect(results.every(({ verdict, hint }) => verdict === 'met' && hint === null)).toBe(true);
    expect(deliveryPassed('hand-off', results)).toBe(true);
  });

  it('is not met by nothing, nor by a mix alone', () => {
    expect(judgeDelivery('hand-off', [])).toEqual([]);
    expect(deliveryPassed('hand-off', [])).toBe(false);
    expect(deliveryPassed('hand-off', judgeDelivery('hand-off', [file({})]))).toBe(false);
  });

  it.each([
    ['a CD’s format', { sampleRate: 44_100, bits: 16 }, ['rate', 'bits', 'length']],
    ['a rate that adds nothing', { sampleRate: 96_000 }, ['rate', 'length']],
    ['clipping', { clipped: 12, truePeakDb: 0.4 }, ['clipped', 'peak']],
    ['no room before the first sound', { beforeS: 0.06 }, ['before']],
    ['a cut end', { tailDb: -14 }, ['tail']],
    ['another length', { frames: 2_600_000 }, ['length']],
  ])('fails for %s, and says so', (_, measured, checks) => {
    const files = [file({}, measured), ...good.slice(1)];
    expect(failing(files)).toEqual(checks);
    expect(
      judgeDelivery('hand-off', files).filter(({ verdict, hint }) => verdict !== 'met' && !hint),
    ).toEqual([]);
  });

  it('fails for a limited mix alone, and takes both', () => {
    const limited = file({ limited: true });
    expect(failing([limited, ...good.slice(1)])).toEqual(['limiter']);
    expect(failing([...good, limited])).toEqual([]);
  });

  it('a low peak is only a convention missed', () => {
    const results = judgeDelivery('hand-off', [file({}, { truePeakDb: -20 }), ...good.slice(1)]);
    expect(results.find(({ check }) => check === 'peak')!.verdict).toBe('not-yet');
    expect(deliveryPassed('hand-off', results)).toBe(true);
  });
});

describe('what is asked of three deliveries', () => {
  const streaming = file({ version: 'streaming' }, { truePeakDb: -1.2 });
  const cd = file({ version: 'cd' }, { sampleRate: 44_100, bits: 16, floorSteps: 0.7 });
  const vinyl = file({ version: 'vinyl' }, { truePeakDb: -0.5 });
  it('is met by the right three', () => {
    expect(deliveryPassed('deliveries', judgeDelivery('deliveries', [streaming, cd, vinyl]))).toBe(true);
  });
  it.each([
    [
      'truncated',
      [streaming, file({ version: 'cd' }, { sampleRate: 44_100, bits: 16, floorSteps: 0 }), vinyl],
      'cd-dither',
    ],
    ['48 kHz on a CD', [streaming, file({ version: 'cd' }, { bits: 16, floorSteps: 0.7 }), vinyl], 'cd-rate'],
    ['wide bass on vinyl', [streaming, cd, file({ version: 'vinyl' }, { bassSideDb: -8 })], 'vinyl-bass'],
    ['the limiter on vinyl', [streaming, cd, file({ version: 'vinyl', limited: true })], 'vinyl-limiter'],
    [
      'overs in streaming',
      [file({ version: 'streaming' }, { truePeakDb: -0.2 }), cd, vinyl],
      'streaming-peak',
    ],
  ])('%s fails', (_, files, check) => {
    const results = judgeDelivery('deliveries', files);
    expect(results.find((result) => result.check === check)!.verdict).not.toBe('met');
    expect(deliveryPassed('deliveries', results)).toBe(false);
  });
});

describe('the list that goes with the files', () => {
  it('names every file with its figures and fingerprints', () => {
    const text = reportText('Paper Lanterns', [file({ name: 'paper-lanterns_mix_48k_24bit.wav' })]);
    expect(text).toContain('paper-lanterns_mix_48k_24bit.wav');
    expect(text).toContain('48 kHz, 24-bit, stereo');
    expect(text).toContain('0:56.250');
    expect(text).toContain('−19.2 LUFS');
    expect(text).toContain('−4.5 dBTP');
    expect(text).toContain('a'.repeat(32));
    expect(text).toContain('b'.repeat(64));
    expect(figuresOf(report).map(({ label }) => label)).toEqual([
      'Format',
      'Length',
      'Integrated',
      'True peak',
      'Silence before',
      'At the end',
      'Clipped',
    ]);
  });
});
