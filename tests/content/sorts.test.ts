import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadSort } from '../../src/course/content/sorts.ts';
import { judgeSort, sortedRight } from '../../src/course/ear/sorting.ts';

describe.each(readdirSync('content/sorts').map((file) => file.replace('.yaml', '')))('sorts/%s', (name) => {
  const task = loadSort(name);
  const right = Object.fromEntries(Object.entries(task.cards).map(([id, card]) => [id, card.bin]));

  it('uses every bin, and cannot be passed by putting all into one', () => {
    for (const bin of Object.keys(task.bins)) {
      expect(Object.values(right), bin).toContain(bin);
      const all = Object.fromEntries(Object.keys(task.cards).map((id) => [id, bin]));
      expect(judgeSort(task.cards, all, task.atLeast).verdict).toBe('not-yet');
    }
  });

  it('counts cards in their bin, and is close at one less', () => {
    expect(judgeSort(task.cards, right, task.atLeast)).toMatchObject({ verdict: 'met', hint: null });
    const ids = Object.keys(task.cards);
    const wrong = (count: number) =>
      Object.fromEntries(ids.map((id, i) => [id, i < count ? 'elsewhere' : right[id]!]));
    expect(judgeSort(task.cards, wrong(ids.length - task.atLeast), task.atLeast).verdict).toBe('met');
    expect(judgeSort(task.cards, wrong(ids.length - task.atLeast + 1), task.atLeast).verdict).toBe('close');
    expect(judgeSort(task.cards, {}, task.atLeast)).toMatchObject({ value: 0, verdict: 'not-yet' });
  });
});

it('accepts what also fits', () => {
  const card = { says: '', bin: 'either', also: ['mix'], why: '' };
  expect(sortedRight(card, 'mix')).toBe(true);
  expect(sortedRight(card, 'master')).toBe(false);
});
