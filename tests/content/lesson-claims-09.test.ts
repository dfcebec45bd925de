/** What lesson 9 says of its sounds is true. */
import { describe, expect, it } from 'vitest';
import { distanceOf, placedAt } from '../../src/components/cells/Stage/stage-law.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { loadExercises } from '../../src/course/content/lessons.ts';
import { noteMs } from '../../src/dsp/effects/delay/time.ts';
import { figuresOf } from './space-figures.ts';

const SLUG = '09-reverb';
const VERSE = { section: 'verse' };
const DIRECT = { kind: 'direct-to-reverberant', of: 'vox', through: 'room' } as const;
const GAPS: [number, number][] = [
  [7.671, 9.171],
  [11.904, 13.457],
  [16.243, 17.743],
];
const TAIL = { kind: 'tail-at-next-phrase', of: 'vox', through: 'room', gapsS: GAPS } as const;

describe('lesson 9', { timeout: 60_000 }, () => {
  it('at first the vocal stands far back, its reverb louder than itself; at the front it is near', async () => {
    expect(distanceOf(-4)).toBeGreaterThan(80);
    const { direct } = await figuresOf(SLUG, 'first', {}, VERSE, { direct: DIRECT });
    expect(direct).toBeLessThan(0);
    const near = await figuresOf(SLUG, 'first', { 'vox/sends/room.gainDb': placedAt(0).sendDb }, VERSE, {
      direct: DIRECT,
    });
    expect(near['direct']).toBeGreaterThan(10);
  });

  it('the stage’s rule is as written', () => {
    const [front, back] = [placedAt(0), placedAt(100)];
    expect(back.sendDb - front.sendDb).toBe(18);
    expect(front.levelDb - back.levelDb).toBe(9);
    expect(back.cutHz).toBe(5000);
  });

  it('1/32 is 67 ms at this tempo', () => {
    expect(noteMs('1/32', loadSong('paper-lanterns').bpm)).toBeCloseTo(67, 0);
  });

  it('the gaps of the exercises are those between the sung lines', () => {
    for (const [exercise, song] of [
      ['depth', 'paper-lanterns'],
      ['hall', 'signal-fire'],
    ] as const) {
      const lines = loadSong(song).lyrics.filter(({ section }) => section === 'verse');
      const gaps = lines.slice(1).map(({ atS }, i) => [lines[i]!.toS, atS]);
      const check = loadExercises(SLUG)[exercise]!.checks['tail']!;
      expect(check.kind === 'tail-at-next-phrase' && check.gapsS).toEqual(gaps);
    }
  });

  it('the short one’s tails are gone before the next line; the long one’s are not', async () => {
    const short = await figuresOf(SLUG, 'short', {}, VERSE, { tail: TAIL });
    const long = await figuresOf(SLUG, 'long', {}, VERSE, { tail: TAIL });
    expect(short['tail']).toBeLessThan(-18);
    expect(long['tail']).toBeGreaterThan(-12);
  });

  it('kick and bass make the room boom', async () => {
    const low = { kind: 'band-against-whole', of: 'room', bandHz: [20, 150] as [number, number] } as const;
    const with_ = await figuresOf(SLUG, 'first', {}, VERSE, { low });
    const without = await figuresOf(
      SLUG,
      'first',
      { 'kick/sends/room.gainDb': -100, 'bass/sends/room.gainDb': -100 },
      VERSE,
      { low },
    );
    expect(with_['low']).toBeGreaterThan(-6);
    expect(without['low']).toBeLessThan(with_['low']! - 8);
  });

  it('what a reverb on the two channels adds is full of lows, unlike the room of a good mix', async () => {
    const low = { kind: 'band-against-whole', bandHz: [20, 150] as [number, number] } as const;
    const whole = await figuresOf(SLUG, 'chair', { 'master/space/mixPct': 100 }, VERSE, {
      low: { ...low, of: 'tap' },
    });
    const room = await figuresOf(SLUG, 'parts', {}, VERSE, { low: { ...low, of: 'room' } });
    expect(whole['low']).toBeGreaterThan(-6);
    expect(room['low']).toBeLessThan(-15);
  });
});
