import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diff } from '../../src/session/diff.ts';
import type { Patch, Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { findCycle } from '../../src/session/routing.ts';
import { EMPTY_HISTORY, record, redo, undo } from '../../src/session/undo.ts';
import type { History } from '../../src/session/undo.ts';
import { readSession } from '../../src/session/validate.ts';
import { patches, sessions, small } from './fixtures.ts';

const strip = (session: Session, id: string): Session['strips'][string] => {
  const found = session.strips[id];
  if (!found) throw new Error(`no strip ${id}`);
  return found;
};
const reasons = (patch: Patch, session = small()): Record<string, string> =>
  Object.fromEntries(applyPatch(session, patch).refused.map((r) => [r.address, r.reason]));

describe('patches', () => {
  it('change by address and say how to go back', () => {
    const { session, inverse, refused } = applyPatch(small(), {
      'vox/eq/lowMid.gainDb': -8,
      'vox.pan': 200,
      'room/reverb.on': false,
    });
    expect(refused).toEqual([]);
    expect(strip(session, 'vox').insert['eq']?.values).toEqual({ 'lowMid.freqHz': 320, 'lowMid.gainDb': -8 });
    expect(strip(session, 'vox').pan).toBe(100);
    expect(inverse).toEqual({ 'vox/eq/lowMid.gainDb': null, 'vox.pan': 0, 'room/reverb.on': true });
  });

  it('keep what did not change the same object', () => {
    const before = small();
    const { session } = applyPatch(before, { 'vox.gainDb': -6 });
    expect(session).not.toBe(before);
    expect(before).toEqual(small());
    expect(session.strips['bass']).toBe(before.strips['bass']);
    expect(session.strips['vox']?.insert).toBe(before.strips['vox']?.insert);
    expect(session.sources).toBe(before.sources);
    expect(applyPatch(before, { 'vox.gainDb': -3, 'vox/eq.on': true, order: before.order }).session).toBe(
      before,
    );
  });

  it('make structure before its parts, whatever the order of keys', () => {
    const { session, refused } = applyPatch(small(), {
      'new/eq/low.gainDb': 3,
      'new/eq': { effect: 'eq', v: 1, on: true, values: {} },
      'vox.out': 'new',
      new: { kind: 'bus', label: 'New', out: 'master' },
      order: ['new', 'bass', 'vox', 'room', 'master'],
    });
    expect(refused).toEqual([]);
    expect(strip(session, 'new').insert['eq']?.values).toEqual({ 'low.gainDb': 3 });
    expect(strip(session, 'new').inserts).toEqual(['eq']);
    expect(strip(session, 'vox').out).toBe('new');
    expect(session.order[0]).toBe('new');
  });

  it('refuse with a reason', () => {
    const why = reasons({
      'voice.gainDb': 1,
      'vox/nothing.on': true,
      'vox/eq/nothing': 1,
      'vox/eq/low.gainDb': 'x',
      'vox/eq/low.shape': 'round',
      'a b': 1,
      'vox.out': 'bass',
      'bass/sends/vox': { gainDb: 0, tap: 'post' },
      master: null,
      'vox/eq.key': { from: 'bass', tap: 'pre' },
      'automation/vox/eq/nothing': { points: [[0, 0, 0]], mode: 'replace' },
      'bass.source': 'gone',
      'session.bpm': 'fast',
      'vox/bad': { effect: 'nothing' },
    });
    expect(why).toMatchObject({
      'voice.gainDb': 'there is no strip «voice»',
      'vox/nothing.on': 'there is no insert «nothing»',
      'vox/eq/nothing': 'there is no control «nothing» on eq',
      'vox/eq/low.gainDb': 'is no number',
      'vox/eq/low.shape': 'is none of the choices',
      'a b': 'is not an address',
      'vox.out': '«bass» is a track, not a bus',
      'bass/sends/vox': '«vox» is a track, not a bus',
      master: 'the master strip cannot be removed',
      'vox/eq.key': 'eq listens to no other track',
      'automation/vox/eq/nothing': 'there is no such control to automate',
      'bass.source': 'there is no such source',
      'session.bpm': 'is no number',
      'vox/bad': 'is no insert with an effect of this site',
    });
  });

  it('refuse circles, and only what makes them', () => {
    const bus = (out: string): Patch[string] => ({ kind: 'bus', label: '', out });
    const two = applyPatch(small(), { a: bus('b'), b: bus('master') }).session;
    const { session, refused } = applyPatch(two, { 'b.out': 'a', 'vox.gainDb': -9 });
    expect(refused.map((r) => r.address)).toEqual(['b.out']);
    expect(strip(session, 'vox').gainDb).toBe(-9);
    expect(strip(session, 'b').out).toBe('master');
    const turned = applyPatch(two, { 'b.out': 'a', 'a.out': 'master' });
    expect(turned.refused).toEqual([]);
    expect(strip(turned.session, 'b').out).toBe('a');
    expect(reasons({ 'bass/comp.key': { from: 'master', tap: 'pre' } })).toHaveProperty('bass/comp.key');
  });

  it('mend what a removed strip leaves behind, and the inverse brings all of it back', () => {
    const before = applyPatch(small(), {
      'bass.out': 'room',
      'automation/room.gainDb': { points: [[0, -2, 0]], mode: 'trim' },
    }).session;
    const { session, inverse } = applyPatch(before, { room: null });
    expect(strip(session, 'bass').out).toBe('master');
    expect(strip(session, 'vox').sends).toEqual({});
    expect(session.automation).not.toHaveProperty('room.gainDb');
    expect(applyPatch(session, inverse).session).toEqual(before);
  });

  it('property: the result is legal, the inverse exact, the original untouched', () => {
    fc.assert(
      fc.property(sessions, patches, (before, patch) => {
        const copy = structuredClone(before);
        const { session, inverse } = applyPatch(before, patch);
        expect(before).toEqual(copy);
        expect(readSession(session)).toEqual({ session, notes: [] });
        expect(findCycle(session)).toBeNull();
        const back = applyPatch(session, inverse);
        expect(back.refused).toEqual([]);
        expect(back.session).toEqual(before);
      }),
      { numRuns: 400 },
    );
  });

  it('property: a diff takes one session to any other', () => {
    fc.assert(
      fc.property(sessions, sessions, (a, b) => {
        const there = applyPatch(a, JSON.parse(JSON.stringify(diff(a, b))) as Patch);
        expect(there.refused).toEqual([]);
        expect(there.session).toEqual(b);
        expect(diff(there.session, b)).toEqual({});
      }),
      { numRuns: 300 },
    );
  });

  it('never throws on hostile patches', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(
            fc.constantFrom(
              'vox',
              'vox/eq',
              'order',
              'sources/vox',
              'automation/vox.gainDb',
              'vox/eq.key',
              'bass/inserts',
            ),
            fc.string(),
          ),
          fc.jsonValue(),
        ),
        (patch) => {
          const { session } = applyPatch(small(), patch as Patch);
          expect(readSession(session).notes).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('undo', () => {
  const edit = (
    state: { session: Session; history: History },
    patch: Patch,
    gesture?: string,
  ): typeof state => {
    const { session } = applyPatch(state.session, patch);
    return { session, history: record(state.history, state.session, session, gesture) };
  };

  it('joins a gesture into one step and comes back exactly', () => {
    let state = { session: small(), history: EMPTY_HISTORY };
    state = edit(state, { 'bass.pan': 10 });
    for (let i = 1; i <= 20; i++) state = edit(state, { 'vox.gainDb': -3 - i / 2 }, 'drag-1');
    state = edit(state, { 'vox.gainDb': 0 }, 'drag-2');
    expect(state.history.done).toHaveLength(3);
    const one = undo(state.history, state.session);
    expect(one?.session.strips['vox']?.gainDb).toBe(-13);
    const two = one && undo(one.history, one.session);
    expect(two?.session.strips['vox']?.gainDb).toBe(-3);
    expect(two?.session.strips['bass']?.pan).toBe(10);
    const again = two && redo(two.history, two.session);
    expect(again?.session.strips['vox']?.gainDb).toBe(-13);
  });

  it('does not record edits that change nothing, and forgets the undone after a new edit', () => {
    let state = { session: small(), history: EMPTY_HISTORY };
    state = edit(state, { 'vox.gainDb': -3 });
    expect(undo(state.history, state.session)).toBeNull();
    state = edit(state, { 'vox.gainDb': -4 });
    const back = undo(state.history, state.session);
    expect(back).not.toBeNull();
    state = edit(
      { session: back?.session as Session, history: back?.history as History },
      { 'vox.gainDb': -5 },
    );
    expect(redo(state.history, state.session)).toBeNull();
  });

  it('property: undoing all edits, in gestures or not, gives the start; redoing all gives the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(patches, fc.constantFrom('a', 'b', undefined)), { maxLength: 6 }),
        (edits) => {
          let state = { session: small(), history: EMPTY_HISTORY };
          for (const [patch, gesture] of edits) state = edit(state, patch, gesture);
          const end = state.session;
          for (let step = undo(state.history, state.session); step; step = undo(state.history, state.session))
            state = step;
          expect(state.session).toEqual(small());
          for (let step = redo(state.history, state.session); step; step = redo(state.history, state.session))
            state = step;
          expect(state.session).toEqual(end);
        },
      ),
      { numRuns: 200 },
    );
  });
});
