import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellNames } from '../../src/integrations/lesson-guard.ts';
import { loadCoverage } from '../../src/course/content/coverage.ts';
import { lessonSlugs, loadLesson } from '../../src/course/content/lessons.ts';

const root = new URL('../../', import.meta.url);
const lessons = new Map(lessonSlugs().map((slug) => [String(loadLesson(slug).number), slug]));

describe('every point of the article that the course grew from', () => {
  it('is there, and what the course says otherwise has its reason', () => {
    const points = loadCoverage();
    expect(points).toHaveLength(23);
    for (const { treat, how } of points) if (treat !== 'agreed') expect(how).toBeTruthy();
  });

  const taken = loadCoverage().flatMap(({ point, lessons: numbers }) =>
    Object.entries(numbers).map(([number, cells]) => ({ number, cells, point })),
  );
  it.each(taken)('lesson $number: $point', ({ number, cells }) => {
    const slug = lessons.get(number);
    expect(slug, `lesson ${number}`).toBeDefined();
    const source = readFileSync(new URL(`content/lessons/${slug}/index.mdx`, root), 'utf8');
    const known = cellNames(root);
    for (const cell of cells) {
      expect(known).toContain(cell);
      expect(source, `lesson ${number} uses <${cell}>`).toMatch(new RegExp(`<${cell}[\\s/>]`));
    }
  });
});
