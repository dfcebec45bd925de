/** The page for authors names every cell that lessons may use, and its examples use only what cells take. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/course/content/files.ts';
import { attributesOf, cellsOfIndex, loadExample } from '../../src/layouts/cell-examples.ts';

const names = cellsOfIndex();

it('knows the cells of the index', () => {
  expect(names.length).toBeGreaterThan(12);
  expect(names).toContain('Mixer');
});

describe.each(names)('%s', (name) => {
  it('has an example of itself', () => {
    expect(existsSync(join('src/components/cells', name, 'example.mdx')), `${name}/example.mdx`).toBe(true);
    const { source, says } = loadExample(name);
    expect(source).toContain(`<${name}`);
    expect(says.length).toBeGreaterThan(20);
  });

  it('is given only attributes that it takes, and all that it needs', () => {
    const { source, attributes } = loadExample(name);
    const known = attributes.map((attribute) => attribute.name);
    expect(known.length, `interface ${name}Props in ${name}.tsx`).toBeGreaterThan(0);
    for (const [, written = ''] of source.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'g'))) {
      const given = [...written.matchAll(/([\w-]+)="/g)].map(([, attribute]) => attribute!);
      expect(given.filter((attribute) => !known.includes(attribute))).toEqual([]);
      const needed = attributes.filter((attribute) => attribute.needed).map((attribute) => attribute.name);
      expect(needed.filter((attribute) => !given.includes(attribute))).toEqual([]);
    }
  });

  it('says of every attribute what it means, and shows the mixes that the text to copy needs', () => {
    const { attributes, copy, source, mixes } = loadExample(name);
    expect(attributes.filter(({ says }) => says === '').map((attribute) => attribute.name)).toEqual([]);
    expect(copy.endsWith(source)).toBe(true);
    const [, head = ''] = /^---\n([\s\S]*?)\n---\n/.exec(copy) ?? [];
    const declared = parseYaml(head, name) as { mixes?: Record<string, unknown> } | null;
    expect(Object.keys(declared?.mixes ?? {})).toEqual(Object.keys(mixes));
  });

  it('stands on mixes that the example declares', () => {
    const { source, mixes } = loadExample(name);
    for (const [, on] of source.matchAll(/\bon="([^"]*)"/g)) expect(Object.keys(mixes)).toContain(on);
  });
});

it('reads attributes with their comments, also those that cells share', () => {
  const source = `export interface XProps extends SharedProps {
  lesson: string | null;
  on: string;
  /** Where it
   * begins. */
  loop?: string;
}`;
  const shared = `export interface SharedProps {
  /** Number and title. */
  n?: string;
}
export type YProps = XProps;`;
  const both = [
    { name: 'n', needed: false, says: 'Number and title.' },
    { name: 'on', needed: true, says: 'The mix that it works on, by its name in the lesson’s head.' },
    { name: 'loop', needed: false, says: 'Where it begins.' },
  ];
  expect(attributesOf([source, shared], 'X')).toEqual(both);
  expect(attributesOf([shared, source], 'Y')).toEqual(both);
});
