/** What the Export cell offers and says. */
import { describe, expect, it } from 'vitest';
import {
  endLabel,
  formatSays,
  lastBarLine,
  listVersions,
  readVersions,
} from '../../src/components/cells/Export/settings.ts';
import { loadSong } from '../../src/course/content/songs.ts';

describe('the last bar line', () => {
  it.each(['paper-lanterns', 'signal-fire', 'half-a-room'])('of %s lies in its last section', (id) => {
    const song = loadSong(id);
    const { bar, atS } = lastBarLine(song);
    const last = song.sections.at(-1)!;
    const barS = 240 / song.bpm;
    expect(atS).toBeGreaterThan(last.fromS - 0.01);
    expect(atS).toBeLessThanOrEqual(last.toS + 0.01);
    expect(atS + barS).toBeGreaterThan(last.toS);
    expect(atS).toBeCloseTo(song.sections[0]!.fromS + (bar - 1) * barS, 6);
    expect(endLabel(song)).toContain(`bar ${bar}`);
  });
});

describe('versions in an attribute', () => {
  it('come in the order in which they are made', () => {
    expect(readVersions('stems vocal-up, mix')).toEqual(['mix', 'vocal-up', 'stems']);
  });
  it.each(['', 'mix mp3', 'Mix'])('«%s» fails the build', (text) => {
    expect(() => readVersions(text)).toThrow('there are mix, instrumental, vocal-up');
  });
  it('are listed in words', () => {
    expect(listVersions(['mix'])).toBe('Mix');
    expect(listVersions(['mix', 'instrumental', 'stems'])).toBe('Mix, Instrumental and Stems');
  });
});

describe('what is said of a format', () => {
  it('how large it is, and what a rate adds', () => {
    expect(formatSays({ rate: 48_000, bits: 24, dither: 'none' })).toContain('17.3 MB');
    expect(formatSays({ rate: 96_000, bits: 24, dither: 'none' })).toContain('adds nothing');
    expect(formatSays({ rate: 44_100, bits: 16, dither: 'tpdf' })).toMatch(/10\.6 MB.*Converted/);
  });
});
