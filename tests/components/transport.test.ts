import { describe, expect, it } from 'vitest';
import { bars, overview } from '../../src/components/transport/peaks.ts';
import { lineAt } from '../../src/components/transport/lyric-line.ts';
import { sectionAt } from '../../src/components/transport/section.ts';
import { clock, spokenTime } from '../../src/components/transport/time.ts';

describe('times', () => {
  it('are written as a listener reads them', () => {
    expect([0, 0.99, 31.2, 59.999, 60, 605].map(clock)).toEqual([
      '0:00',
      '0:00',
      '0:31',
      '0:59',
      '1:00',
      '10:05',
    ]);
    expect(clock(-1)).toBe('0:00');
  });

  it('are spoken with their units, singular and plural', () => {
    expect([1, 2, 61, 122].map(spokenTime)).toEqual([
      '1 second',
      '2 seconds',
      '1 minute 1 second',
      '2 minutes 2 seconds',
    ]);
  });
});

describe('the overview', () => {
  it('adds stems by power and is largest at 1', () => {
    const peaks = { a: [100, 0, 50], b: [0, 100, 0] };
    const shown = overview(peaks, { a: 1, b: 1 });
    expect(shown).toEqual([1, 1, 0.5]);
    expect(overview({ a: [60, 30], b: [80, 40] }, { a: 1, b: 1 })).toEqual([1, 0.5]);
  });

  it('follows the faders and leaves out what is not heard', () => {
    const peaks = { a: [100, 0], b: [0, 100] };
    expect(overview(peaks, { a: 1, b: 0.5 })).toEqual([1, 0.5]);
    expect(overview(peaks, { a: 1 })).toEqual([1, 0]);
    expect(overview(peaks, { a: 0 })).toEqual([0, 0]);
  });

  it('keeps the largest peak of what one bar stands for', () => {
    expect(bars([0, 0.9, 0.1, 0.2], 2)).toEqual([0.9, 0.2]);
    expect(bars([0.5, 1], 4)).toEqual([0.5, 0.5, 1, 1]);
    expect(bars([], 5)).toEqual([]);
  });
});

describe('where the song is', () => {
  const sections = [
    { id: 'intro', label: 'Intro', fromS: 0.6, toS: 4 },
    { id: 'verse', label: 'Verse', fromS: 4, toS: 12 },
  ];

  it('is the section that began last', () => {
    expect([0, 0.6, 3.99, 4, 20].map((atS) => sectionAt(sections, atS)?.id)).toEqual([
      'intro',
      'intro',
      'intro',
      'verse',
      'verse',
    ]);
  });

  it('is the line that is sung, and none between lines', () => {
    const lyrics = [
      { atS: 1, toS: 2, text: 'a', section: 'intro' },
      { atS: 3, toS: 4, text: 'b', section: 'verse' },
    ];
    expect([0, 1, 1.99, 2.5, 3, 9].map((atS) => lineAt(lyrics, atS))).toEqual([-1, 0, 0, -1, 1, -1]);
  });
});
