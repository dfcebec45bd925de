/**
 * Parts that come late are asked for by their own name alone. The bundler would ask with each for every file that it
 * stands on: for styles, by names that Astro has not written, so that the part fails to load (every page links all its
 * styles itself); and for scripts, whose names would stand in what every page loads first. Most of them are there by
 * then, and a part asks for the others itself. So nothing of what the bundler brings to fetch them is needed either.
 */
import type { AstroIntegration } from 'astro';

/** The names of all files that a piece's late parts stand on, as the bundler writes them. */
const NAMES =
  /const __vite__mapDeps=\(i,m=__vite__mapDeps,d=\(m\.f\|\|\(m\.f=\[[^\]]*\]\)\)\)=>i\.map\(i=>d\[i\]\);\s*/g;
/** Which of them one late part is asked for with. */
const NUMBERS = /,\s*__vite__mapDeps\(\[[\d,\s]*\]\)/g;

/** A piece's code that asks for its late parts alone. Throws when the bundler writes them in another way than known. */
export function askingAlone(code: string): string {
  const made = code.replace(NAMES, '').replace(NUMBERS, '');
  // The second is the bundler's own helper, which `lateParts` puts a line in the place of.
  if (made.includes('__vite__mapDeps') || made.includes('vite:preloadError'))
    throw new Error(
      'late-parts: the bundler names what late parts stand on in a way that is not known here.',
    );
  return made;
}

/** What the bundler calls to ask for a late part, and what it would fetch beforehand: here there is nothing of that. */
const ASKING = '\0vite/preload-helper.js';
const ASKING_ALONE = 'export const __vitePreload = (ask) => ask();';

/** The step of the build. */
export function lateParts(): AstroIntegration {
  return {
    name: 'late-parts',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'late-parts',
                enforce: 'post',
                apply: 'build',
                load: { order: 'pre', handler: (id) => (id === ASKING ? ASKING_ALONE : null) },
                generateBundle: {
                  order: 'post',
                  handler(_options, bundle) {
                    for (const piece of Object.values(bundle))
                      if (piece.type === 'chunk') piece.code = askingAlone(piece.code);
                  },
                },
              },
            ],
          },
        });
      },
    },
  };
}
