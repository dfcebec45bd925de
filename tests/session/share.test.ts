import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Patch, Shared } from '../../src/session/document.ts';
import { SessionError } from '../../src/session/errors.ts';
import { hashOf } from '../../src/session/hash.ts';
import { canonicalJson } from '../../src/session/json.ts';
import { decodeShared, encodeShared, openShared } from '../../src/session/share.ts';
import { diff } from '../../src/session/diff.ts';
import { sessions, small } from './fixtures.ts';

const base = 'paper-lanterns/rough@1';
const text = (json: unknown): string =>
  deflateRawSync(typeof json === 'string' ? json : JSON.stringify(json)).toString('base64url');
const kindOf = async (link: string): Promise<string> => {
  const error = await decodeShared(link).then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(SessionError);
  return (error as SessionError).kind;
};

describe('links', () => {
  it('restore the exact mix, in few characters', async () => {
    const patch: Patch = {
      'vox/eq/lowMid.gainDb': -8,
      'vox/eq/lowMid.freqHz': 318.5,
      'vox/eq/lowMid.q': 4,
      'guitar-l.pan': -70,
      'guitar-r.pan': 70,
      'vox.gainDb': 1.5,
    };
    const link = await encodeShared({ v: 1, base, patch });
    expect(link).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(link.length).toBeLessThan(220);
    expect(await decodeShared(link)).toEqual({ v: 1, base, patch });
  });

  it('property: any mix survives', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, async (session) => {
        const shared = await decodeShared(await encodeShared({ v: 1, base, patch: diff(small(), session) }));
        const { session: made, refused } = openShared(shared, (id) => (id === base ? small() : undefined));
        expect(refused).toEqual([]);
        expect(made).toEqual(session);
      }),
      { numRuns: 100 },
    );
  });

  it('tell broken, newer, too large and unknown apart', async () => {
    expect(await kindOf('')).toBe('broken');
    expect(await kindOf('not a link')).toBe('broken');
    expect(await kindOf('AAAA')).toBe('broken');
    expect(await kindOf('A')).toBe('broken');
    expect(await kindOf(text('{"v":1'))).toBe('broken');
    expect(await kindOf(text([1]))).toBe('broken');
    expect(await kindOf(text({ v: 1, base: '../../etc', patch: {} }))).toBe('broken');
    expect(await kindOf(text({ v: 1, base, patch: [] }))).toBe('broken');
    expect(await kindOf(text({ v: 2, base, patch: {}, more: 1 }))).toBe('newer');
    expect(await kindOf('A'.repeat(200_000))).toBe('too-large');
    const whole = await encodeShared({
      v: 1,
      base,
      patch: { 'vox.gainDb': -1, 'bass.gainDb': -2, 'vox.pan': 3 },
    });
    expect(await kindOf(whole.slice(0, -6))).toBe('broken');
    const unknown: Shared = { v: 1, base: 'other/rough@9', patch: {} };
    expect(() => openShared(unknown, () => undefined)).toThrow(
      expect.objectContaining({ kind: 'unknown-base' }) as Error,
    );
  });

  it('stop inflating at the limit', async () => {
    const bomb = text(`{"v":1,"base":"${base}","patch":{"x":"${'0'.repeat(50_000_000)}"}}`);
    expect(bomb.length).toBeLessThan(80_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await kindOf(bomb)).toBe('too-large');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it('hold no prototype', async () => {
    const shared = await decodeShared(
      text(`{"v":1,"base":"${base}","patch":{"__proto__":{"gainDb":1},"constructor":null,"vox.gainDb":-1}}`),
    );
    const { session, refused } = openShared(shared, small);
    expect(refused.map((r) => r.address).sort()).toEqual(['__proto__', 'constructor']);
    expect(session.strips['vox']?.gainDb).toBe(-1);
  });

  it('never throw anything but their own error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.jsonValue().map(text)), async (link) => {
        await decodeShared(link).catch((error: unknown) => expect(error).toBeInstanceOf(SessionError));
      }),
    );
  });

  it('refuse to hold more than can be read again', async () => {
    await expect(encodeShared({ v: 1, base, patch: { 'vox.label': 'x'.repeat(70_000) } })).rejects.toThrow(
      /too large/,
    );
  });
});

describe('hashes', () => {
  it('do not depend on the order of keys', async () => {
    const session = small();
    const turned = JSON.parse(JSON.stringify(session), (_key, value: unknown) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as unknown;
    expect(canonicalJson(turned)).toBe(canonicalJson(session));
    expect(await hashOf(turned)).toBe(await hashOf(session));
    expect(await hashOf({ a: 1 })).not.toBe(await hashOf({ a: 2 }));
  });

  it('are SHA-256 of the canonical text', async () => {
    // FIPS 180-4 by Node's own implementation.
    const { createHash } = await import('node:crypto');
    expect(await hashOf({ b: [1, 'ü'], a: null })).toBe(
      createHash('sha256').update('{"a":null,"b":[1,"ü"]}').digest('hex'),
    );
  });
});
