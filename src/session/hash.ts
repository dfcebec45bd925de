/** The name of a session by its content: equal documents have equal hashes in Node, in a worker and on a page. */
import { canonicalJson } from './json.ts';
import { platform } from './platform.ts';

/** SHA-256 of a JSON value's canonical text, as 64 hexadecimal digits. */
export async function hashOf(value: unknown): Promise<string> {
  const { crypto, TextEncoder } = platform();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(value)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
