/** What lesson 1 says of its sounds is true. */
import { beforeAll, describe, expect, it } from 'vitest';
import { lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { createNodeRenderer } from '../../src/engine/offline/node.ts';
import { figuresOf } from './space-figures.ts';

const RATE = 48_000;
const SLUG = '01-two-jobs';
const CHORUS = { section: 'chorus' };
const BAND = ['kick', 'snare', 'hats', 'bass', 'guitar-l', 'guitar-r', 'keys', 'pad', 'backing', 'fx'];
const lead = { kind: 'lead-in-phrases', of: 'vox', against: BAND } as const;
/** What the lesson asks for in the other chair: dot 4, up by 7 dB. */
const EQUALISED = {
  'master/inserts': ['eq'],
  'master/eq': {
    effect: 'eq',
    v: 1,
    on: true,
    values: { 'mid.on': true, 'mid.freqHz': 2500, 'mid.gainDb': 7, 'mid.q': 0.7 },
  },
};

describe('lesson 1: stems, mix and master', () => {
  const levels: Record<string, number[]> = {};
  beforeAll(async () => {
    const renderer = createNodeRenderer({
      audioDir: 'public/audio',
      songs: 'content/songs',
      sessionOf: (print) => loadPreset(print),
    });
    const { fromS, toS } = loadSong('paper-lanterns').sections.find(({ id }) => id === 'chorus')!;
    for (const name of ['rough', 'mix', 'master']) {
      const session = loadPreset(`paper-lanterns/${name}@1`);
      const { taps } = await renderer.render({ session, fromS, toS, taps: { tap: { kind: 'tap' } } });
      const { left, right } = taps['tap']!;
      const { bandsHz, levelsDb } = averageBandLevels(left, right, RATE, 3);
      levels[name] = levelsDb.filter((_, i) => bandsHz[i]! >= 50 && bandsHz[i]! <= 14_000);
    }
  });

  /** How differently two of them are shaped over third-octaves, dB rms, whatever their level. */
  const apart = (a: string, b: string): number => {
    const steps = levels[a]!.map((level, i) => level - levels[b]![i]!);
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    return Math.sqrt(steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / steps.length);
  };

  it('from stems to mix a lot changes, from mix to master little', () => {
    expect(apart('rough', 'mix')).toBeGreaterThan(1.5);
    expect(apart('mix', 'master')).toBeLessThan(1.2);
    expect(apart('rough', 'mix')).toBeGreaterThan(2 * apart('mix', 'master'));
  });
});

describe('lesson 1: the buried voice', { timeout: 60_000 }, () => {
  it('is far too quiet, and the fader brings it to where the good mixes have it', async () => {
    const { lead: buried } = await figuresOf(SLUG, 'buried', {}, CHORUS, { lead });
    const { lead: mix } = await figuresOf(SLUG, 'mix', {}, CHORUS, { lead });
    expect(mix! - buried!).toBeGreaterThan(4);
    const { lead: raised } = await figuresOf(SLUG, 'buried', { 'vox.gainDb': 6 }, CHORUS, { lead });
    expect(Math.abs(raised! - mix!)).toBeLessThan(2);
  });

  it('comes up with an equaliser on the two channels, and so do guitars, keys and snare', async () => {
    const figures = Object.fromEntries(
      ['vox', 'guitar-l', 'guitar-r', 'keys', 'snare'].map((id) => [
        id,
        { kind: 'loudness', of: 'tap', solo: [id] } as const,
      ]),
    );
    const before = await figuresOf(SLUG, 'buried', {}, CHORUS, figures);
    const after = await figuresOf(SLUG, 'buried', EQUALISED, CHORUS, figures);
    for (const id of Object.keys(figures)) expect(after[id]! - before[id]!, id).toBeGreaterThan(1.5);
  });
});

describe('lesson 1: the dull song', { timeout: 60_000 }, () => {
  it('lacks its highs and nothing else, and one shelf gives them back', async () => {
    const figures = {
      highs: { kind: 'band-level', of: 'master', bandHz: [5000, 14_000] },
      lows: { kind: 'band-level', of: 'master', bandHz: [60, 800] },
    } as const;
    const mix = await figuresOf(SLUG, 'mix', {}, CHORUS, figures);
    const dull = await figuresOf(SLUG, 'dull', {}, CHORUS, figures);
    expect(dull['highs']! - mix['highs']!).toBeLessThan(-4);
    expect(Math.abs(dull['lows']! - mix['lows']!)).toBeLessThan(0.3);
    const shelf = {
      'master/inserts': ['air', 'eq'],
      'master/eq': {
        effect: 'eq',
        v: 1,
        on: true,
        values: { 'high.on': true, 'high.shape': 'highShelf', 'high.freqHz': 3500, 'high.gainDb': 7 },
      },
    };
    const mended = await figuresOf(SLUG, 'dull', shelf, CHORUS, figures);
    expect(Math.abs(mended['highs']! - mix['highs']!)).toBeLessThan(0.5);
  });
});

describe('lesson 1: step by step', () => {
  it('what was recorded late, by 50 to 100 ms, is in time once it is edited, and nothing else differs', () => {
    const { recorded, edited } = lessonMixes(loadLesson(SLUG));
    const late = Object.entries(recorded!.patch!) as [string, number][];
    expect(late.map(([address]) => address)).toEqual(Object.keys(edited!.patch!));
    for (const [address, s] of late) {
      expect(address).toMatch(/\.offsetS$/);
      expect(s).toBeGreaterThanOrEqual(0.05);
      expect(s).toBeLessThanOrEqual(0.1);
      expect(edited!.patch![address]).toBe(0);
    }
    expect(recorded!.base).toBe(edited!.base);
  });
});
