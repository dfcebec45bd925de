import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellNames } from '../../src/integrations/lesson-guard.ts';
import { lessonFaults } from '../../src/integrations/lesson-rules.ts';

const root = new URL('../../', import.meta.url);
const cells = new Set(['Mixer', 'Listen']);
const head = '---\ntitle: "T"\n---\n\n';

describe('a lesson holds prose and cells only', () => {
  it('lets prose, tables, links and cells with literal values pass', () => {
    const text = `${head}# A\n\nSome *text* with a [link](#a).\n\n<Mixer on="mix" wide />\n\n<Listen on="mix">Hear **this**, H<sub>2</sub>O.</Listen>\n`;
    expect(lessonFaults(text, cells)).toEqual([]);
  });

  const refused: [string, string, number, RegExp][] = [
    ['an import', 'import x from "y"\n\ntext', 5, /import/],
    ['an export', 'text\n\nexport const a = 1\n', 7, /export/],
    ['a flow expression', 'text\n\n{1 + 1}\n', 7, /expression/],
    ['a text expression', 'line\nsum {window.x} end', 6, /expression/],
    ['a script', '<script>alert(1)</script>', 5, /<script>/],
    ['an iframe', '<iframe src="https://example.org" />', 5, /<iframe>/],
    ['a handler', '<Mixer on="mix" onClick="alert(1)" />', 5, /onClick/],
    ['a handler in lower case', '<details onclick="alert(1)">a</details>', 5, /onclick/],
    ['a style', '<kbd style="color:red">a</kbd>', 5, /style/],
    ['an expression as value', '<Mixer on={mix} />', 5, /on=/],
    ['a spread', '<Mixer {...all} />', 5, /spreads/],
    ['an unknown cell', 'text\n\n<Mixr on="mix" />', 7, /Mixr.*Listen, Mixer/],
    ['a link that runs code', '[a](javascript:alert(1))', 5, /link/],
    ['a fault inside a cell', '<Listen on="mix">\n\ntext {1}\n\n</Listen>', 7, /expression/],
  ];
  it.each(refused)('refuses %s and names the line', (_what, body, line, says) => {
    const faults = lessonFaults(head + body, cells);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ line, sentence: expect.stringMatching(says) });
  });
});

describe('the lessons of the course', () => {
  const lessons = readdirSync(new URL('content/lessons/', root));

  it('exist', () => expect(lessons.length).toBeGreaterThan(0));

  it.each(lessons)('%s keeps to the rules', (slug) => {
    const source = readFileSync(new URL(`content/lessons/${slug}/index.mdx`, root), 'utf8');
    expect(lessonFaults(source, cellNames(root))).toEqual([]);
  });
});
