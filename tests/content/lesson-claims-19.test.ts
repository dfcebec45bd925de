/** What lesson 19 says of bass and phone is true of the recordings that ship. */
import { describe, expect, it } from 'vitest';
import { courseRenderer, referencesOf } from '../../scripts/exercises.ts';
import { judge } from '../../src/course/checks/judge.ts';
import { loadExercises } from '../../src/course/content/lessons.ts';
import type { Check } from '../../src/course/types.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { playbackCurveDb } from '../../src/dsp/monitor/simulator.ts';
import { PLAYBACK_SYSTEMS, playbackSystem } from '../../src/dsp/monitor/systems.ts';
import type { Session } from '../../src/session/document.ts';
import { stemOf } from '../scripts/songs/shipped.ts';
import { lessonSounds, lufs, RATE } from './claims.ts';

const { session, sound } = lessonSounds('19-travel');
const { render } = courseRenderer();
const phone = playbackSystem('phone')!;
const system = (id: string) => playbackSystem(id)!;

/** The line of the bass against the voice on the phone, above 250 Hz, LU. */
async function onPhone(of: Session, song: string, exercise: string): Promise<number> {
  const task = loadExercises('19-travel')[exercise]!;
  const checks: Record<string, Check> = { phone: task.checks.phone! };
  const [result] = await judge({ ...task, checks }, of, of, referencesOf(song), render);
  return result!.value;
}

describe('lesson 19', () => {
  it('on the phone the line of the bass is gone, and comes back when the filter goes', async () => {
    expect(await onPhone(session('travel'), 'paper-lanterns', 'travel')).toBeLessThan(-40);
    expect(
      await onPhone(session('travel', { 'bass/eq/lowPass.on': false }), 'paper-lanterns', 'travel'),
    ).toBeGreaterThan(-18);
  }, 60_000);

  it('a phone begins at about 300 Hz, and an A of 55 Hz lies far below it', () => {
    expect(playbackCurveDb(phone, 300)).toBeGreaterThan(-6);
    expect(playbackCurveDb(phone, 55)).toBeLessThan(-40);
  });

  it('the low A of the bass has its harmonics at 55, 110, 165 and 220 Hz', async () => {
    // The fourth bar of the chorus stands on A.
    const beatS = 60 / 112;
    const fromS = 22.029 + 12 * beatS;
    const [x] = await stemOf('paper-lanterns', 'bass');
    const note = x.subarray(Math.round(fromS * RATE), Math.round((fromS + 0.45 * beatS) * RATE));
    const level = (hz: number): number => {
      let [re, im] = [0, 0];
      for (const [n, v] of note.entries()) {
        const window = Math.sin((Math.PI * n) / note.length) ** 2;
        re += v * window * Math.cos((2 * Math.PI * hz * n) / RATE);
        im += v * window * Math.sin((2 * Math.PI * hz * n) / RATE);
      }
      return 10 * Math.log10(re * re + im * im);
    };
    for (const k of [1, 2, 3, 4]) expect(level(55 * k)).toBeGreaterThan(level(55 * (k + 0.5)) + 6);
  });

  it('laptop, radio, car and club take away what the text says', () => {
    expect(playbackCurveDb(system('laptop'), 60)).toBeLessThan(-30);
    expect(system('laptop').width).toBeLessThan(0.5);
    expect(system('kitchen-radio').width).toBe(0);
    expect(playbackCurveDb(system('car'), 60)).toBeGreaterThan(4);
    expect(system('car').noiseLufs).not.toBeNull();
    expect(playbackCurveDb(system('club'), 60)).toBeGreaterThan(4);
    expect(system('club').monoBelowHz).toBeGreaterThan(60);
    expect(playbackCurveDb(system('earbuds'), 40)).toBeLessThan(-10);
  });

  it('says of most curves that they are an assumption, and of two where they were measured', () => {
    const assumed = PLAYBACK_SYSTEMS.filter(({ source }) => /^Our assumption/.test(source));
    expect(assumed.length).toBeGreaterThan(PLAYBACK_SYSTEMS.length / 2);
  });

  it('the first notes of the intro lie near the noise of the road, the chorus far above it', async () => {
    const noise = system('car').noiseLufs!;
    const [intro, chorus] = [lufs(await sound('mix', [0.6, 2.2])), lufs(await sound('mix', 'chorus'))];
    expect(chorus - intro).toBeGreaterThan(3);
    expect(intro - noise).toBeLessThan(chorus - noise);
  }, 60_000);

  it('the same bass without its filter is no louder in the studio than by 3 LU', async () => {
    const bass = { kind: 'strip', strip: 'bass', tap: 'post' } as const;
    const level = async (name: string) => lufs(await sound(name, 'chorus', {}, bass));
    expect(Math.abs((await level('mix')) - (await level('deep')))).toBeLessThan(3);
  }, 60_000);

  it('a lift of 6 dB at the bottom of the master raises the lows, kick and all, and nothing that a phone plays', async () => {
    const bands = async (name: string) => {
      const { bandsHz, levelsDb } = averageBandLevels(...(await sound(name, 'chorus')), RATE, 3);
      const mean = (low: number, high: number): number => {
        const within = levelsDb.filter((_, i) => bandsHz[i]! >= low && bandsHz[i]! <= high);
        return within.reduce((sum, db) => sum + db, 0) / within.length;
      };
      return { low: mean(45, 90), phone: mean(400, 4000) };
    };
    const [as, lifted] = [await bands('master'), await bands('lifted')];
    expect(lifted.low - as.low).toBeGreaterThan(2);
    expect(lifted.phone - as.phone).toBeLessThan(0.5);
  }, 60_000);
});
