import { expect, it } from 'vitest';
import { applyPatch } from '../../src/session/patch.ts';
import { sendPatch } from '../../src/session/send.ts';
import { small } from './fixtures.ts';

it('a send is made after the fader, then only its level changes', () => {
  const bare = { ...small().strips['vox']!, sends: {} };
  const session = { ...small(), strips: { ...small().strips, vox: bare } };
  const once = applyPatch(session, sendPatch(session, 'vox', 'room', -12)).session;
  expect(once.strips['vox']?.sends).toEqual({ room: { gainDb: -12, tap: 'post' } });
  const before = applyPatch(once, { 'vox/sends/room.tap': 'pre' }).session;
  const twice = applyPatch(before, sendPatch(before, 'vox', 'room', -6)).session;
  expect(twice.strips['vox']?.sends).toEqual({ room: { gainDb: -6, tap: 'pre' } });
});

it('a strip that is not there sends nothing', () => {
  expect(sendPatch(small(), 'nobody', 'room', 0)).toEqual({});
  expect(sendPatch(small(), 'constructor', 'room', 0)).toEqual({});
});
