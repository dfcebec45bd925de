import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, liesUnder, parseAddress } from '../../src/session/address.ts';

describe('addresses', () => {
  it.each([
    ['vox', { kind: 'strip', strip: 'vox' }],
    ['vox.gainDb', { kind: 'strip-field', strip: 'vox', field: 'gainDb' }],
    ['vox/inserts', { kind: 'inserts', strip: 'vox' }],
    ['vox/eq', { kind: 'insert', strip: 'vox', insert: 'eq' }],
    ['vox/eq.key', { kind: 'insert-field', strip: 'vox', insert: 'eq', field: 'key' }],
    ['vox/eq/lowMid.freqHz', { kind: 'param', strip: 'vox', insert: 'eq', param: 'lowMid.freqHz' }],
    ['vox/sends/room', { kind: 'send', strip: 'vox', to: 'room' }],
    ['vox/sends/room.tap', { kind: 'send-field', strip: 'vox', to: 'room', field: 'tap' }],
    ['order', { kind: 'order' }],
    ['sources/vox', { kind: 'source', source: 'vox' }],
    ['session.bpm', { kind: 'bpm' }],
    ['automation/vox/eq/lowMid.freqHz', { kind: 'automation', of: 'vox/eq/lowMid.freqHz' }],
  ])('%s names its place and is written from it', (address, place) => {
    expect(parseAddress(address)).toEqual(place);
    expect(formatAddress(place as Parameters<typeof formatAddress>[0])).toBe(address);
  });

  it.each([
    '',
    '.',
    '/',
    'Vox',
    'vox.',
    'vox.kind',
    'vox/',
    'vox//x',
    'vox/eq/',
    'vox/eq/a/b',
    'session',
    'sources',
    'automation',
    'sends.gainDb',
    'constructor',
    'constructor.gainDb',
    '__proto__',
    'vox/constructor',
    'vox/__proto__/x',
    'sources/constructor',
    'vox/sends/__proto__',
    'vox/eq/__proto__',
    'vox/eq/.x',
    'vox/eq/x.',
    'automation/vox',
    'automation/vox.mute',
    'automation/automation/vox.gainDb',
    `${'a'.repeat(33)}.gainDb`,
    'order/x',
    'vox/inserts.on',
    'vox /eq',
    'vox\n',
  ])('refuses %j', (address) => {
    expect(parseAddress(address)).toBeNull();
  });

  it('never throws, and whatever it reads it writes the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z/.]{1,30}$/)), (text) => {
        const place = parseAddress(text);
        if (place) expect(formatAddress(place)).toBe(text);
      }),
    );
  });

  it('knows what lies under what', () => {
    expect(liesUnder('vox/eq/low.gainDb', 'vox/eq')).toBe(true);
    expect(liesUnder('vox/eq.on', 'vox/eq')).toBe(true);
    expect(liesUnder('vox/eq/lowMid.gainDb', 'vox/eq/lowMid')).toBe(true);
    expect(liesUnder('automation/vox.gainDb', 'vox.gainDb')).toBe(true);
    expect(liesUnder('vox/eq/lowMid.gainDb', 'vox/eq/low')).toBe(false);
    expect(liesUnder('vox', 'vox/eq')).toBe(false);
    expect(liesUnder('vox-2.gainDb', 'vox')).toBe(false);
  });
});
