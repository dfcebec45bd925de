import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { emptyCells, faultRows, faultsMarkdown } from '../../../scripts/songs/faults-table.ts';
import { loadFaults } from '../../../src/course/content/songs.ts';

const SONGS = ['paper-lanterns', 'signal-fire', 'half-a-room'];

it('the table of faults is what the songs say: npm run songs -- --faults', () => {
  expect(readFileSync('content/faults.generated.md', 'utf8')).toBe(faultsMarkdown(SONGS));
});

it('every song has a fault for each lesson whose task can be repeated on it', () => {
  expect(emptyCells(SONGS)).toEqual([]);
  expect(emptyCells([])).toEqual([]);
});

it('no fault of any song is missing', () => {
  const told = new Set(faultRows(SONGS).map(({ song, fault }) => `${song}/${fault}`));
  for (const song of SONGS) for (const { id } of loadFaults(song)) expect(told).toContain(`${song}/${id}`);
});
