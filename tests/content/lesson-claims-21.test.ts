/** What lesson 21 says of the sound is true of what it plays, and its three deliveries can be made. */
import { describe, expect, it } from 'vitest';
import { courseRenderer } from '../../scripts/exercises.ts';
import { lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { factRange } from '../../src/course/content/facts.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { deliveryPassed, judgeDelivery } from '../../src/course/delivery/checks.ts';
import type { Delivered } from '../../src/course/delivery/delivered.ts';
import { pressFile, readBack } from '../../src/course/delivery/file.ts';
import type { FileFormat } from '../../src/course/delivery/format.ts';
import { quantisedSet } from '../../src/course/delivery/quantised.ts';
import { sideToMidDb } from '../../src/course/delivery/side-to-mid.ts';
import { isLimited, piecesOf } from '../../src/course/delivery/versions.ts';
import type { VersionId } from '../../src/course/delivery/versions.ts';
import { sideLevelDb } from '../../src/course/delivery/vinyl.ts';
import { rmsDb } from '../../src/dsp/meters/level.ts';
import type { Patch, Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';

const RATE = 48_000;
const { render } = courseRenderer();
const mixes = lessonMixes(loadLesson('21-release'));
const sessionOf = (name: string, more: Patch = {}): Session => {
  const { base, patch } = mixes[name]!;
  return applyPatch(loadPreset(base), { ...patch, ...more }).session;
};
async function sound(session: Session, fromS: number, toS: number): Promise<[Float32Array, Float32Array]> {
  const { taps } = await render({ session, fromS, toS, taps: { a: { kind: 'tap' } } });
  const { left, right } = taps['a']!;
  return [left, right];
}

const song = loadSong('paper-lanterns');
const chorus = song.sections.find(({ id }) => id === 'chorus')!;

describe('lesson 21', () => {
  it('rounding to 8 bits moves with the fading piano by decibels, dither hardly at all; at 16 bits it lies 48 dB lower', async () => {
    const { fromS, toS } = loadSong('half-a-room').sections.find(({ id }) => id === 'verse')!;
    const [left, right] = (await sound(sessionOf('ballad'), fromS, toS)).map((x) =>
      x.map((v, n) => v * 10 ** ((-48 * n) / x.length / 20)),
    ) as [Float32Array, Float32Array];
    const { none, tpdf, shaped } = quantisedSet(left, right, 8).variants;
    expect(none.movesDb).toBeGreaterThan(3);
    expect(tpdf.movesDb).toBeLessThan(1);
    expect(shaped.keenDb).toBeLessThan(tpdf.keenDb - 10);
    const fine = quantisedSet(left, right, 16).variants.tpdf;
    expect(tpdf.addedDb - fine.addedDb).toBeCloseTo(48.2, 0);
    expect(fine.addedDb + 20).toBeLessThan(-70);
  }, 60_000);

  it('what 16 bits without dither add to the ballad’s verse, against 24, lies more than 70 dB under it', async () => {
    const { fromS, toS } = loadSong('half-a-room').sections.find(({ id }) => id === 'verse')!;
    const [left, right] = await sound(sessionOf('ballad'), fromS, toS);
    const [fine, coarse] = [24, 16].map((bits) => quantisedSet(left, right, bits).variants.none.sound);
    const difference = (side: 'left' | 'right') => coarse![side].map((v, n) => v - fine![side][n]!);
    expect(rmsDb([difference('left'), difference('right')])).toBeLessThan(rmsDb([left, right]) - 70);
  }, 60_000);

  it('the master has wide lows, and mono below 120 Hz mends them', async () => {
    const wide = await sound(sessionOf('vinyl'), chorus.fromS, chorus.toS);
    const mended = await sound(sessionOf('vinyl', { 'master/mono/monoBelowHz': 120 }), chorus.fromS, chorus.toS);
    expect(sideToMidDb(...wide, RATE, 100)).toBeGreaterThan(-17);
    expect(sideToMidDb(...mended, RATE, 100)).toBeLessThan(-20);
  }, 60_000);

  it('the rock song’s low end is nearly in the middle already', async () => {
    expect(sideToMidDb(...(await sound(sessionOf('again'), 22.4, 37)), RATE, 100)).toBeLessThan(-18);
  }, 60_000);

  it('five more minutes on a side cost level', () => {
    const [outerMm, innerMm] = factRange('vinyl-radius');
    const radii = { outerMm, innerMm };
    expect(sideLevelDb(23, radii)).toBeLessThan(sideLevelDb(18, radii) - 3);
  });

  const make = async (version: VersionId, session: Session, format: FileFormat): Promise<Delivered> => {
    const [piece] = piecesOf(version, session, song, { vocalUpDb: 1, limiter: 'on' });
    const whole = await sound(piece!.session, 0, song.durationS + 1);
    const { report } = readBack(pressFile(whole, 0.5, format));
    return { name: piece!.slug, version, label: piece!.label, limited: piece!.limited, report };
  };
  it('three deliveries from one master are right as the lesson says to make them, and wrong as they stand', async () => {
    const cutter = sessionOf('vinyl', {
      'master/mono/monoBelowHz': 120,
      'master/limit.on': false,
      'master/level/gainDb': -3.6,
    });
    const streaming = await make('streaming', sessionOf('master'), { rate: 48_000, bits: 24, dither: 'none' });
    const cd = await make('cd', sessionOf('master'), { rate: 44_100, bits: 16, dither: 'tpdf' });
    const vinyl = await make('vinyl', cutter, { rate: 48_000, bits: 24, dither: 'none' });
    expect(isLimited(cutter)).toBe(false);
    const right = judgeDelivery('deliveries', [streaming, cd, vinyl]);
    expect(right.filter(({ verdict }) => verdict !== 'met')).toEqual([]);
    expect(deliveryPassed('deliveries', right)).toBe(true);

    const truncated = await make('cd', sessionOf('master'), { rate: 44_100, bits: 16, dither: 'none' });
    const asItStands = await make('vinyl', sessionOf('vinyl'), { rate: 48_000, bits: 24, dither: 'none' });
    const wrong = judgeDelivery('deliveries', [streaming, truncated, asItStands]);
    expect(wrong.filter(({ verdict }) => verdict !== 'met').map(({ check }) => check)).toEqual([
      'cd-dither',
      'vinyl-bass',
      'vinyl-limiter',
    ]);
  }, 120_000);
});
