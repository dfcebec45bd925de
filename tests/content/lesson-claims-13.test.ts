/** What lesson 13 says of the sound is true of what the lesson plays. */
import { describe, expect, it } from 'vitest';
import { courseRenderer } from '../../scripts/exercises.ts';
import { lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { DELIVERY_TASKS } from '../../src/course/delivery/checks.ts';
import { pressFile, readBack } from '../../src/course/delivery/file.ts';
import { nullDb } from '../../src/course/delivery/relations.ts';
import { lastBarLine } from '../../src/components/cells/Export/settings.ts';
import { integratedLoudness } from '../../src/dsp/meters/loudness.ts';
import { truePeakDb } from '../../src/dsp/meters/true-peak.ts';
import type { Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';

const { render } = courseRenderer();
const mixes = lessonMixes(loadLesson('13-print'));
const sessionOf = (name: string): Session => {
  const { base, patch } = mixes[name]!;
  return patch ? applyPatch(loadPreset(base), patch).session : loadPreset(base);
};

async function passage(name: string, fromS: number, toS: number): Promise<[Float32Array, Float32Array]> {
  const { taps } = await render({ session: sessionOf(name), fromS, toS, taps: { mix: { kind: 'tap' } } });
  const { left, right } = taps['mix']!;
  return [left, right];
}

const song = loadSong('paper-lanterns');
/** The last chorus has the highest peaks, and cell 13.3 plays it. */
const { fromS: FROM_S, toS: TO_S } = song.sections.find(({ id }) => id === 'chorus-2')!;

describe('lesson 13', { timeout: 60_000 }, () => {
  it('the first sound comes within a tenth of a second, the rock song’s after 0.01 s', async () => {
    const before = async (name: string) =>
      readBack(pressFile(await passage(name, 0, 1), 0, { rate: 48_000, bits: 24, dither: 'none' })).report.beforeS;
    for (const name of ['own', 'hasty']) expect(await before(name)).toBeLessThan(0.1);
    expect(await before('again')).toBeCloseTo(0.014, 2);
  });

  it('ending at the bar line cuts the last chord; a second later it has rung out', async () => {
    const { bar, atS } = lastBarLine(song);
    expect(bar).toBe(26);
    const [left, right] = await passage('own', atS - 0.05, atS + 2.5);
    const peak = (x: Float32Array, from: number, to: number) =>
      20 * Math.log10(x.slice(from, to).reduce((most, v) => Math.max(most, Math.abs(v)), 1e-9));
    expect(Math.max(peak(left, 0, 2400), peak(right, 0, 2400))).toBeGreaterThan(-30);
    expect(peak(left, 48_000 * 2, 48_000 * 2.5)).toBeLessThan(-60);
  });

  it('three prints peak at −12, −6 and −1, and are one sound', async () => {
    const prints = await Promise.all(['low', 'middle', 'high'].map((name) => passage(name, FROM_S, TO_S)));
    const peaks = prints.map((print) => truePeakDb(print));
    [-12, -6, -1].forEach((db, i) => expect(peaks[i]!).toBeCloseTo(db, 1));
    const [low, , high] = prints as [(typeof prints)[0], (typeof prints)[0], (typeof prints)[0]];
    const raised = low.map((x) => x.map((v) => v * 10 ** (11 / 20)));
    expect(nullDb(high, raised)).toBeLessThan(-90);
  });

  it('with the limiter left on, the hits go over and a file of 16 bits cuts them off', async () => {
    const sound = await passage('hasty', FROM_S, TO_S);
    const { report } = readBack(pressFile(sound, 0, { rate: 44_100, bits: 16, dither: 'none' }));
    expect(report.truePeakDb).toBeGreaterThan(0);
    expect(report.clipped).toBeGreaterThan(10);
  });

  it('both masters are equally loud and stay under the ceiling, and the limited print has less left of its hits', async () => {
    const ratio = async (name: string) => {
      const { fromS, toS } = song.sections.find(({ id }) => id === 'chorus')!;
      const sound = await passage(name, fromS, toS);
      const lufs = integratedLoudness(sound, 48_000);
      expect(truePeakDb(sound)).toBeLessThan(-0.9);
      return { lufs, plr: truePeakDb(sound) - lufs };
    };
    const [clean, squeezed] = [await ratio('clean-master'), await ratio('squeezed-master')];
    expect(Math.abs(clean.lufs - squeezed.lufs)).toBeLessThan(0.2);
    expect(squeezed.plr).toBeLessThan(clean.plr - 1);
  });

  it('the list has nine points', () => {
    expect(Object.keys(DELIVERY_TASKS['hand-off'])).toHaveLength(9);
  });
});
