import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspect, policy, withPolicy } from '../../src/integrations/csp.ts';
import { elementsOf } from '../../src/integrations/html.ts';

const page = (body: string, name = 'index.html') => {
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>T</title></head><body>${body}</body></html>`;
  return { name, html, elements: elementsOf(html) };
};
const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the content security policy', () => {
  it('hashes inline scripts and styles over all pages', () => {
    const found = inspect([
      page('<script>a()</script><style>b{}</style>'),
      page('<script>c()</script>', 'x.html'),
    ]);
    expect(found.faults).toEqual([]);
    const text = policy(found);
    for (const part of [sha('a()'), sha('c()'), sha('b{}')]) expect(text).toContain(part);
    expect(text).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*/);
    // Firefox lets no page be fetched ahead where the default is none.
    expect(text).toMatch(/^default-src 'self'; script-src 'self' 'wasm-unsafe-eval' /);
    expect(text).toMatch(
      /; worker-src 'self'; object-src 'none'; frame-src 'none'; form-action 'self'; base-uri 'none'$/,
    );
  });

  it('leaves data and outside files without a hash', () => {
    const found = inspect([
      page('<script type="application/json">{"a":1}</script><script src="/a.js"></script>'),
    ]);
    expect(found.scripts.size).toBe(0);
  });

  const refused: [string, string, RegExp][] = [
    ['a style attribute', '<p style="color:red">a</p>', /style=/],
    ['an inline handler', '<p onclick="a()">a</p>', /onclick/],
    ['one inside a template', '<template><p onclick="a()">a</p></template>', /onclick/],
    ['an inline module', '<script type="module">a()</script>', /module/],
    ['a second policy', '<meta http-equiv="Content-Security-Policy" content="x">', /already/],
    ['a link that runs code', '<a href="javascript:a()">a</a>', /javascript/],
  ];
  it.each(refused)('refuses %s and names the page', (_what, body, says) => {
    const { faults } = inspect([page(body, 'lessons/x.html')]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(says);
    expect(faults[0]).toMatch(/^lessons\/x\.html: /);
  });

  it('stands right after the charset and persists over navigation', () => {
    const html = withPolicy(page('').html, "default-src 'none'");
    expect(html).toContain(
      `<meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'none'" data-astro-transition-persist="csp">`,
    );
  });
});
