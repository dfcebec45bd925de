import { describe, expect, it } from 'vitest';
import { layOut } from '../../../scripts/songs/singer/layout.ts';
import type { Phone } from '../../../scripts/songs/singer/speech.ts';

let clock = 0;
const phone = (name: string, seconds: number): Phone => {
  const startS = clock;
  clock += seconds;
  return { name, startS, endS: clock };
};

/** "street lights", slowed speech. */
const syllables = [
  {
    onset: [phone('s', 0.16), phone('t', 0.1), phone('r', 0.08)],
    nucleus: phone('iy', 0.18),
    coda: [phone('t', 0.12)],
  },
  { onset: [phone('l', 0.1)], nucleus: phone('ay', 0.25), coda: [phone('t', 0.1), phone('s', 0.2)] },
];

describe('laying phones on notes', () => {
  it('starts every vowel on its note with its consonants before it, and nothing overlaps', () => {
    for (const gap of [0.25, 0.5, 2]) {
      const sung = layOut(
        syllables,
        [
          { startS: 1, endS: 1.4 },
          { startS: 1 + gap, endS: 1.8 + gap },
        ],
        1.35,
      );
      expect(sung.filter((p) => p.nucleus).map((p) => p.startS)).toEqual([1, 1 + gap]);
      expect(sung.map((p) => p.name).join(' ')).toBe('s t r iy t l ay t s');
      for (let i = 1; i < sung.length; i++) {
        expect(sung[i]!.startS).toBeGreaterThan(sung[i - 1]!.endS - 1e-9);
      }
      for (const p of sung) expect(p.endS - p.startS).toBeGreaterThan(0.02);
    }
  });

  it('takes the consonants their room from the vowel, and leaves it enough to be understood', () => {
    const [, , , vowel] = layOut(
      syllables,
      [
        { startS: 1, endS: 1.25 },
        { startS: 1.25, endS: 2 },
      ],
      1.35,
    );
    expect(vowel!.endS).toBeLessThan(1.2);
    expect(vowel!.endS - vowel!.startS).toBeGreaterThan(0.07);
  });

  it('keeps the burst of a stop that is cut short', () => {
    const [, t] = layOut(
      syllables,
      [
        { startS: 1, endS: 1.4 },
        { startS: 2, endS: 3 },
      ],
      1.35,
    );
    expect(t!.speechToS).toBeCloseTo(syllables[0]!.onset[1]!.endS, 6);
    expect(t!.speechFromS).toBeGreaterThan(syllables[0]!.onset[1]!.startS);
  });

  it('rests between words that are far apart', () => {
    const sung = layOut(
      syllables,
      [
        { startS: 1, endS: 1.4 },
        { startS: 3, endS: 3.5 },
      ],
      1.35,
    );
    const closing = sung.find((p) => p.name === 't' && p.startS > 1)!;
    const opening = sung.find((p) => p.name === 'l')!;
    expect(closing.startS).toBeCloseTo(1.4, 3);
    expect(opening.startS - closing.endS).toBeGreaterThan(1);
  });
});
