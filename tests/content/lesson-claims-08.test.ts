/** What lesson 8 says of the sound is true of the recordings that ship. */
import { describe, expect, it } from 'vitest';
import { courseRenderer } from '../../scripts/exercises.ts';
import { hitEnvelope, meanPower, onsets } from '../../src/dsp/meters/hits.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { legalValues } from '../../src/dsp/core/params.ts';
import { compressor } from '../../src/dsp/effects/compressor/compressor.ts';
import { deesser } from '../../src/dsp/effects/deesser/deesser.ts';
import { gate } from '../../src/dsp/effects/gate/gate.ts';
import { lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadFaults, loadSong } from '../../src/course/content/songs.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { stemOf } from '../scripts/songs/shipped.ts';
import { figuresOf } from './space-figures.ts';

const RATE = 48_000;

async function passage(songId: string, stem: string, section: string): Promise<Float32Array> {
  const { fromS, toS } = loadSong(songId).sections.find(({ id }) => id === section)!;
  const [left] = await stemOf(songId, stem);
  return left!.slice(Math.round(fromS * RATE), Math.round(toS * RATE));
}

const dbOf = (power: number): number => 10 * Math.log10(power);

describe('lesson 8', { timeout: 60_000 }, () => {
  it('the crack stands further above the body with the slow attack than with the quick one', async () => {
    const snare = await passage('paper-lanterns', 'snare', 'chorus');
    const hits = onsets(hitEnvelope(snare, snare, RATE));
    expect(hits.length).toBeGreaterThan(8);
    const variants = lessonMixes(loadLesson('08-time'));
    const crackOverBody = (variant: string, values: Record<string, unknown> = {}): number => {
      const insert = variants[variant]!.patch!['snare/comp'] as { values: Record<string, unknown> };
      const processor = compressor.create(RATE);
      processor.set(legalValues(compressor.params, { ...insert.values, ...values }), false);
      const x = snare.slice();
      processor.process({ left: x, right: x.slice() }, x.length, null);
      const heard = hitEnvelope(x.subarray(processor.latency), x.subarray(processor.latency), RATE);
      const over = hits
        .filter((at) => at + 150 < heard.power.length)
        .map((at) => dbOf(meanPower(heard, at, at + 10)) - dbOf(meanPower(heard, at + 30, at + 150)));
      return over.reduce((sum, db) => sum + db, 0) / over.length;
    };
    expect(crackOverBody('slow')).toBeGreaterThan(crackOverBody('quick') + 3);
    // The first cell: from 30 ms down to the shortest there is.
    const { min } = compressor.params.attackMs as { min: number };
    expect(crackOverBody('drum', { attackMs: 30 })).toBeGreaterThan(crackOverBody('drum', { attackMs: min }) + 3);
  });

  it('the bass goes down with each kick and comes back at once; deeper and slower, it sways and stays down', async () => {
    const chorus = { section: 'chorus' };
    const at = { strip: 'bass', insert: 'comp' } as const;
    const figures = {
      swing: { kind: 'reduction-swing', ...at },
      rest: { kind: 'reduction-rest', ...at },
    } as const;
    const ducked = await figuresOf('08-time', 'duck', {}, chorus, figures);
    expect(ducked['swing']).toBeGreaterThan(3);
    expect(ducked['rest']).toBeLessThan(0.5);
    const swaying = { 'bass/comp/thresholdDb': -30, 'bass/comp/releaseMs': 400 };
    const pumped = await figuresOf('08-time', 'duck', swaying, chorus, figures);
    expect(pumped['swing']).toBeGreaterThan(ducked['swing']! + 2);
    expect(pumped['rest']).toBeGreaterThan(2);
  });

  it('an attack and a release that are both short bend the wave of the bass', async () => {
    const harmonics = { kind: 'harmonics-added', strip: 'bass', insert: 'fast' } as const;
    const squeeze = (attackMs: number, releaseMs: number) => ({
      'bass/inserts': ['fast'],
      'bass/fast': {
        effect: 'compressor',
        v: 1,
        on: true,
        values: { thresholdDb: -30, ratio: 4, attackMs, releaseMs },
      },
    });
    const added = async (attackMs: number, releaseMs: number) =>
      (
        await figuresOf('08-time', 'hit', squeeze(attackMs, releaseMs), { section: 'verse' }, { harmonics })
      )['harmonics']!;
    expect(await added(0.05, 5)).toBeGreaterThan((await added(30, 120)) + 15);
  });

  it('between the leaking hi-hat and the snare of Signal Fire there is room for a gate’s line', async () => {
    const snare = await passage('signal-fire', 'snare', 'chorus');
    const processor = gate.create(RATE);
    const insert = lessonMixes(loadLesson('08-time'))['bleed']!.patch!['snare/gate'] as {
      values: Record<string, unknown>;
    };
    processor.set(legalValues(gate.params, { ...insert.values, thresholdDb: -20 }), false);
    const x = snare.slice();
    processor.process({ left: x, right: x.slice() }, x.length, null);
    const before = hitEnvelope(snare, snare, RATE);
    const gated = x.subarray(processor.latency);
    const after = hitEnvelope(gated, gated, RATE);
    // What rises above −20 dBFS is struck, and the rest of what begins has leaked: half a bar later, a hi-hat.
    const hits = onsets(before).filter(
      (at) => at + 600 < after.power.length && dbOf(meanPower(before, at, at + 10)) > -20,
    );
    expect(dbOf(Math.max(...hits.map((at) => meanPower(before, at + 450, at + 475))))).toBeLessThan(-24);
    expect(hits.length).toBeGreaterThan(4);
    const change = (from: number, to: number): number =>
      dbOf(hits.reduce((sum, at) => sum + meanPower(after, at + from, at + to), 0)) -
      dbOf(hits.reduce((sum, at) => sum + meanPower(before, at + from, at + to), 0));
    expect(change(0, 50)).toBeGreaterThan(-1);
    expect(change(450, 600)).toBeLessThan(-12);
  });

  it('the hi-hat leaks into the snare of Signal Fire', () => {
    expect(loadFaults('signal-fire').find(({ kind }) => kind === 'bleed')).toMatchObject({
      stem: 'snare',
      from: 'hats',
    });
  });

  it('on the whole mix the de-esser works without any voice: cymbals and snare trigger it', async () => {
    const { fromS } = loadSong('paper-lanterns').sections.find(({ id }) => id === 'chorus')!;
    const rough = loadPreset(lessonMixes(loadLesson('08-time'))['voice']!.base);
    const session = applyPatch(rough, { 'vox.mute': true, 'backing.mute': true }).session;
    const { taps } = await courseRenderer().render({
      session,
      fromS,
      toS: fromS + 4.3,
      taps: { band: { kind: 'strip', strip: 'master', tap: 'pre' } },
    });
    const { left, right } = taps['band']!;
    const processor = deesser.create(RATE);
    processor.set(legalValues(deesser.params, {}), false);
    processor.process({ left, right }, left.length, null);
    // The reading holds the deepest moment of what was processed at once.
    expect(processor.readings[0]).toBeLessThan(-3);
  });

  it('the two songs hiss in different places', async () => {
    const peakHz = (songId: string): number =>
      Number(loadFaults(songId).find(({ id }) => id === 'vox-sibilance')!.freqHz);
    expect(peakHz('signal-fire')).not.toBe(peakHz('paper-lanterns'));
    // And between 5 and 8 kHz, as the lesson says of sibilance.
    for (const songId of ['paper-lanterns', 'signal-fire']) {
      const x = await passage(songId, 'vox', 'verse');
      const { bandsHz, levelsDb } = averageBandLevels(x, x, RATE, 3);
      const high = bandsHz.map((hz, i) => ({ hz, db: levelsDb[i]! })).filter(({ hz }) => hz > 4000);
      const top = high.reduce((best, band) => (band.db > best.db ? band : best));
      expect(top.hz).toBeGreaterThan(4900);
      expect(top.hz).toBeLessThan(8100);
    }
  });
});
