/** What lesson 17 says of limiting is true of the print that it limits. */
import { describe, expect, it } from 'vitest';
import { courseRenderer, referencesOf } from '../../scripts/exercises.ts';
import { judge } from '../../src/course/checks/judge.ts';
import { loadExercises } from '../../src/course/content/lessons.ts';
import { highestBetween } from '../../src/dsp/meters/between-samples.ts';
import { passageTruePeakDb } from '../../src/dsp/meters/true-peak.ts';
import type { Patch } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { lessonSounds, lufs, RATE } from './claims.ts';

const { session, sound } = lessonSounds('17-loud');
const { render } = courseRenderer();
const loud = loadExercises('17-loud')['loud']!;
const references = referencesOf('paper-lanterns');

/** Values of some of the exercise's checks with the limiter set so. */
async function measured(patch: Patch, ids: string[]): Promise<Record<string, number>> {
  const start = applyPatch(session('master'), loud.pins).session;
  const checks = Object.fromEntries(ids.map((id) => [id, loud.checks[id]!]));
  const set = applyPatch(start, patch).session;
  const results = await judge({ ...loud, checks }, set, start, references, render);
  return Object.fromEntries(results.map(({ check, value }) => [check, value]));
}

/** What the limiter took away in the chorus, against what is left: overall in dB, and the share of time it is heard in. */
async function taken(gainDb: number): Promise<{ db: number; share: number }> {
  const limit = { kind: 'insert', strip: 'master', insert: 'limit' } as const;
  const more = { 'master/limit/gainDb': gainDb };
  const [before] = await sound('master', 'chorus', more, { ...limit, side: 'in' });
  const [after] = await sound('master', 'chorus', more, { ...limit, side: 'out' });
  const raise = 10 ** (gainDb / 20);
  const frame = 0.05 * RATE;
  let [gone, left, heard, frames] = [0, 0, 0, 0];
  for (let from = 0; from + frame <= after.length; from += frame) {
    let [was, is] = [0, 0];
    for (let i = from; i < from + frame; i++) {
      was += (before[i]! * raise - after[i]!) ** 2;
      is += after[i]! ** 2;
    }
    if (was > is * 10 ** (-20 / 10)) heard++;
    gone += was;
    left += is;
    frames++;
  }
  return { db: 10 * Math.log10(gone / left), share: heard / frames };
}

describe('lesson 17', () => {
  it('the print’s highest peak stands at −1 dB, in the last chorus', async () => {
    const peak = async (section: string) => passageTruePeakDb(await sound('master', section), RATE);
    const last = await peak('chorus-2');
    expect(Math.abs(last + 1)).toBeLessThan(0.15);
    for (const section of ['verse', 'chorus', 'break']) expect(await peak(section)).toBeLessThan(last);
  }, 60_000);

  it('4 dB of gain make the chorus louder, and the peaks stay under the ceiling', async () => {
    const [as, raised] = [await sound('master', 'chorus'), await sound('master', 'chorus', { 'master/limit/gainDb': 4 })];
    expect(lufs(raised) - lufs(as)).toBeGreaterThan(2.5);
    expect(passageTruePeakDb(raised, RATE)).toBeLessThanOrEqual(-0.95);
  }, 60_000);

  it('with a few decibels pieces of the hits are taken away, with 11 dB the whole song', async () => {
    const [few, many] = [await taken(4), await taken(11)];
    expect(few.share).toBeLessThan(0.5);
    expect(few.db).toBeLessThan(-15);
    expect(many.share).toBeGreaterThan(0.95);
    expect(many.db).toBeGreaterThan(-3);
  }, 60_000);

  it('with the shortest release and look-ahead the bass crackles, with the release that it begins with it is clean', async () => {
    const bass = async (patch: Patch) => (await measured({ 'master/limit/gainDb': 10, ...patch }, ['bass'])).bass!;
    expect(await bass({ 'master/limit/releaseMs': 5, 'master/limit/lookaheadMs': 0.5 })).toBeGreaterThan(-35);
    expect(await bass({})).toBeLessThan(-55);
  }, 60_000);

  it('16 dB of gain give about 7 LU, more than 10 dB of reduction, and no rest', async () => {
    const { gain, depth, time } = await measured({ 'master/limit/gainDb': 16 }, ['gain', 'depth', 'time']);
    expect(gain).toBeCloseTo(7, 0);
    expect(depth).toBeGreaterThan(10);
    expect(time).toBeGreaterThan(0.99);
  }, 60_000);

  it('the highest peak lies between its samples', async () => {
    const found = highestBetween(...(await sound('master', 'chorus', { 'master/limit/gainDb': 4 })))!;
    expect(found.waveDb).toBeGreaterThan(found.sampleDb + 0.1);
    expect(found.waveDb).toBeLessThanOrEqual(-0.95);
  }, 60_000);

  it('2 dB off the kick lower the peak of the chorus by half a decibel and its loudness by 0.2 LU; off the snare as much, off the hats less', async () => {
    const { strips } = session('stems');
    const mix = async (strip?: string) => {
      const more = strip === undefined ? {} : { [`${strip}.gainDb`]: strips[strip]!.gainDb - 2 };
      const heard = await sound('stems', 'chorus', more);
      return { peakDb: passageTruePeakDb(heard, RATE), at: lufs(heard) };
    };
    const [as, kick, snare, hats] = [await mix(), await mix('kick'), await mix('snare'), await mix('hats')];
    expect(Math.abs(as.peakDb - kick.peakDb - 0.5)).toBeLessThan(0.15);
    expect(Math.abs(as.at - kick.at - 0.2)).toBeLessThan(0.1);
    expect(Math.abs(as.peakDb - snare.peakDb - 0.5)).toBeLessThan(0.15);
    expect(as.peakDb - hats.peakDb).toBeLessThan(as.peakDb - kick.peakDb);
  }, 60_000);

  it('the ballad lives from a distance between quiet and loud', async () => {
    const [verse, chorus] = [await sound('again', 'verse'), await sound('again', 'chorus')];
    expect(lufs(chorus) - lufs(verse)).toBeGreaterThan(2);
  }, 60_000);
});
