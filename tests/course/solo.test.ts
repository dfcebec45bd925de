import { expect, it } from 'vitest';
import { freeStripId, soloed, soloedOnce } from '../../src/course/solo.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { readSession } from '../../src/session/validate.ts';
import { small } from '../session/fixtures.ts';

it('solo lets one strip and what it feeds through, and leads the others to silence', () => {
  const session = applyPatch(small(), { 'bass/sends/room': { gainDb: -6, tap: 'post' } }).session;
  const alone = soloed(session, ['vox']);
  expect(readSession(alone).notes).toEqual([]);
  expect(alone.strips['vox']).toEqual(session.strips['vox']);
  expect(alone.strips['room']?.out).toBe('master');
  expect(alone.strips['bass']?.sends).toEqual({});
  expect(alone.strips[alone.strips['bass']?.out ?? '']?.mute).toBe(true);
  expect(alone.order.at(-1)).toBe('master');
});

it('no solo changes nothing', () => {
  expect(soloed(small(), [])).toEqual(small());
});

it('what is heard alone is one object for the same session and strips', () => {
  const session = small();
  expect(soloedOnce(session, ['vox'])).toBe(soloedOnce(session, ['vox']));
  expect(soloedOnce(session, ['vox'])).toEqual(soloed(session, ['vox']));
  expect(soloedOnce(session, ['vox'])).not.toBe(soloedOnce(session, ['bass']));
  expect(soloedOnce(small(), ['vox'])).not.toBe(soloedOnce(session, ['vox']));
});

it('a new strip takes an id that is free', () => {
  expect(freeStripId(small(), 'unheard')).toBe('unheard');
  expect(freeStripId(small(), 'vox')).toBe('vox-2');
  expect(freeStripId({ strips: { ...small().strips, 'vox-2': small().strips['vox']! } }, 'vox')).toBe(
    'vox-3',
  );
});
