import { describe, expect, it } from 'vitest';
import { parsePhoneEnds, type Phone } from '../../../scripts/songs/singer/speech.ts';
import { syllabify } from '../../../scripts/songs/singer/syllables.ts';

/** Phones of 100 ms each. */
const phones = (names: string): Phone[] =>
  names.split(' ').map((name, i) => ({ name, startS: i / 10, endS: (i + 1) / 10 }));
const names = (list: readonly Phone[]) => list.map((phone) => phone.name).join(' ');

describe('finding syllables', () => {
  it('gives the consonants between two words to the word they belong to', () => {
    const [first, second, third] = syllabify(
      phones('pau l ae n t er n z ih n pau'),
      [
        { word: 'lanterns', syllables: 2 },
        { word: 'in', syllables: 1 },
      ],
      [phones('pau l ae n t er n z pau'), phones('pau ih n pau')],
    );
    expect(names(first!.onset)).toBe('l');
    expect(names(first!.coda)).toBe('');
    expect(names(second!.onset)).toBe('n t');
    expect(names(second!.coda)).toBe('n z');
    expect(names(third!.onset)).toBe('');
    expect(names(third!.coda)).toBe('n');
  });

  it('swallows the weak vowel of a word sung on fewer syllables', () => {
    const found = syllabify(
      phones('pau eh v er iy r uw m pau'),
      [
        { word: 'every', syllables: 2 },
        { word: 'room', syllables: 1 },
      ],
      [phones('pau eh v er iy pau'), phones('pau r uw m pau')],
    );
    expect(found.map((s) => s.nucleus.name)).toEqual(['eh', 'iy', 'uw']);
    expect(names(found[1]!.onset)).toBe('v er');
  });

  it('names the word that cannot be sung as written', () => {
    const line = phones('pau l ay t pau');
    expect(() => syllabify(line, [{ word: 'light', syllables: 2 }], [line])).toThrow(
      /light.*2 syllables.*1 vowels/,
    );
  });

  it('reads phones and their ends as Flite prints them, and refuses what is not', () => {
    expect(parsePhoneEnds('pau:0.22 hh:0.305 \n')).toEqual([
      { name: 'pau', startS: 0, endS: 0.22 },
      { name: 'hh', startS: 0.22, endS: 0.305 },
    ]);
    expect(() => parsePhoneEnds('pau 0.22')).toThrow(/without a time/);
  });
});
