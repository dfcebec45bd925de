import { describe, expect, it } from 'vitest';
import { carriedPatch, keptPatch, startSession } from '../../src/course/own-mix.ts';
import type { Patch } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { small } from '../session/fixtures.ts';

const exercise = {
  owns: ['vox/eq'],
  pins: { 'vox.mute': false, 'vox/comp.on': false },
  start: { 'vox/eq/lowMid.gainDb': 2 },
};

describe('whose mix', () => {
  it('carries everything in that the exercise neither owns nor pins', () => {
    const own: Patch = {
      'vox.gainDb': -9,
      'vox/eq/lowMid.gainDb': -12,
      'vox/eq.on': false,
      'vox/comp.on': true,
      'vox.mute': true,
      'bass/comp/ratio': 8,
      'automation/vox/eq/lowMid.gainDb': { points: [[0, 1, 0]], mode: 'replace' },
      extra: { kind: 'bus', label: 'Extra', out: 'master' },
      'bass.out': 'extra',
    };
    const start = startSession(small(), own, exercise);
    expect(start.strips['vox']?.gainDb).toBe(-9);
    expect(start.strips['bass']?.out).toBe('extra');
    expect(start.strips['bass']?.insert['comp']?.values['ratio']).toBe(8);
    expect(start.strips['vox']?.insert['eq']).toEqual({
      effect: 'eq',
      v: 1,
      on: true,
      values: { 'lowMid.freqHz': 320, 'lowMid.gainDb': 2 },
    });
    expect(start.strips['vox']?.insert['comp']?.on).toBe(false);
    expect(start.strips['vox']?.mute).toBe(false);
    expect(Object.keys(start.automation)).toEqual(['vox.gainDb']);
  });

  it('looks into whole strips, and keeps out removals of what the exercise needs', () => {
    const vox = {
      ...small().strips['vox'],
      gainDb: -20,
      insert: {},
      inserts: [],
    } as unknown as Patch[string];
    expect(carriedPatch(small(), { vox }, exercise)).toEqual({ 'vox.gainDb': -20 });
    expect(carriedPatch(small(), { vox: null }, exercise)).toEqual({});
    expect(carriedPatch(small(), { 'vox/eq': null, bass: null }, exercise)).toEqual({ bass: null });
  });

  it('without an exercise is the whole own mix', () => {
    const own: Patch = { 'vox/eq.on': false };
    expect(startSession(small(), own)).toEqual(applyPatch(small(), own).session);
    expect(startSession(small(), {})).toEqual(small());
  });

  it('writes back the owned addresses only', () => {
    const own: Patch = { 'bass.gainDb': -4, 'vox/eq/lowMid.gainDb': -2 };
    const worked = applyPatch(startSession(small(), own, exercise), {
      'vox/eq/lowMid.gainDb': -8,
      'vox/eq/lowMid.q': 5,
      'vox.gainDb': 6,
    }).session;
    expect(keptPatch(small(), own, worked, exercise.owns)).toEqual({
      'bass.gainDb': -4,
      'vox/eq/lowMid.gainDb': -8,
      'vox/eq/lowMid.q': 5,
    });
    expect(keptPatch(small(), own, small(), ['vox/eq'])).toEqual({ 'bass.gainDb': -4 });
    expect(keptPatch(small(), own, worked, null)).toMatchObject({
      'vox.gainDb': 6,
      'vox/eq/lowMid.gainDb': -8,
    });
  });
});
