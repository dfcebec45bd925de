/** Every cell has a test in a browser that is tagged with its name: `npx playwright test --grep @Mixer` runs it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cellsOfIndex } from '../../src/layouts/cell-examples.ts';

const SPECS = 'tests/e2e';

/** The names of cells in `tag: '@A'` and `tag: ['@A', '@B']` of a spec's tests. */
const tagsOf = (source: string): string[] =>
  [...source.matchAll(/\btag: (\[[^\]]*\]|'[^']*')/g)].flatMap(([, written = '']) =>
    [...written.matchAll(/'@(\w+)'/g)].map(([, name]) => name!),
  );

const tagged = new Set(
  readdirSync(SPECS)
    .filter((file) => file.endsWith('.spec.ts'))
    .flatMap((file) => tagsOf(readFileSync(join(SPECS, file), 'utf8'))),
);

it('moves every cell in a browser', () => {
  expect(cellsOfIndex().filter((name) => !tagged.has(name))).toEqual([]);
});

it('tags tests with cells that there are', () => {
  expect([...tagged].filter((name) => !cellsOfIndex().includes(name))).toEqual([]);
});
