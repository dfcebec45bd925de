/**
 * Links: a released preset and what was changed on it, as text that may stand in an address. JSON, deflated (RFC
 * 1951), base64url without padding (RFC 4648, 5).
 */
import { LIMITS } from './document.ts';
import type { Json, Patch, Session, Shared } from './document.ts';
import { SessionError } from './errors.ts';
import { canonicalJson, isRecord, own } from './json.ts';
import { applyPatch } from './patch.ts';
import type { Patched } from './patch.ts';
import { platform } from './platform.ts';
import { isPresetId } from './preset-id.ts';

/** Version of the links that are written. */
export const SHARED_VERSION = 1;

/** Longest text looked at: what the largest legal document could need if it did not deflate at all. */
const LONGEST_TEXT = Math.ceil((LIMITS.inflatedBytes * 4) / 3) + 64;

/** The text of a link. */
export async function encodeShared(shared: Shared): Promise<string> {
  const { TextEncoder, CompressionStream } = platform();
  const json = new TextEncoder().encode(canonicalJson(shared));
  if (json.length > LIMITS.inflatedBytes) {
    throw new SessionError('too-large', 'This mix is too large for a link. Save it as a file instead.');
  }
  return toBase64Url(await through(new CompressionStream('deflate-raw'), json, Infinity));
}

/**
 * What a link holds. Throws `SessionError`: `broken` (cut off, mistyped, not of this site), `newer`, `too-large`
 * (inflating stops at the limit). The patch is not yet checked against anything.
 */
export async function decodeShared(text: string): Promise<Shared> {
  const broken = (): SessionError =>
    new SessionError('broken', 'This link is damaged: a part of it is missing or was changed on the way.');
  if (text.length > LONGEST_TEXT)
    throw new SessionError('too-large', 'This link is too long to be one of this site.');
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw broken();

  const { TextDecoder, DecompressionStream } = platform();
  let json: unknown;
  try {
    const inflated = await through(
      new DecompressionStream('deflate-raw'),
      fromBase64Url(text),
      LIMITS.inflatedBytes,
    );
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(inflated));
  } catch (error) {
    throw error instanceof SessionError ? error : broken();
  }

  if (!isRecord(json)) throw broken();
  const version = own(json, 'v');
  if (typeof version === 'number' && Number.isInteger(version) && version > SHARED_VERSION) {
    throw new SessionError(
      'newer',
      'This link was made with a newer version of the site. Reload the page and open it again.',
    );
  }
  const base = own(json, 'base');
  const foreign = own(json, 'patch');
  if (version !== SHARED_VERSION || !isPresetId(base) || !isRecord(foreign)) throw broken();
  const patch: Patch = Object.fromEntries(Object.entries(foreign) as [string, Json][]);
  return { v: SHARED_VERSION, base, patch };
}

/**
 * The mix that a link stands for. `presetOf` gives released presets; a base it does not know throws
 * `SessionError` `unknown-base`.
 */
export function openShared(shared: Shared, presetOf: (base: string) => Session | undefined): Patched {
  const base = presetOf(shared.base);
  if (base === undefined) {
    throw new SessionError(
      'unknown-base',
      `This link stands on «${shared.base}», which this page does not have.`,
    );
  }
  return applyPatch(base, shared.patch);
}

type Transform = InstanceType<ReturnType<typeof platform>['CompressionStream']>;

/** Bytes through a stream; stops as soon as more than `limit` bytes have come out. */
async function through(stream: Transform, bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  // The write fails when the bytes are no deflate stream; the same failure is seen by the reader below.
  const written = writer
    .write(bytes)
    .then(() => writer.close())
    .catch(() => {});
  const reader = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done || value === undefined) break;
    length += value.length;
    if (length > limit) {
      void reader.cancel().catch(() => {});
      throw new SessionError('too-large', 'This link holds more than a mix of this site can hold.');
    }
    chunks.push(value);
  }
  await written;
  const out = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return platform().btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = platform().atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}
