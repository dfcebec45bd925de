/** `facts.yaml`: every figure about the world that lessons use, by name, with its source and how sure we are. */
import { join } from 'node:path';
import { z } from 'astro/zod';
import { CONTENT, ContentError, readYaml } from './files.ts';
import { id } from './song-schema.ts';

const factSchema = z
  .strictObject({
    /** The fact as a sentence that stands by itself. */
    says: z.string().min(1),
    /** What prose writes: a number, a range, or a few words. */
    value: z.union([z.number(), z.tuple([z.number(), z.number()]), z.string().min(1)]),
    unit: z.string().min(1).optional(),
    topic: z.enum(['streaming', 'measuring', 'cd', 'vinyl', 'handing-over', 'mixing', 'mastering', 'hearing']),
    /** `high` and `medium` may be taught; what is only claimed says so in words. */
    confidence: z.enum(['high', 'medium', 'disputed']),
    source: z.strictObject({ title: z.string().min(1), url: z.url().optional() }),
    /** Month in which the source was last read. */
    checked: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  })
  .refine((fact) => typeof fact.value !== 'string' || fact.unit === undefined, {
    error: 'a value in words has no unit of its own',
  });

export type Fact = z.output<typeof factSchema>;

const factsSchema = z.record(id, factSchema);

const loaded = new Map<string, Record<string, Fact>>();

/** All facts by name, in the file's order. */
export function loadFacts(root = CONTENT): Record<string, Fact> {
  const known = loaded.get(root);
  if (known) return known;
  const facts = readYaml(join(root, 'facts.yaml'), factsSchema);
  loaded.set(root, facts);
  return facts;
}

/** One fact. Throws `ContentError` for a name that the file does not have, which fails the build. */
export function factOf(name: string, root = CONTENT): Fact {
  const facts = loadFacts(root);
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
  if (!fact) throw new ContentError(join(root, 'facts.yaml'), `there is no fact «${name}»`);
  return fact;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The month in which a fact's source was last read, as prose writes it: "November 2026". */
export const checkedIn = ({ checked }: Pick<Fact, 'checked'>): string =>
  `${MONTHS[Number(checked.slice(5)) - 1]} ${checked.slice(0, 4)}`;

/** The number of a fact that is one. Throws `ContentError` for a range or words. */
export function factNumber(name: string, root = CONTENT): number {
  const { value } = factOf(name, root);
  if (typeof value !== 'number')
    throw new ContentError(join(root, 'facts.yaml'), `the fact «${name}» is no number`);
  return value;
}

/** The two ends of a fact that is a range. Throws `ContentError` for anything else. */
export function factRange(name: string, root = CONTENT): [number, number] {
  const { value } = factOf(name, root);
  if (!Array.isArray(value)) throw new ContentError(join(root, 'facts.yaml'), `the fact «${name}» is no range`);
  return value;
}

const figure = (value: number): string => String(value).replace('-', '−');

/** A fact as prose writes it: "−14 LUFS", "100 to 150 Hz". */
export function written({ value, unit }: Pick<Fact, 'value' | 'unit'>): string {
  const text =
    typeof value === 'string' ? value : typeof value === 'number' ? figure(value) : value.map(figure).join(' to ');
  if (unit === undefined) return text;
  return unit === '%' || unit === '°' ? text + unit : `${text} ${unit}`;
}
