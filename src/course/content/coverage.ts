/** `coverage.yaml`: the points of the article that the course grew from, each with its lessons and cells. */
import { join } from 'node:path';
import { z } from 'astro/zod';
import { CONTENT, readYaml } from './files.ts';

const coverageSchema = z.array(
  z.strictObject({
    /** What the article says, in our words. */
    point: z.string().min(1),
    /** Numbers of the lessons that take it up, each with the cells in which it is heard. */
    lessons: z.record(z.string().regex(/^([1-9]|1[0-9]|2[0-2])$/), z.array(z.string().regex(/^[A-Z]\w*$/)).min(1)),
    treat: z.enum(['agreed', 'refined', 'corrected']),
    /** What the course says instead, or adds. */
    how: z.string().min(1).optional(),
  }),
);

export type Point = z.output<typeof coverageSchema>[number];

/** All points, in the order of the file. */
export const loadCoverage = (root = CONTENT): Point[] => readYaml(join(root, 'coverage.yaml'), coverageSchema);
