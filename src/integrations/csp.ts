/**
 * One content security policy for the whole site. Every page gets the same policy, because client-side
 * navigation carries scripts from page to page and the music must outlive it. What a policy cannot allow
 * (inline handlers, `style=`) fails the build here rather than in a reader's browser.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { attribute, builtPages, type BuiltPage, type Element } from './html.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function textOf(element: Element): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

/** A script that the browser runs, as against a block of data. */
function runs(element: Element): boolean {
  const type = (attribute(element, 'type') ?? '').trim().toLowerCase();
  return type === '' || type === 'module' || /^(text|application)\/(java|ecma)script$/.test(type);
}

export interface PolicyFindings {
  scripts: Set<string>;
  styles: Set<string>;
  /** What stands on a page that no policy can allow; each names its page. */
  faults: string[];
}

/** Hashes of every inline script and style over all pages, and what must not be there. */
export function inspect(pages: Pick<BuiltPage, 'name' | 'html' | 'elements'>[]): PolicyFindings {
  const found: PolicyFindings = { scripts: new Set(), styles: new Set(), faults: [] };
  for (const { name, elements } of pages) {
    let charset = false;
    for (const element of elements) {
      const tag = element.tagName;
      for (const attr of element.attrs) {
        if (attr.name === 'style') found.faults.push(`${name}: <${tag} style="${attr.value}">: use a class`);
        else if (/^on[a-z]+$/.test(attr.name))
          found.faults.push(`${name}: <${tag} ${attr.name}="…">: use a listener`);
        else if (attr.name === 'href' && /^\s*javascript:/i.test(attr.value))
          found.faults.push(`${name}: <${tag} href="javascript:…">`);
      }
      if (tag === 'meta' && attribute(element, 'charset')) charset = true;
      if (tag === 'meta' && /^content-security-policy$/i.test(attribute(element, 'http-equiv') ?? ''))
        found.faults.push(`${name}: a policy stands there already`);
      if (tag === 'style') found.styles.add(hash(textOf(element)));
      if (tag === 'script' && attribute(element, 'src') === undefined && runs(element)) {
        if (attribute(element, 'type') === 'module')
          found.faults.push(`${name}: an inline module script; put it into a file of its own`);
        else found.scripts.add(hash(textOf(element)));
      }
    }
    if (!charset) found.faults.push(`${name}: no <meta charset>`);
  }
  return found;
}

/**
 * The policy's text. `'wasm-unsafe-eval'` is for the Opus decoder and the DSP's kernels. The site itself is the
 * default, as Firefox judges the fetching of pages ahead by it; what the site does not have is forbidden by name.
 */
export function policy({ scripts, styles }: Pick<PolicyFindings, 'scripts' | 'styles'>): string {
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...[...scripts].sort()].join(' '),
    ["style-src 'self'", ...[...styles].sort()].join(' '),
    "worker-src 'self'",
    ...['object', 'frame'].map((kind) => `${kind}-src 'none'`),
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ');
}

/** Writes the policy into a page, right after the charset; it persists over client-side navigation. */
export function withPolicy(html: string, text: string): string {
  const meta = `<meta http-equiv="content-security-policy" content="${text}" data-astro-transition-persist="csp">`;
  return html.replace(/<meta\s+charset=[^>]*>/i, (charset) => charset + meta);
}

/** Writes the policy into every page, and for hosts into `_headers`. */
export function contentSecurityPolicy(): AstroIntegration {
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const pages = builtPages(folder);
        const found = inspect(pages);
        if (found.faults.length > 0)
          throw new Error(`The content security policy forbids:\n${found.faults.join('\n')}`);
        const text = policy(found);
        for (const { file, html } of pages) writeFileSync(file, withPolicy(html, text));
        // Hosts that read `_headers` (Netlify, Cloudflare) send the policy before the page; workers get it too.
        // No `frame-ancestors`: a course may be shown inside a school's learning platform.
        writeFileSync(
          new URL('_headers', dir),
          ['/*', `  Content-Security-Policy: ${text}`, '  X-Content-Type-Options: nosniff', ''].join('\n'),
        );
        logger.info(
          `${pages.length} pages, ${found.scripts.size} script and ${found.styles.size} style hashes`,
        );
      },
    },
  };
}
