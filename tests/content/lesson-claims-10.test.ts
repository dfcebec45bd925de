/** What lesson 10 says of its sounds is true. */
import { describe, expect, it } from 'vitest';
import { echoesOf } from '../../src/components/cells/Delay/echoes.ts';
import { loadExercises, lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { defaults } from '../../src/dsp/core/params.ts';
import { delaySpec } from '../../src/dsp/effects/delay/spec.ts';
import { nearestNote, noteMs } from '../../src/dsp/effects/delay/time.ts';
import { figuresOf } from './space-figures.ts';

const SLUG = '10-delay';
const VERSE = { section: 'verse' };
const song = loadSong('paper-lanterns');
const gapsOf = (id: string): [number, number][] => {
  const lines = loadSong(id).lyrics.filter(({ section }) => section === 'verse');
  return lines.slice(1).map(({ atS }, i) => [lines[i]!.toS, atS]);
};
const TAIL = { kind: 'tail-at-next-phrase', of: 'vox', through: 'echo', gapsS: gapsOf('paper-lanterns') } as const;
const OFF = { kind: 'delay-off-note', strip: 'echo', insert: 'delay' } as const;

describe('lesson 10', { timeout: 60_000 }, () => {
  it('note values are as long as written', () => {
    expect(Math.round(noteMs('1/4', song.bpm))).toBe(536);
    expect(Math.round(noteMs('1/8', song.bpm))).toBe(268);
    expect(Math.round(noteMs('1/8d', song.bpm))).toBe(402);
  });

  it('the pauses of the verse last one and a half seconds, nearly three beats', () => {
    for (const [from, to] of gapsOf('paper-lanterns')) {
      expect(to - from).toBeGreaterThan(1.45);
      expect(to - from).toBeLessThan(1.56);
      expect(((to - from) * song.bpm) / 60).toBeGreaterThan(2.7);
      expect(((to - from) * song.bpm) / 60).toBeLessThan(3);
    }
    for (const [exercise, id] of [['echo', 'paper-lanterns'], ['slap', 'signal-fire']] as const) {
      const check = loadExercises(SLUG)[exercise]!.checks['under']!;
      expect(check.kind === 'tail-at-next-phrase' && check.gapsS).toEqual(gapsOf(id));
    }
  });

  it('the first echo trips and talks into the next line; a note value and less feedback mend it', async () => {
    const figures = { off: OFF, tail: TAIL };
    const before = await figuresOf(SLUG, 'first', {}, VERSE, figures);
    expect(before['off']).toBeGreaterThan(40);
    expect(before['tail']).toBeGreaterThan(-14);
    const after = await figuresOf(
      SLUG,
      'first',
      { 'echo/delay/sync': '1/8d', 'echo/delay/feedbackPct': 30 },
      VERSE,
      figures,
    );
    expect(after['off']).toBeLessThan(1);
    expect(after['tail']).toBeLessThan(-20);
  });

  it('late is 20 ms late, the slap comes after 110 ms', () => {
    const values = (id: string) => {
      const strip = lessonMixes(loadLesson(SLUG))[id]!.patch!['echo'] as unknown as {
        insert: { delay: { values: { timeMs?: number; sync: string } } };
      };
      return strip.insert.delay.values;
    };
    expect(values('exact').sync).toBe('1/8d');
    expect(nearestNote(values('late').timeMs!, song.bpm)).toMatchObject({ note: '1/8d' });
    expect(nearestNote(values('late').timeMs!, song.bpm).offMs).toBeCloseTo(20, 0);
    expect(values('slap').timeMs).toBe(110);
    expect(20).toBeLessThan(noteMs('1/16', song.bpm) / 6);
  });

  it('at 50% every echo is 6 dB under the one before it', () => {
    const [, second] = echoesOf({ ...defaults(delaySpec.params), feedbackPct: 50 }, 4000);
    expect(second!.levelDb).toBeCloseTo(-6, 1);
  });

  it('with 30% a word is said three times at most that is heard, and then the next line has come', async () => {
    const { tail } = await figuresOf(SLUG, 'exact', {}, VERSE, { tail: TAIL });
    expect(tail).toBeLessThan(-25);
  });
});
