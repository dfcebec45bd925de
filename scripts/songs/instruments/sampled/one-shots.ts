/** Single hits from the package `supersonic-scsynth-samples` (CC0-1.0; its PROVENANCE.md names each source). */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { SAMPLE_RATE } from '../../signal/buffers.ts';

const PACKAGE = path.dirname(
  createRequire(import.meta.url).resolve('supersonic-scsynth-samples/package.json'),
);
const loaded = new Map<string, Float32Array>();

/** The hit as mono at 48 kHz, leading silence cut off, peak at 1. Needs ffmpeg. */
export function oneShot(name: string): Float32Array {
  let x = loaded.get(name);
  if (!x) {
    const file = path.join(PACKAGE, 'samples', `${name}.flac`);
    const args = ['-v', 'error', '-i', file, '-f', 'f32le', '-ac', '1', '-ar', String(SAMPLE_RATE), '-'];
    const run = spawnSync('ffmpeg', args, { maxBuffer: 1 << 28 });
    if (run.status !== 0) throw new Error(`ffmpeg could not read ${name}: ${run.stderr}`);
    const bytes = run.stdout;
    const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    let peak = 0;
    for (const v of all) peak = Math.max(peak, Math.abs(v));
    const start = all.findIndex((v) => Math.abs(v) > 0.004 * peak);
    x = all.slice(start).map((v) => v / peak);
    loaded.set(name, x);
  }
  return x;
}
