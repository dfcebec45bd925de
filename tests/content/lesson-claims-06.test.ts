/** What lesson 6 says of its sounds is true. */
import { describe, expect, it } from 'vitest';
import { loadFaults, loadSong } from '../../src/course/content/songs.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { stemOf } from '../scripts/songs/shipped.ts';
import { figuresOf } from './space-figures.ts';

const SONG = 'paper-lanterns';
const RATE = 48_000;
const song = loadSong(SONG);

/** The sixth-octave band in which a stem is strongest within a section, in Hz. */
async function strongestHz(stem: string, section: string): Promise<number> {
  const { fromS, toS } = song.sections.find(({ id }) => id === section)!;
  const [left] = await stemOf(SONG, stem);
  const passage = left.subarray(Math.round(fromS * RATE), Math.round(toS * RATE));
  const { bandsHz, levelsDb } = averageBandLevels(passage, passage, RATE, 6);
  return bandsHz[levelsDb.indexOf(Math.max(...levelsDb))]!;
}

describe('lesson 6', () => {
  it.each(['guitar-l', 'guitar-r'])('%s is strongest between 2 and 4 kHz in the chorus', async (stem) => {
    const hz = await strongestHz(stem, 'chorus');
    expect(hz).toBeGreaterThan(2000);
    expect(hz).toBeLessThan(4000);
  });

  it('the resonance of the vocal lies between 200 and 500 Hz', () => {
    const ring = loadFaults(SONG).find(({ id }) => id === 'vox-ring')!;
    expect(ring).toMatchObject({ stem: 'vox', kind: 'resonance' });
    expect(ring.freqHz).toBeGreaterThan(200);
    expect(ring.freqHz).toBeLessThan(500);
  });
});

const SLUG = '06-eq';
const VERSE = { section: 'verse' };
const CHORUS = { section: 'chorus' };
const GUITARS = ['guitar-l', 'guitar-r'];
const covered = { kind: 'covered-share', of: 'vox', by: GUITARS } as const;

describe('lesson 6, in the mix', { timeout: 90_000 }, () => {
  it('guitars panned apart uncover some of the words, and cover them again on one loudspeaker', async () => {
    const before = await figuresOf(SLUG, 'mix', {}, VERSE, { covered });
    const parted = await figuresOf(SLUG, 'mix', { 'guitar-l.pan': -100, 'guitar-r.pan': 100 }, VERSE, { covered });
    expect(before['covered']! - parted['covered']!).toBeGreaterThan(0.05);
    // What is left of hard sides in the sum of both channels: each 3 dB lower, in one place.
    const summed = await figuresOf(SLUG, 'mix', { 'guitar-l.gainDb': 0, 'guitar-r.gainDb': 0 }, VERSE, { covered });
    expect(summed['covered']! - parted['covered']!).toBeGreaterThan(0.05);
  });

  it('boosting the voice makes the whole louder; cutting the guitars uncovers it for less', async () => {
    const figures = { covered, whole: { kind: 'loudness', of: 'tap' } } as const;
    const start = await figuresOf(SLUG, 'room', {}, CHORUS, figures);
    const boosted = await figuresOf(SLUG, 'boosted', {}, CHORUS, figures);
    const cut = await figuresOf(SLUG, 'cut', {}, CHORUS, figures);
    expect(boosted['whole']).toBeGreaterThan(start['whole']! + 0.2);
    expect(cut['whole']).toBeLessThan(start['whole']!);
    expect(start['covered']! - cut['covered']!).toBeGreaterThan(0.05);
  });

  it('the full guitars have more body and bite alone, and cover more of the words in the band', async () => {
    const figures = {
      covered,
      body: { kind: 'band-level', of: 'guitar-l', bandHz: [125, 400] },
      bite: { kind: 'band-level', of: 'guitar-l', bandHz: [2000, 4000] },
      lows: { kind: 'band-level', of: 'guitar-l', bandHz: [40, 125] },
      bass: { kind: 'band-level', of: 'bass', bandHz: [40, 125] },
    } as const;
    const full = await figuresOf(SLUG, 'full', {}, CHORUS, figures);
    const lean = await figuresOf(SLUG, 'lean', {}, CHORUS, figures);
    expect(full['body']! - lean['body']!).toBeGreaterThan(3);
    expect(full['bite']! - lean['bite']!).toBeGreaterThan(5);
    expect(full['covered']! - lean['covered']!).toBeGreaterThan(0.1);
    expect(full['bass']! - full['lows']!).toBeGreaterThan(6);
  });
});
