/** What lesson 22 says of its masters is true of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { passageTruePeakDb } from '../../src/dsp/meters/true-peak.ts';
import type { Patch } from '../../src/session/document.ts';
import { lessonSounds, lufs, RATE } from './claims.ts';
import type { Sound } from './claims.ts';

const { session, sound } = lessonSounds('22-who');
const chorus: Record<string, Sound> = {};
beforeAll(async () => {
  for (const name of ['own', 'preset', 'course', 'warm', 'bright', 'again', 'again-preset', 'again-course'])
    chorus[name] = await sound(name, 'chorus');
}, 120_000);

/** Level of the highs against the body, dB. */
function brightness(x: Sound): number {
  const { bandsHz, levelsDb } = averageBandLevels(...x, RATE, 3);
  const mean = (low: number, high: number): number => {
    const within = levelsDb.filter((_, i) => bandsHz[i]! >= low && bandsHz[i]! <= high);
    return within.reduce((sum, db) => sum + db, 0) / within.length;
  };
  return mean(6000, 12_000) - mean(150, 600);
}

describe('lesson 22', () => {
  it('the two masters of one song are a warm and a bright one, and both are finished', () => {
    expect(brightness(chorus['bright']!) - brightness(chorus['warm']!)).toBeGreaterThan(2);
    for (const name of ['warm', 'bright'])
      expect(passageTruePeakDb(chorus[name]!, RATE)).toBeLessThanOrEqual(-0.9);
  });

  it('the preset is the very same on both songs', () => {
    const chain = (name: string) => session(name).strips['master'];
    expect(chain('again-preset')).toEqual(chain('preset'));
  });

  it('it does the same to both: highs up, whatever the song', () => {
    const up = (made: string, from: string) => brightness(chorus[made]!) - brightness(chorus[from]!);
    const [song, ballad] = [up('preset', 'own'), up('again-preset', 'again')];
    expect(song).toBeGreaterThan(1.5);
    expect(ballad).toBeGreaterThan(1.5);
    expect(Math.abs(song - ballad)).toBeLessThan(1);
  });

  it('the other chair turns the voice down by one fader, which the master cannot', async () => {
    const { gainDb } = session('stems').strips['vox']!;
    const lower: Patch = { 'vox.gainDb': gainDb - 4 };
    const voice = { kind: 'strip', strip: 'vox', tap: 'post' } as const;
    const [as, less] = [await sound('stems', 'chorus', {}, voice), await sound('stems', 'chorus', lower, voice)];
    expect(lufs(as) - lufs(less)).toBeCloseTo(4, 1);
    expect(session('own').order).toEqual(['mix', 'master']);
  }, 60_000);
});
