/** The ways of a sound through the mixer. */
import { describe, expect, it } from 'vitest';
import type { Patch, Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import {
  depths,
  doublePaths,
  feeds,
  groupBuses,
  isUnintended,
  mayFeed,
  reverbs,
} from '../../src/session/paths.ts';
import { small } from './fixtures.ts';

const bus = (label: string): Patch[string] => ({ kind: 'bus', label, out: 'master' });
const on = (patch: Patch): Session => applyPatch(small(), patch).session;

describe('what feeds what', () => {
  it('leaves out what is muted or turned down, and lets a send before the fader pass', () => {
    expect(feeds(small()).map(({ from, to }) => `${from}→${to}`)).toEqual([
      'bass→master',
      'vox→master',
      'vox→room',
      'room→master',
    ]);
    const muted = on({ 'vox.mute': true });
    expect(feeds(muted).some(({ from }) => from === 'vox')).toBe(false);
    const pre = on({ 'vox.mute': true, 'vox/sends/room.tap': 'pre' });
    expect(feeds(pre).filter(({ from }) => from === 'vox')).toEqual([
      { from: 'vox', to: 'room', kind: 'send', gainDb: -12 },
    ]);
    expect(feeds(on({ 'vox/sends/room.gainDb': -100 })).some(({ to }) => to === 'room')).toBe(false);
  });

  it('adds send and fader', () => {
    const send = feeds(small()).find(({ kind }) => kind === 'send');
    expect(send?.gainDb).toBe(-15);
  });
});

describe('a sound that reaches the master twice', () => {
  it('is not the one with a reverb on a send', () => {
    expect(doublePaths(small())).toEqual([]);
  });

  it('is found where a reverb on a send lets the dry sound through', () => {
    const [path] = doublePaths(on({ 'room/reverb/mixPct': 50 }));
    expect(path).toMatchObject({
      from: 'vox',
      ways: [
        ['vox', 'master'],
        ['vox', 'room', 'master'],
      ],
      labelled: false,
      aligned: false,
    });
    expect(isUnintended(path!)).toBe(true);
    // A switched-off effect passes everything.
    expect(doublePaths(on({ 'room/reverb.on': false }))).toHaveLength(1);
  });

  it('is found at a bus beside the direct way, and is meant when the bus is called parallel', () => {
    const crush: Patch = { crush: bus('Crush'), 'vox/sends/crush': { gainDb: -6, tap: 'post' } };
    expect(doublePaths(on(crush)).map(isUnintended)).toEqual([true]);
    const named = doublePaths(on({ ...crush, 'crush.label': 'Parallel crush' }));
    expect(named).toMatchObject([{ from: 'vox', labelled: true, aligned: true }]);
    expect(named.map(isUnintended)).toEqual([false]);
    const late = on({
      ...crush,
      'crush.label': 'Parallel crush',
      'crush/slap': { effect: 'delay', v: 1, on: true, values: { mixPct: 50 } },
      'crush/inserts': ['slap'],
    });
    expect(doublePaths(late).map(isUnintended)).toEqual([true]);
  });

  it('is told of the strip where the ways part, not of every track before it', () => {
    const session = on({
      drums: bus('Drums'),
      'vox.out': 'drums',
      'bass.out': 'drums',
      crush: bus('Parallel crush'),
      'drums/sends/crush': { gainDb: -10, tap: 'post' },
    });
    expect(doublePaths(session).map(({ from }) => from)).toEqual(['drums']);
  });

  it('is a send to the master too, unless it is turned down', () => {
    const twice = on({ 'bass/sends/master': { gainDb: -6, tap: 'post' } });
    // Both ways are one hop to the same strip: one door, but two feeds of it.
    expect(doublePaths(twice).map(({ from }) => from)).toEqual(['bass']);
    expect(doublePaths(on({ 'bass/sends/master': { gainDb: -80, tap: 'post' } }))).toEqual([]);
  });

  it('is the same recording on two tracks', () => {
    const copy: Patch = { copy: { kind: 'track', label: 'Vocal copy', source: 'vox', out: 'master' } };
    const plain = doublePaths(on(copy));
    expect(plain.map(({ from }) => from)).toEqual(['vox']);
    expect(plain.map(isUnintended)).toEqual([true]);
    expect(doublePaths(on({ ...copy, 'copy.label': 'Vocal, parallel' })).map(isUnintended)).toEqual([false]);
    expect(
      doublePaths(on({ ...copy, 'copy.label': 'Vocal, parallel', 'copy.offsetS': 0.01 })).map(isUnintended),
    ).toEqual([true]);
    expect(doublePaths(on({ ...copy, 'copy.mute': true }))).toEqual([]);
  });
});

describe('groups and rooms', () => {
  it('a group gathers two tracks or more', () => {
    const one = on({ drums: bus('Drums'), 'bass.out': 'drums' });
    expect(groupBuses(one)).toEqual([]);
    expect(groupBuses(applyPatch(one, { 'vox.out': 'drums' }).session)).toEqual([
      { bus: 'drums', members: ['bass', 'vox'] },
    ]);
  });

  it('counts the reverbs that are heard, and who sends to them', () => {
    expect(reverbs(small())).toEqual([{ strip: 'room', senders: ['vox'] }]);
    const own = on({
      'vox/verb': { effect: 'reverb', v: 1, on: true, values: { mixPct: 20 } },
      'vox/inserts': ['eq', 'verb'],
    });
    expect(reverbs(own).map(({ strip }) => strip)).toEqual(['vox', 'room']);
    expect(reverbs(on({ 'room.mute': true }))).toEqual([]);
    expect(reverbs(on({ 'vox/sends/room': null }))).toEqual([]);
  });
});

describe('what may feed what', () => {
  const session = on({ drums: bus('Drums'), 'vox.out': 'drums' });
  it('never a track, itself, or what feeds it', () => {
    expect(mayFeed(session, 'bass', 'drums')).toBe(true);
    expect(mayFeed(session, 'bass', 'vox')).toBe(false);
    expect(mayFeed(session, 'drums', 'drums')).toBe(false);
    expect(mayFeed(session, 'master', 'drums')).toBe(false);
    expect(mayFeed(session, 'drums', 'room')).toBe(true);
    const round = applyPatch(session, { 'drums.out': 'room' }).session;
    expect(mayFeed(round, 'room', 'drums')).toBe(false);
  });
  it('agrees with what a patch refuses', () => {
    const round = applyPatch(session, { 'drums.out': 'room' }).session;
    for (const from of round.order)
      for (const to of round.order) {
        if (round.strips[from]!.kind === 'master') continue;
        const { refused } = applyPatch(round, { [`${from}.out`]: to });
        expect(refused.length === 0, `${from} to ${to}`).toBe(mayFeed(round, from, to));
      }
  });
  it('stands left of what it feeds', () => {
    const depth = depths(applyPatch(session, { 'drums.out': 'room' }).session);
    expect([depth.get('vox'), depth.get('drums'), depth.get('room'), depth.get('master')]).toEqual([
      0, 1, 2, 3,
    ]);
  });
});
