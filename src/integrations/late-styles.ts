/**
 * Every page links all its styles itself, those of parts that come late included. The bundler does not know that: with
 * a late part it asks for the style files of all pieces that the part stands on, by names that Astro has not written,
 * and the part fails to load. So no piece asks for styles.
 */
import type { AstroIntegration } from 'astro';

/** The list of files that a piece's late parts need, as the bundler writes it; parts name its entries by number. */
const LIST = /(\(m\.f=\[)([^\]]*)(\]\))/g;

/** A piece's code with no style in its lists. Entries keep their numbers: a script takes the place, loaded once anyway. */
export function withoutStyles(code: string): string {
  return code.replace(LIST, (all, before: string, entries: string, after: string) => {
    const files = entries.split(',');
    const script = files.find((file) => /\.js["'`]$/.test(file));
    if (script === undefined) return all;
    return before + files.map((file) => (/\.css["'`]$/.test(file) ? script : file)).join(',') + after;
  });
}

export function lateStyles(): AstroIntegration {
  return {
    name: 'late-styles',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'late-styles',
                enforce: 'post',
                apply: 'build',
                generateBundle: {
                  order: 'post',
                  handler(_options, bundle) {
                    for (const piece of Object.values(bundle))
                      if (piece.type === 'chunk') piece.code = withoutStyles(piece.code);
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
