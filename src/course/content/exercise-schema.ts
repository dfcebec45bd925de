/** `exercises.yaml` of a lesson: the types of `../types.ts`, held against what was written. */
import { z } from 'astro/zod';
import { isId, liesUnder, parseAddress } from '../../session/address.ts';
import { PLAYBACK_SYSTEMS } from '../../dsp/monitor/systems.ts';
import { id } from './song-schema.ts';

const place = z.union([id, z.literal('tap')]);
const hertz = z.number().min(10).max(24_000);
const band = z.tuple([hertz, hertz]).refine(([from, to]) => from < to, { error: 'begins above its end' });
/** From and to in ms after a hit begins. */
const partOfHit = z
  .tuple([z.number().min(0), z.number().max(500)])
  .refine(([from, to]) => from < to, { error: 'begins after its end' });
/** Changes of a session, by address. */
export const patch = z.record(z.string().refine((a) => parseAddress(a) !== null, { error: 'is not an address' }), z.json());
/** An owned address may also be the beginning of some: `vox/eq/lowMid`. */
const prefix = z.string().refine((a) => parseAddress(a) !== null || a.split('/').every((part) => isId(part.split('.')[0])), {
  error: 'is neither an address nor the beginning of one',
});

/** The whole song, a section, or times in seconds. */
export const passage = z.union([
  z.strictObject({ section: id }),
  z.strictObject({ fromS: z.number().min(0), toS: z.number().positive() }),
  z.literal('song'),
]);

const base = {
  label: z.string().min(1),
  hint: z.string().min(1),
  hintAbove: z.string().min(1).optional(),
  passage,
  further: z.boolean().optional(),
  closeBy: z.number().positive().optional(),
  solo: z.array(id).min(1).optional(),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
};
const relative = z.boolean().optional();
const playbackSystemId = z.enum(PLAYBACK_SYSTEMS.map((system) => system.id));

const checkSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...base, kind: z.literal('distance-to-clean'), of: id, bandHz: band.optional(), outsideHz: band.optional() }),
    z.strictObject({ ...base, kind: z.literal('covered-share'), of: id, by: z.array(id).min(1), relative }),
    z.strictObject({ ...base, kind: z.literal('band-level'), of: id, bandHz: band, relative }),
    z.strictObject({ ...base, kind: z.literal('loudness'), of: place, relative }),
    z.strictObject({ ...base, kind: z.literal('loudness-against'), of: id, against: z.array(id).min(1) }),
    z.strictObject({ ...base, kind: z.literal('third-octave-change'), of: place, outsideHz: band.optional(), levelKept: z.boolean().optional() }),
    z.strictObject({ ...base, kind: z.literal('true-peak'), of: place }),
    z.strictObject({ ...base, kind: z.literal('peak-to-loudness'), of: place, relative }),
    z.strictObject({ ...base, kind: z.literal('reduction-percentile'), strip: id, insert: id, percentile: z.number().min(0).max(100) }),
    z.strictObject({ ...base, kind: z.literal('reduction-share'), strip: id, insert: id, overDb: z.number().min(0) }),
    z.strictObject({ ...base, kind: z.literal('harmonics-added'), strip: id, insert: id }),
    z.strictObject({ ...base, kind: z.literal('mono-loss'), of: place }),
    z.strictObject({ ...base, kind: z.literal('largest-mono-loss'), of: z.array(id).min(1) }),
    z.strictObject({ ...base, kind: z.literal('side-against-mid'), of: place, belowHz: hertz }),
    z.strictObject({ ...base, kind: z.literal('direct-to-reverberant'), of: id, through: id, against: id.optional() }),
    z.strictObject({ ...base, kind: z.literal('band-against-whole'), of: place, bandHz: band }),
    z.strictObject({
      ...base,
      kind: z.literal('tail-at-next-phrase'),
      of: id,
      through: id,
      gapsS: z.array(z.tuple([z.number().min(0), z.number().positive()])).min(1),
    }),
    z.strictObject({ ...base, kind: z.literal('delay-off-note'), strip: id, insert: id }),
    z.strictObject({ ...base, kind: z.literal('loudness-span'), of: id, relative }),
    z.strictObject({ ...base, kind: z.literal('gap-level'), of: id }),
    z.strictObject({ ...base, kind: z.literal('hit-level'), of: id, windowMs: partOfHit, againstMs: partOfHit.optional() }),
    z.strictObject({ ...base, kind: z.literal('beat-crest'), of: place }),
    z.strictObject({ ...base, kind: z.literal('reduction-rest'), strip: id, insert: id }),
    z.strictObject({ ...base, kind: z.literal('reduction-swing'), strip: id, insert: id }),
    z.strictObject({ ...base, kind: z.literal('sibilant-level'), of: id, moments: z.enum(['sibilants', 'vowels']), bandHz: band }),
    z.strictObject({ ...base, kind: z.literal('on-system'), of: id, against: z.array(id).min(1), system: playbackSystemId, aboveHz: hertz.optional(), shift: z.boolean().optional() }),
    z.strictObject({ ...base, kind: z.literal('tone-distance'), strip: id, insert: id, from: z.strictObject({ strip: id, insert: id }) }),
    z.strictObject({ ...base, kind: z.literal('eq-moves'), strip: id, insert: id, figure: z.enum(['count', 'largest', 'narrowest']) }),
    z.strictObject({ ...base, kind: z.literal('lead-in-phrases'), of: id, against: z.array(id).min(1) }),
    z.strictObject({
      ...base,
      kind: z.literal('band-over-others'),
      of: id,
      against: z.array(id).min(1),
      bandHz: band,
      percentile: z.number().min(0).max(100),
    }),
    z.strictObject({ ...base, kind: z.literal('section-over'), of: place, louder: id, than: id }),
    z.strictObject({ ...base, kind: z.literal('routing'), count: z.enum(['groups', 'reverbs', 'senders', 'paths']) }),
    z.strictObject({
      ...base,
      kind: z.literal('automation-moves'),
      of: z.array(id).min(1),
      sections: z.array(id).min(1),
      byDb: z.number().positive(),
    }),
    z.strictObject({ ...base, kind: z.literal('automation-step'), withinMs: z.number().positive() }),
    z.strictObject({ ...base, kind: z.literal('balance'), of: place }),
  ])
  .refine((check) => check.atLeast !== undefined || check.atMost !== undefined, { error: 'asks for nothing: atLeast, atMost or both' })
  .refine((check) => (check.atLeast ?? -Infinity) <= (check.atMost ?? Infinity), { error: 'atLeast is above atMost' })
  .refine((check) => check.hintAbove === undefined || (check.atLeast !== undefined && check.atMost !== undefined), {
    error: 'has a hint for above its range, and only one side',
  })
  .refine((check) => check.kind !== 'distance-to-clean' || !check.bandHz || !check.outsideHz, {
    error: 'bandHz and outsideHz exclude each other',
  });

const exerciseSchema = z
  .strictObject({
    owns: z.array(prefix).min(1),
    pins: patch.default({}),
    start: patch.default({}),
    solutions: z.array(patch).min(2, 'two solutions or more: there is never one right answer'),
    traps: z.record(id, z.strictObject({ patch, fails: z.string(), hint: z.string().min(1) })),
    onMixes: patch.optional(),
    checks: z.record(id, checkSchema),
  })
  .superRefine((exercise, context) => {
    const complain = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
    for (const [name, trap] of Object.entries(exercise.traps)) {
      if (!Object.hasOwn(exercise.checks, trap.fails)) complain(['traps', name, 'fails'], `there is no check «${trap.fails}»`);
    }
    if (!Object.values(exercise.checks).some((check) => check.further !== true)) complain(['checks'], 'one check must be required');
    for (const [i, solution] of exercise.solutions.entries()) {
      for (const address of Object.keys(solution)) {
        if (!exercise.owns.some((owned) => liesUnder(address, owned))) {
          complain(['solutions', i, address], 'is not owned by this exercise, so it would not be kept');
        }
      }
    }
  });

/** `exercises.yaml` of a lesson. */
export const exercisesSchema = z.record(id, exerciseSchema);
