/** Other people's programs, where they are installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const has = (tool: string): boolean =>
  spawnSync(tool, ['-version'], { stdio: 'ignore' }).error === undefined;

/** A directory for the length of a test file. */
export function scratch(): { path: (name: string) => string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-'));
  return {
    path: (name) => join(directory, name),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

export function run(tool: string, args: string[], input?: Uint8Array): Buffer {
  return execFileSync(tool, args, { input, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 1 << 30 });
}

/** The reference implementation, compiled here; null without a compiler or the library. */
export function buildLibebur128(at: string): string | null {
  const source = fileURLToPath(new URL('./libebur128.c', import.meta.url));
  const { status } = spawnSync('cc', ['-O2', '-o', at, source, '-lebur128', '-lm'], { stdio: 'ignore' });
  return status === 0 && existsSync(at) ? at : null;
}
