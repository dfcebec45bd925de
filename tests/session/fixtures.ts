/** Sessions for tests of the document: one by hand, and arbitrary ones for properties. */
import fc from 'fast-check';
import type { Json, Patch, Session, Strip } from '../../src/session/document.ts';
import { newStrip } from '../../src/session/new-strip.ts';
import { applyPatch } from '../../src/session/patch.ts';

const strip = (over: Partial<Strip>): Strip => newStrip(over.kind ?? 'track', over);

/** Two tracks, a reverb return, a master. */
export const small = (): Session => ({
  v: 1,
  bpm: 112,
  sources: {
    vox: { kind: 'song', song: 'paper-lanterns', stem: 'vox', rev: 1 },
    bass: { kind: 'song', song: 'paper-lanterns', stem: 'bass', rev: 1 },
  },
  strips: {
    vox: strip({
      label: 'Vocal',
      source: 'vox',
      gainDb: -3,
      inserts: ['eq', 'comp'],
      insert: {
        eq: { effect: 'eq', v: 1, on: true, values: { 'lowMid.freqHz': 320 } },
        comp: { effect: 'compressor', v: 1, on: false, values: {} },
      },
      sends: { room: { gainDb: -12, tap: 'post' } },
    }),
    bass: strip({
      label: 'Bass',
      source: 'bass',
      inserts: ['comp'],
      insert: { comp: { effect: 'compressor', v: 1, on: true, values: { ratio: 4 } } },
    }),
    room: strip({
      kind: 'bus',
      label: 'Room',
      inserts: ['reverb'],
      insert: { reverb: { effect: 'reverb', v: 1, on: true, values: {} } },
    }),
    master: strip({ kind: 'master', label: 'Master', out: '' }),
  },
  order: ['bass', 'vox', 'room', 'master'],
  automation: {
    'vox.gainDb': {
      points: [
        [0, -3, 0],
        [4, 0, 0.5],
      ],
      mode: 'replace',
    },
  },
});

const strips = ['vox', 'bass', 'room', 'drums', 'master'];
const stripId = fc.constantFrom(...strips);
const insertId = fc.constantFrom('eq', 'comp', 'extra');
const bus = fc.constantFrom('room', 'drums', 'master');
const number = fc.oneof(fc.integer({ min: -150, max: 500 }), fc.double({ min: -20, max: 20, noNaN: true }));

const insertJson: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  fc.record({
    effect: fc.constant('eq'),
    v: fc.constant(1),
    on: fc.boolean(),
    values: fc.dictionary(
      fc.constantFrom('lowMid.gainDb', 'high.q', 'low.on'),
      fc.oneof(number, fc.boolean()),
    ),
  }),
  fc.record({
    effect: fc.constant('compressor'),
    v: fc.constant(1),
    on: fc.boolean(),
    values: fc.dictionary(fc.constantFrom('ratio', 'attackMs'), number),
    key: fc.record({ from: stripId, tap: fc.constantFrom('pre', 'post') }),
  }),
) as fc.Arbitrary<Json>;

const stripJson: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constantFrom('track', 'bus'),
    label: fc.string({ maxLength: 12 }),
    offsetS: fc.constant(0),
    gainDb: number,
    pan: number,
    width: number,
    mute: fc.boolean(),
    out: bus,
    inserts: fc.array(insertId, { maxLength: 3 }),
    insert: fc.dictionary(insertId, insertJson, { maxKeys: 2 }),
    sends: fc.dictionary(bus, fc.record({ gainDb: number, tap: fc.constantFrom('pre', 'post') }), {
      maxKeys: 2,
    }),
  }),
) as fc.Arbitrary<Json>;

const change: fc.Arbitrary<[string, Json]> = fc.oneof(
  fc.tuple(stripId, stripJson),
  fc.tuple(
    fc.tuple(stripId, fc.constantFrom('gainDb', 'pan', 'width')).map(([s, f]) => `${s}.${f}`),
    number as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    stripId.map((s) => `${s}.mute`),
    fc.boolean() as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    stripId.map((s) => `${s}.out`),
    bus as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    stripId.map((s) => `${s}/inserts`),
    fc.array(insertId, { maxLength: 3 }) as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    fc.tuple(stripId, insertId).map(([s, i]) => `${s}/${i}`),
    insertJson,
  ),
  fc.tuple(
    fc.tuple(stripId, insertId).map(([s, i]) => `${s}/${i}.on`),
    fc.boolean() as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    fc.tuple(stripId, insertId).map(([s, i]) => `${s}/${i}.effect`),
    fc.constantFrom('eq', 'compressor', 'none') as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    fc.tuple(stripId, insertId).map(([s, i]) => `${s}/${i}.key`),
    fc.oneof(fc.constant(null), fc.record({ from: stripId, tap: fc.constant('post') })) as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    fc.tuple(stripId, insertId, fc.constantFrom('lowMid.gainDb', 'ratio', 'nothing')).map((x) => x.join('/')),
    fc.oneof(number, fc.constant(null)) as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    fc.tuple(stripId, bus).map(([s, b]) => `${s}/sends/${b}`),
    fc.oneof(fc.constant(null), fc.record({ gainDb: number, tap: fc.constant('pre') })) as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    fc.tuple(stripId, bus).map(([s, b]) => `${s}/sends/${b}.gainDb`),
    number as fc.Arbitrary<Json>,
  ),
  fc.tuple(fc.constant('order'), fc.shuffledSubarray(strips) as fc.Arbitrary<Json>),
  fc.tuple(fc.constant('session.bpm'), number as fc.Arbitrary<Json>),
  fc.tuple(
    fc.constantFrom('sources/vox', 'sources/new'),
    fc.oneof(
      fc.constant(null),
      fc.constant({ kind: 'print', of: 'paper-lanterns/mix@1' }),
    ) as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    fc.constantFrom('vox.source', 'bass.source'),
    fc.constantFrom('vox', 'new', null) as fc.Arbitrary<Json>,
  ),
  fc.tuple(
    fc.oneof(
      stripId.map((s) => `automation/${s}.gainDb`),
      fc.constant('automation/vox/eq/lowMid.gainDb'),
    ),
    fc.oneof(
      fc.constant(null),
      fc.record({
        points: fc.array(fc.tuple(number, number, fc.constant(0)), { maxLength: 4 }),
        mode: fc.constantFrom('replace', 'trim'),
      }),
    ) as fc.Arbitrary<Json>,
  ),
);

/** Patches that hit and miss: existing and absent strips, inserts, values out of range, circles. */
export const patches: fc.Arbitrary<Patch> = fc
  .array(change, { maxLength: 8 })
  .map((list) => Object.fromEntries(list));

/** Legal sessions that have come a long way from `small`. */
export const sessions: fc.Arbitrary<Session> = fc
  .array(patches, { maxLength: 4 })
  .map((list) => list.reduce((session, patch) => applyPatch(session, patch).session, small()));
