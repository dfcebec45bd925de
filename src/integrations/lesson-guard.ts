/** Refuses lessons that hold more than prose and cells; says which page and line. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { lessonFaults } from './lesson-rules.ts';

/** Names of the cells that a lesson may use, as their index lists them. */
export function cellNames(root: URL): Set<string> {
  const index = readFileSync(new URL('src/components/cells/index.ts', root), 'utf8');
  const list = /export const cells = \{([^}]*)\}/.exec(index)?.[1];
  if (list === undefined)
    throw new Error('src/components/cells/index.ts has no `export const cells = { … }`.');
  return new Set(list.match(/[A-Z]\w*/g));
}

/** The step of the build that refuses what a lesson may not hold. */
export function lessonGuard(): AstroIntegration {
  return {
    name: 'lesson-guard',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        const content = fileURLToPath(new URL('content/', config.root)).replaceAll('\\', '/');
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'lesson-guard',
                enforce: 'pre',
                transform(_code: string, id: string) {
                  const [file = id] = id.split('?');
                  if (!file.endsWith('.mdx') || !file.replaceAll('\\', '/').startsWith(content)) return null;
                  // The text as it stands in the file: other plugins may have turned `code` into something else.
                  const faults = lessonFaults(readFileSync(file, 'utf8'), cellNames(config.root));
                  if (faults.length === 0) return null;
                  const page = file.slice(content.length);
                  throw new Error(
                    faults.map(({ line, sentence }) => `content/${page}:${line}: ${sentence}`).join('\n'),
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
