import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/session/document.ts';
import type { Json, Session } from '../../src/session/document.ts';
import { SessionError } from '../../src/session/errors.ts';
import { migrateWith } from '../../src/session/migrate.ts';
import { findCycle } from '../../src/session/routing.ts';
import { readSession } from '../../src/session/validate.ts';
import { sessions, small } from './fixtures.ts';

type Loose = Record<string, any>;
const loose = (): Loose => structuredClone(small()) as unknown as Loose;
const refusal = (json: unknown): SessionError => {
  try {
    readSession(json);
  } catch (error) {
    if (error instanceof SessionError) return error;
    throw error;
  }
  throw new Error('was not refused');
};

describe('reading a session', () => {
  it('keeps a legal one as it is', () => {
    expect(readSession(small())).toEqual({ session: small(), notes: [] });
  });

  it('keeps every session that edits can make', () => {
    fc.assert(
      fc.property(sessions, (session) => {
        const { session: made, notes } = readSession(JSON.parse(JSON.stringify(session)));
        expect(made).toEqual(session);
        expect(notes).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([null, 3, 'x', [], {}, { v: 0 }, { v: '1' }, { v: 1.5 }, { v: 1 }, { v: 1, strips: {} }])(
    'refuses %j as broken',
    (json) => {
      expect(refusal(json).kind).toBe('broken');
    },
  );

  it('says so when the document is newer', () => {
    const error = refusal({ ...loose(), v: 2 });
    expect(error.kind).toBe('newer');
    expect(error.message).toContain('newer version');
  });

  it('clamps numbers, drops unknown keys, ids, effects and controls, and says where', () => {
    const json = loose();
    json['strips'].vox.gainDb = 900;
    json['strips'].vox.insert.eq.values = { 'lowMid.freqHz': 1e9, nonsense: 1, 'low.gainDb': 'loud' };
    json['strips'].vox.insert.bad = { effect: 'constructor', values: {} };
    json['strips'].constructor = json['strips'].bass;
    json['strips']['UPPER'] = json['strips'].bass;
    json['secret'] = 1;
    const { session, notes } = readSession(json);
    const vox = session.strips['vox'] as Session['strips'][string];
    expect(vox.gainDb).toBe(10);
    expect(Object.keys(vox.insert)).toEqual(['eq', 'comp']);
    expect(vox.insert['eq']?.values['lowMid.freqHz']).toBeLessThan(1e5);
    expect(vox.insert['eq']?.values).not.toHaveProperty('nonsense');
    expect(Object.keys(session.strips).sort()).toEqual(['bass', 'master', 'room', 'vox']);
    expect(session).not.toHaveProperty('secret');
    const at = notes.map((n) => `${n.did} ${n.at}`);
    expect(at).toContain('clamped vox.gainDb');
    expect(at).toContain('clamped vox/eq/lowMid.freqHz');
    expect(at).toContain('dropped vox/eq/nonsense');
    expect(at).toContain('dropped vox/bad');
    expect(at).toContain('dropped constructor');
    expect(at).toContain('dropped UPPER');
  });

  it('lets no prototype in', () => {
    const json = JSON.parse(
      JSON.stringify(small())
        .replace('"strips":{', '"strips":{"__proto__":{"kind":"bus"},')
        .replace('"values":{', '"values":{"__proto__":{"x":1},'),
    ) as unknown;
    const { session } = readSession(json);
    expect(Object.keys(session.strips)).not.toContain('__proto__');
    expect(Object.getPrototypeOf(session.strips)).toBe(Object.prototype);
    expect(({} as Loose)['x']).toBeUndefined();
  });

  it('cuts circles: keys first, then sends, then outputs', () => {
    const json = loose();
    json['strips'].drums = { ...json['strips'].room, out: 'room', insert: {}, inserts: [] };
    json['strips'].room.out = 'drums';
    json['strips'].room.sends = { room: { gainDb: 0, tap: 'post' } };
    const { session, notes } = readSession(json);
    expect(findCycle(session)).toBeNull();
    expect(notes.some((n) => n.did === 'mended' && n.at.endsWith('.out'))).toBe(true);

    const keyed = loose();
    keyed['strips'].vox.insert.comp.key = { from: 'master', tap: 'post' };
    const cut = readSession(keyed);
    expect(cut.session.strips['vox']?.insert['comp']).not.toHaveProperty('key');
    expect(cut.session.strips['vox']?.out).toBe('master');
  });

  it('mends what leads nowhere', () => {
    const json = loose();
    json['strips'].vox.out = 'bass';
    json['strips'].bass.out = 'gone';
    json['strips'].vox.sends.gone = { gainDb: 0, tap: 'post' };
    json['strips'].bass.source = 'gone';
    json['automation']['gone.gainDb'] = json['automation']['vox.gainDb'];
    json['order'] = ['gone', 'master', 'vox', 'vox'];
    const { session } = readSession(json);
    expect(session.strips['vox']?.out).toBe('master');
    expect(session.strips['bass']?.out).toBe('master');
    expect(Object.keys(session.strips['vox']?.sends ?? {})).toEqual(['room']);
    expect(session.strips['bass']).not.toHaveProperty('source');
    expect(Object.keys(session.automation)).toEqual(['vox.gainDb']);
    expect(session.order).toEqual(['vox', 'bass', 'room', 'master']);
  });

  it('holds the limits', () => {
    const json = loose();
    for (let i = 0; i < 200; i++) json['strips'][`s${i}`] = structuredClone(small().strips['bass']);
    for (let i = 0; i < 50; i++)
      json['strips'].vox.insert[`i${i}`] = { effect: 'eq', v: 1, on: true, values: {} };
    json['automation']['vox.gainDb'].points = Array.from({ length: 9000 }, (_, i) => [i / 100, -3, 0]);
    const { session, notes } = readSession(json);
    expect(Object.keys(session.strips)).toHaveLength(LIMITS.strips);
    expect(session.strips['master']?.kind).toBe('master');
    expect(Object.keys(session.strips['vox']?.insert ?? {})).toHaveLength(LIMITS.insertsPerStrip);
    expect(session.automation['vox.gainDb']?.points).toHaveLength(LIMITS.pointsPerLane);
    expect(notes.length).toBeLessThanOrEqual(200);
  });

  it('never throws anything but its own error, and what it gives is legal', () => {
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.jsonValue().map((x) => ({ ...loose(), strips: { ...loose()['strips'], extra: x } })),
      fc.jsonValue().map((x) => ({ ...loose(), order: x, automation: { 'vox.gainDb': x } })),
      fc.jsonValue().map((x) => ({ ...loose(), sources: x, bpm: x })),
      fc
        .tuple(
          fc.constantFrom('insert', 'inserts', 'sends', 'label', 'gainDb', 'out', 'source', 'kind'),
          fc.jsonValue(),
        )
        .map(([field, x]) => {
          const json = loose();
          json['strips'].vox[field] = x;
          return json;
        }),
      fc.jsonValue().map((x) => {
        const json = loose();
        json['strips'].vox.insert.eq = x;
        json['strips'].bass.insert.comp.values = x;
        return json;
      }),
    );
    fc.assert(
      fc.property(hostile, (json) => {
        let made: Session;
        try {
          made = readSession(json).session;
        } catch (error) {
          expect(error).toBeInstanceOf(SessionError);
          return;
        }
        expect(readSession(JSON.parse(JSON.stringify(made)))).toEqual({ session: made, notes: [] });
        expect(findCycle(made)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('takes control characters out of names', () => {
    const json = loose();
    json['strips'].vox.label = `A\u0000\u202E${'x'.repeat(100)}`;
    const label = readSession(json).session.strips['vox']?.label ?? '';
    expect(label).toBe(`A${'x'.repeat(63)}`);
  });
});

describe('migrations', () => {
  const steps = [(d: Loose): Loose => ({ ...d, one: true }), (d: Loose): Loose => ({ ...d, two: d['one'] })];
  it('run in order from the document’s version', () => {
    expect(migrateWith(steps, { v: 1 })).toEqual({ v: 3, one: true, two: true });
    expect(migrateWith(steps, { v: 2, one: 'x' })).toEqual({ v: 3, one: 'x', two: 'x' });
    expect(migrateWith(steps, { v: 3 } as Record<string, Json>)).toEqual({ v: 3 });
  });
  it('refuse the unversioned and the newer', () => {
    expect(() => migrateWith(steps, {})).toThrow(SessionError);
    expect(() => migrateWith(steps, { v: 4 })).toThrow(/newer version/);
  });
});
