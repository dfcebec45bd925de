import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factNumber, factOf, factRange, loadFacts, written } from '../../src/course/content/facts.ts';
import { loadGlossary, termOf } from '../../src/course/content/glossary.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headroom-facts-'));
  mkdirSync(join(root, 'glossary'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('facts', () => {
  const fact = (more: string): string =>
    `it:\n  says: S.\n  topic: cd\n  confidence: high\n  source: { title: T }\n  checked: 2026-11\n${more}`;

  it.each([
    ['  value: -14\n  unit: LUFS\n', '−14 LUFS'],
    ['  value: [100, 150]\n  unit: Hz\n', '100 to 150 Hz'],
    ['  value: 75\n  unit: "%"\n', '75%'],
    ['  value: not known\n', 'not known'],
  ])('are written as prose needs them', (value, text) => {
    writeFileSync(join(root, 'facts.yaml'), fact(value));
    expect(written(factOf('it', root))).toBe(text);
  });

  it('refuse a name that is not there, and what has no source', () => {
    writeFileSync(join(root, 'facts.yaml'), fact('  value: 1\n'));
    expect(() => factOf('other', root)).toThrow(/facts\.yaml: there is no fact «other»/);
  });

  it('are read as a number or as a range only where they are one', () => {
    writeFileSync(join(root, 'facts.yaml'), fact('  value: -14\n'));
    expect(factNumber('it', root)).toBe(-14);
    expect(() => factRange('it', root)).toThrow(/«it» is no range/);
  });

  it('of the course all have a source and the month in which it was read', () => {
    const facts = Object.values(loadFacts());
    expect(facts.length).toBeGreaterThanOrEqual(70);
    for (const { says } of facts) expect(says).toMatch(/[.”]$/);
  });
});

describe('the glossary', () => {
  const put = (name: string, text: string): void => writeFileSync(join(root, 'glossary', `${name}.md`), text);

  it('is in the order of the alphabet, in plain words', () => {
    put('b', '---\nterm: bell\n---\nA curve.\nIt bends.\n');
    put('a', '---\nterm: attack\nsee: [b]\n---\nHow fast.\n');
    expect(loadGlossary(root).map(({ term, says }) => [term, says])).toEqual([
      ['attack', 'How fast.'],
      ['bell', 'A curve. It bends.'],
    ]);
  });

  it('refuses what leads nowhere, says nothing or says too much', () => {
    put('a', '---\nterm: attack\nsee: [zed]\n---\nHow fast.\n');
    expect(() => loadGlossary(root)).toThrow(/there is no term «zed»/);
    put('a', '---\nterm: attack\n---\n\n');
    expect(() => termOf('a', root)).toThrow(/says nothing/);
    put('a', `---\nterm: attack\n---\n${'long '.repeat(80)}\n`);
    expect(() => termOf('a', root)).toThrow(/longer than/);
  });
});
