/** README names every command of `package.json`: a newcomer finds them there. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const readme = readFileSync('README.md', 'utf8');

/** What runs by itself before another, and one group of the tests, need no line of their own. */
const COMMANDS = Object.keys(scripts).filter((name) => !/^(pre|test:)/.test(name) || name === 'preview');

it.each(COMMANDS)('%s stands in README.md', (name) => {
  expect(readme).toMatch(new RegExp(`npm (run )?${name}\\b`));
});

it('README names no command that there is not', () => {
  const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});
