/** Buses that a learner makes and takes away. */
import { describe, expect, it } from 'vitest';
import { newBus, removeBus } from '../../src/session/bus.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { doublePaths, isUnintended, reverbs } from '../../src/session/paths.ts';
import { small } from './fixtures.ts';

describe('a new bus', () => {
  it('is whole as it is written, stands before the master and feeds it', () => {
    for (const kind of ['group', 'parallel', 'reverb'] as const) {
      const { id, patch } = newBus(small(), kind);
      const { session, refused, notes } = applyPatch(small(), patch);
      expect([refused, notes]).toEqual([[], []]);
      expect(session.strips[id]).toMatchObject({ kind: 'bus', out: 'master' });
      expect(session.order.slice(-2)).toEqual([id, 'master']);
    }
  });

  it('has an id that is free', () => {
    const one = applyPatch(small(), newBus(small(), 'group').patch).session;
    expect(newBus(one, 'group').id).toBe('group-2');
    expect(newBus(one, 'parallel').id).toBe('parallel-1');
  });

  it('gives back only the room when it is a reverb, and is named when it is parallel', () => {
    const made = newBus(small(), 'reverb');
    const room = applyPatch(small(), {
      ...made.patch,
      [`bass/sends/${made.id}`]: { gainDb: -12, tap: 'post' },
    }).session;
    expect(doublePaths(room)).toEqual([]);
    expect(reverbs(room).map(({ strip }) => strip)).toContain(made.id);
    const crush = newBus(small(), 'parallel');
    const both = applyPatch(small(), {
      ...crush.patch,
      [`bass/sends/${crush.id}`]: { gainDb: -12, tap: 'post' },
    }).session;
    expect(doublePaths(both).map(isUnintended)).toEqual([false]);
  });
});

describe('a bus taken away', () => {
  it('hands what fed it to what it fed', () => {
    let session = applyPatch(small(), newBus(small(), 'group').patch).session;
    session = applyPatch(session, newBus(session, 'group').patch).session;
    session = applyPatch(session, {
      'vox.out': 'group-1',
      'group-1.out': 'group-2',
      'bass/sends/group-1': { gainDb: 0, tap: 'post' },
    }).session;
    const { session: left, refused } = applyPatch(session, removeBus(session, 'group-1'));
    expect(refused).toEqual([]);
    expect(left.strips['group-1']).toBeUndefined();
    expect(left.strips['vox']!.out).toBe('group-2');
    expect(left.strips['bass']!.sends).toEqual({});
  });
});
