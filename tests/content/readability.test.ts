import { describe, expect, it } from 'vitest';
import { readingOf } from '../../scripts/readability.ts';
import { lessonSlugs } from '../../src/course/content/lessons.ts';
import { lessonProse, proseOf } from '../../src/course/content/prose.ts';

const LESSON = `---
title: T
---

One **bold** word, and <Term id="masking" />.

<Quiz id="a" question="Is it so?" options="Yes | No" answer="1">
It is.
</Quiz>

## Then

- First point, at <Fact id="spotify-loudness" />.
- Second.

<Listen on="mix">Hear it.</Listen>

| a | b |
| --- | --- |
| one | two |
`;

describe('prose', () => {
  it('is what a reader meets, section by section', () => {
    expect(proseOf(LESSON)).toEqual([
      { heading: null, paragraphs: ['One bold word, and masking.', 'Is it so?', 'It is.'] },
      {
        heading: 'Then',
        paragraphs: ['First point, at −14 LUFS.', 'Second.', 'Hear it.', 'a', 'b', 'one', 'two'],
      },
    ]);
  });

  it('reads easily in short words and hardly in long ones', () => {
    const easy = readingOf([{ heading: null, paragraphs: ['The cat sat on the mat. It was a sunny day.'] }]);
    const hard = readingOf([
      {
        heading: null,
        paragraphs: [
          'Institutional considerations notwithstanding, methodological standardisation necessitates extraordinarily comprehensive documentation procedures.',
        ],
      },
    ]);
    expect(easy).toMatchObject({ words: 11, sentences: 2 });
    expect(easy.ease).toBeGreaterThan(100);
    expect(hard.ease).toBeLessThan(0);
  });
});

describe('every lesson', () => {
  it.each(lessonSlugs())('%s is plain English and neither thin nor long', (slug) => {
    const { words, ease } = readingOf(lessonProse(slug));
    expect(ease).toBeGreaterThanOrEqual(60);
    expect(words).toBeGreaterThanOrEqual(900);
    expect(words).toBeLessThanOrEqual(1700);
  });
});
