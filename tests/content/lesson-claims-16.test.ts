/** What lesson 16 says of the sound is true of the recordings that ship. */
import { describe, expect, it } from 'vitest';
import { courseRenderer, referencesOf } from '../../scripts/exercises.ts';
import { judge } from '../../src/course/checks/judge.ts';
import { lessonMixes, loadExercises, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import type { Exercise } from '../../src/course/types.ts';
import type { Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';

const { render } = courseRenderer();
const references = referencesOf('paper-lanterns');
const mixes = lessonMixes(loadLesson('16-glue'));
const glue = loadExercises('16-glue')['glue']!;

/** Values of some of the exercise's checks. */
async function measured(session: Session, start: Session, ids: string[]): Promise<Record<string, number>> {
  const checks: Exercise['checks'] = Object.fromEntries(ids.map((id) => [id, glue.checks[id]!]));
  const results = await judge({ ...glue, checks }, session, start, references, render);
  return Object.fromEntries(results.map(({ check, value }) => [check, value]));
}

const print = loadPreset(mixes['plain']!.base);
const given = applyPatch(print, glue.pins).session;

describe('lesson 16', () => {
  it('a beat lasts 536 ms', () => {
    expect(60_000 / loadSong('paper-lanterns').bpm).toBeCloseTo(536, 0);
  });

  it.each([
    ['one', 1],
    ['two', 2],
    ['four', 4],
    ['eight', 8],
  ])('%s takes %d dB in the chorus, all but a tenth of the time less', async (name, db) => {
    const session = applyPatch(print, mixes[name]!.patch!).session;
    expect(Math.abs((await measured(session, print, ['depth'])).depth! - db)).toBeLessThan(0.3);
  });

  it('the pumping one swings far more than the glued one', async () => {
    const swing = async (name: string) =>
      (await measured(applyPatch(print, mixes[name]!.patch!).session, print, ['swing'])).swing!;
    expect(await swing('pump')).toBeGreaterThan(1.8 * (await swing('two')));
  });

  it('2 to 3 dB with an attack of 30 ms leave the hits within a third of a decibel', async () => {
    const session = applyPatch(given, glue.solutions[0]!).session;
    const { crest, depth } = await measured(session, given, ['crest', 'depth']);
    expect(depth).toBeGreaterThan(2);
    expect(Math.abs(crest!)).toBeLessThan(1 / 3);
  });

  it('from the other chair: the loud kick drives the compressor, and its fader ends that', async () => {
    const stems = applyPatch(loadPreset(mixes['stems']!.base), mixes['stems']!.patch!).session;
    const kickDb = stems.strips['kick']!.gainDb;
    expect(kickDb - loadPreset(mixes['stems']!.base).strips['kick']!.gainDb).toBe(6);
    const lower = applyPatch(stems, { 'kick.gainDb': kickDb - 6 }).session;
    const deaf = applyPatch(stems, { 'master/glue/keyHighPassHz': 120 }).session;
    const swing = async (session: Session) => (await measured(session, stems, ['swing'])).swing!;
    const as = await swing(stems);
    expect(as - (await swing(lower))).toBeGreaterThan(0.7);
    expect(as - (await swing(deaf))).toBeGreaterThan(0.5);
  }, 60_000);

  it('the course’s own master swings by about 1.2 dB', async () => {
    const { insert } = loadPreset('paper-lanterns/master@1').strips['master']!;
    const session = applyPatch(given, { 'master/glue': insert['glue'] as never }).session;
    expect((await measured(session, given, ['swing'])).swing!).toBeCloseTo(1.2, 1);
  });
});
