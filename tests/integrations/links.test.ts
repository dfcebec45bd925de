import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenLinks } from '../../src/integrations/links.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-links-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, body: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), `<!doctype html><meta charset="utf-8"><title>T</title>${body}`);
}

describe('links of the built site', () => {
  it('finds nothing wrong where every link leads somewhere', () => {
    write(
      'index.html',
      '<h1 id="a">A</h1><a href="/lessons/x/#b">x</a><a href="#a">up</a><a href="https://example.org/no">out</a>',
    );
    write('lessons/x/index.html', '<h2 id="b">B</h2><a href="../../">home</a><img src="/pic.png">');
    writeFileSync(join(folder, 'pic.png'), '');
    expect(brokenLinks(folder, '/')).toEqual([]);
  });

  it('names the page of a link that leads nowhere, and of an id that is not there', () => {
    write(
      'index.html',
      '<a href="/gone/">g</a><a href="/lessons/x/#no">n</a><script src="/none.js"></script>',
    );
    write('lessons/x/index.html', '<h2 id="b">B</h2>');
    expect(brokenLinks(folder, '/')).toEqual([
      'index.html: /gone/ leads nowhere',
      'index.html: /lessons/x/#no: there is no #no on that page',
      'index.html: /none.js leads nowhere',
    ]);
  });

  it('finds links that leave the folder which the site is served from', () => {
    write('index.html', '<a href="/course/lessons/">ok</a><a href="/lessons/">wrong</a>');
    write('lessons/index.html', '');
    expect(brokenLinks(folder, '/course')).toHaveLength(1);
  });
});
