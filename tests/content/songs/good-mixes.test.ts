/**
 * The good mixes of each song, by taste, and their masters: all of them beat the rough mix by the course's own measures,
 * and they really differ.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { MixFigures, Stereo } from '../../../scripts/songs/mixes/figures.ts';
import { hearMaster, hearMix } from '../../../scripts/songs/mixes/hear.ts';
import { GOOD_MIXES, ROLES } from '../../../scripts/songs/mixes/roles.ts';
import { loadPreset } from '../../../src/course/content/presets.ts';
import { loadSong } from '../../../src/course/content/songs.ts';
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';

const RATE = 48_000;

describe.each(Object.entries(ROLES))('%s', (song, roles) => {
  let rough: MixFigures;
  const figures: Partial<Record<(typeof GOOD_MIXES)[number], MixFigures>> = {};

  beforeAll(async () => {
    rough = (await hearMix(song, `${song}/rough@1`)).figures;
  }, 120_000);

  describe.each(GOOD_MIXES)('%s', (name) => {
    let now: MixFigures;
    /** True peak and loudness of the normalised print and of its master. */
    let print: { peakDb: number; lufs: number };
    let master: { peakDb: number; lufs: number };

    beforeAll(async () => {
      const heard = await hearMix(song, `${song}/${name}@1`);
      now = heard.figures;
      figures[name] = now;
      const taste = name.slice('mix'.length);
      const trimDb = loadPreset(`${song}/print${taste}@1`).strips.mix!.insert.trim!.values.gainDb as number;
      // The course's own print ships as audio: what it decodes to is what is mastered.
      const { truePeakDb: peakDb, integratedLufs: lufs } = loadSong(song).manifest.prints[`${song}/${name}@1`] ?? {
        truePeakDb: now.truePeakDb,
        integratedLufs: now.lufs,
      };
      print = { peakDb: peakDb + trimDb, lufs: lufs + trimDb };
      const sound: Stereo = await hearMaster(song, `${song}/master${taste}@1`, heard.mix);
      master = { peakDb: truePeakDb(sound), lufs: integratedLoudness(sound, RATE) };
    }, 120_000);

    it('stands at mixing level, with headroom, and lifts into the chorus', () => {
      expect(now.lufs).toBeGreaterThanOrEqual(-20);
      expect(now.lufs).toBeLessThanOrEqual(-16);
      expect(now.truePeakDb).toBeGreaterThanOrEqual(-12);
      expect(now.truePeakDb).toBeLessThanOrEqual(-3);
      expect(now.liftLu).toBeGreaterThanOrEqual(0.5);
      expect(now.liftLu).toBeLessThanOrEqual(6);
    });

    it('uncovers the voice that the rough mix buries', () => {
      expect(rough.covered).toBeGreaterThan(0.4);
      expect(now.covered).toBeLessThan(Math.min(0.3, rough.covered - 0.2));
      expect(now.leadLu).toBeGreaterThan(rough.leadLu + 2);
      expect(now.presenceDb.p25).toBeGreaterThan(rough.presenceDb.p25 + 4);
      expect(now.presenceDb.median).toBeLessThanOrEqual(6);
    });

    it('survives mono as lesson 4 asks', () => {
      for (const id of roles.middle) expect(now.monoLossLu[id], id).toBeLessThanOrEqual(1);
      for (const [id, loss] of Object.entries(now.monoLossLu)) expect(loss, id).toBeLessThanOrEqual(4.5);
      expect(rough.monoLossLu[roles.wide]).toBeGreaterThan(4.5);
      expect(now.lowSideDb).toBeGreaterThanOrEqual(12);
      expect(Math.abs(now.balanceDb)).toBeLessThanOrEqual(2);
    });

    it('has the built-in faults out, or nearly', () => {
      for (const [id, before] of Object.entries(rough.faultsDb)) {
        expect(before, `${id} in the rough mix`).toBeGreaterThan(2);
        expect(now.faultsDb[id], id).toBeLessThan(0.5 * before);
      }
      for (const [id, before] of Object.entries(rough.rumbleDb))
        expect(now.rumbleDb[id], id).toBeLessThan(before - 12);
      for (const [id, before] of Object.entries(rough.polarity)) {
        expect(before, id).toBeLessThan(-0.1);
        expect(now.polarity[id], id).toBeGreaterThan(0);
      }
      for (const [id, before] of Object.entries(rough.notesLu))
        expect(now.notesLu[id], id).toBeLessThan(before - 1.5);
      expect(now.linesLu).toBeLessThan(rough.linesLu - 6);
      expect(now.sibilanceDb.heard).toBeLessThan(rough.sibilanceDb.heard - 2);
    });

    it('starts mastering at −1.0 dBTP', () => {
      expect(Math.abs(print.peakDb + 1)).toBeLessThanOrEqual(0.1);
    });

    it('has a master that meets lesson 17', () => {
      expect(master.lufs - print.lufs).toBeGreaterThanOrEqual(3);
      expect(master.lufs - print.lufs).toBeLessThanOrEqual(5);
      expect(master.peakDb).toBeGreaterThanOrEqual(-2);
      expect(master.peakDb).toBeLessThanOrEqual(-0.9);
      const ratio = master.peakDb - master.lufs;
      expect(ratio).toBeGreaterThanOrEqual(8);
      expect(ratio).toBeLessThanOrEqual(12);
      expect(print.peakDb - print.lufs - ratio).toBeLessThanOrEqual(4.5);
    });
  });

  it('has mixes of really different taste', () => {
    const { 'mix-dry': dry, 'mix-wide': wide, 'mix-forward': forward } = figures as Record<string, MixFigures>;
    // How much of the shared room, in LU; how wide, in LU of side against middle; how far in front the voice is, in LU.
    expect(wide!.wetLu - dry!.wetLu).toBeGreaterThan(8);
    expect(forward!.wetLu).toBeLessThan(wide!.wetLu - 3);
    expect(wide!.widthLu - dry!.widthLu).toBeGreaterThan(3);
    expect(wide!.widthLu - forward!.widthLu).toBeGreaterThan(3);
    for (const other of [dry!, wide!]) expect(forward!.leadLu - other.leadLu).toBeGreaterThan(1.5);
  });
});
