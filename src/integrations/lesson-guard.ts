/** Refuses lessons that hold more than prose and cells; says which page and line. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { lessonFaults } from './lesson-rules.ts';

/** Names of the cells: one folder is one cell. */
export function cellNames(root: URL): Set<string> {
  const index = new URL('src/components/cells/index.ts', root);
  if (!existsSync(index) || !/export const cells\b/.test(readFileSync(index, 'utf8'))) return new Set();
  const folders = readdirSync(new URL('src/components/cells/', root), { withFileTypes: true });
  return new Set(
    folders.filter((entry) => entry.isDirectory() && /^[A-Z]/.test(entry.name)).map((entry) => entry.name),
  );
}

export function lessonGuard(): AstroIntegration {
  return {
    name: 'lesson-guard',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        const lessons = fileURLToPath(new URL('content/lessons/', config.root)).replaceAll('\\', '/');
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'lesson-guard',
                enforce: 'pre',
                transform(_code: string, id: string) {
                  const [file = id] = id.split('?');
                  if (!file.endsWith('.mdx') || !file.replaceAll('\\', '/').startsWith(lessons)) return null;
                  // The text as it stands in the file: other plugins may have turned `code` into something else.
                  const faults = lessonFaults(readFileSync(file, 'utf8'), cellNames(config.root));
                  if (faults.length === 0) return null;
                  const page = file.slice(lessons.length);
                  throw new Error(
                    faults
                      .map(({ line, sentence }) => `content/lessons/${page}:${line}: ${sentence}`)
                      .join('\n'),
                  );
                },
              },
            ],
          },
        });
      },
    },
  };
}
