/** Every internal link of the built site leads somewhere: the file exists, and the `#id` on it. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { attribute, builtPages, type BuiltPage } from './html.ts';

/** File under the build folder that an address stands for, or null. */
function target(folder: string, path: string): string | null {
  const clean = decodeURIComponent(path).replace(/^\//, '');
  for (const candidate of [clean, join(clean, 'index.html'), `${clean}.html`]) {
    const file = join(folder, candidate);
    if (existsSync(file) && statSync(file).isFile()) return candidate.replaceAll('\\', '/');
  }
  return null;
}

/**
 * Looks at every `href` and `src` of the pages.
 * @param folder the build folder
 * @param base path that the site is served under, `/` or `/name`
 * @returns one sentence for each that leads nowhere
 */
export function brokenLinks(folder: string, base: string, pages: BuiltPage[] = builtPages(folder)): string[] {
  const prefix = `/${base.replace(/^\/|\/$/g, '')}/`.replace('//', '/');
  const ids = new Map(
    pages.map(({ name, elements }) => [
      name,
      new Set(elements.flatMap((element) => attribute(element, 'id') ?? [])),
    ]),
  );
  const broken: string[] = [];
  for (const { name, elements } of pages) {
    const here = new URL(prefix + name.replace(/index\.html$/, ''), 'http://site.invalid');
    for (const element of elements) {
      for (const key of ['href', 'src', 'component-url', 'renderer-url'] as const) {
        const value = attribute(element, key);
        if (
          value === undefined ||
          (key === 'href' && element.tagName === 'link' && attribute(element, 'rel') === 'canonical')
        )
          continue;
        const url = new URL(value, here);
        if (url.origin !== here.origin) continue;
        if (!`${url.pathname}/`.startsWith(prefix)) {
          broken.push(`${name}: ${value} leaves the folder that the site stands in (${prefix})`);
          continue;
        }
        const file = target(folder, url.pathname.slice(prefix.length - 1));
        if (!file) broken.push(`${name}: ${value} leads nowhere`);
        else if (
          url.hash.length > 1 &&
          ids.has(file) &&
          !ids.get(file)?.has(decodeURIComponent(url.hash.slice(1)))
        )
          broken.push(`${name}: ${value}: there is no ${url.hash} on that page`);
      }
    }
  }
  return broken;
}

/** The step of the build that refuses links which lead nowhere. */
export function linkCheck(): AstroIntegration {
  let base = '/';
  return {
    name: 'link-check',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const broken = brokenLinks(folder, base);
        if (broken.length > 0) throw new Error(`Broken links:\n${broken.join('\n')}`);
        logger.info('every internal link leads somewhere');
      },
    },
  };
}
