/**
 * `process SPEC.json IN.wav OUT.wav`: one effect over one recording. SPEC is
 * `{ "effect", "values", "blockSize", "key" }`; all but `effect` may be left out.
 */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Effect, Stereo } from '../../src/dsp/core/effect.ts';
import { legalValues } from '../../src/dsp/core/params.ts';
import type { Param, Params, ParamValue } from '../../src/dsp/core/params.ts';
import { effectById, effects } from '../../src/dsp/effects/registry.ts';
import type { AudioFile } from '../../src/dsp/files/audio-file.ts';
import { writeWav } from '../../src/dsp/files/wav.ts';
import { readArguments } from './arguments.ts';
import { ProgressLine } from './progress.ts';
import { Refusal } from './refusal.ts';
import { readJson, readSound, writeAllWhole } from './sound-file.ts';

const DEFAULT_BLOCK = 128;
const LARGEST_BLOCK = 1 << 16;

interface Spec {
  effect: Effect<string, Params>;
  values: Record<string, ParamValue>;
  blockSize: number;
  key: string | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Says what is wrong with a value, or nothing. */
function complaint(param: Param, value: unknown): string | null {
  switch (param.kind) {
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'is no number';
      return value < param.min || value > param.max
        ? `is not within ${param.min} and ${param.max} ${param.unit}`.trim()
        : null;
    case 'choice':
      return param.choices.some((choice) => choice.id === value)
        ? null
        : `is none of ${param.choices.map((choice) => choice.id).join(', ')}`;
    case 'toggle':
      return typeof value === 'boolean' ? null : 'is neither true nor false';
  }
}

function readSpec(json: unknown, path: string): Spec {
  if (!isRecord(json)) throw new Refusal(`${path} holds no object`);
  for (const name of Object.keys(json)) {
    if (!['effect', 'values', 'blockSize', 'key'].includes(name))
      throw new Refusal(`${path}: there is no "${name}"; effect, values, blockSize and key there are`);
  }
  const effect = typeof json['effect'] === 'string' ? effectById(json['effect']) : undefined;
  if (!effect)
    throw new Refusal(
      `there is no effect ${JSON.stringify(json['effect'] ?? null)}; there are ${Object.keys(effects).join(', ')}`,
    );
  const given = json['values'] ?? {};
  if (!isRecord(given)) throw new Refusal(`${path}: values is no object`);
  for (const [name, value] of Object.entries(given)) {
    const param = Object.hasOwn(effect.params, name) ? effect.params[name] : undefined;
    if (!param)
      throw new Refusal(`${effect.id} has no "${name}"; it has ${Object.keys(effect.params).join(', ')}`);
    const wrong = complaint(param, value);
    if (wrong) throw new Refusal(`${effect.id}: ${name} ${JSON.stringify(value)} ${wrong}`);
  }
  const blockSize = json['blockSize'] ?? DEFAULT_BLOCK;
  if (
    typeof blockSize !== 'number' ||
    !Number.isInteger(blockSize) ||
    blockSize < 1 ||
    blockSize > LARGEST_BLOCK
  ) {
    throw new Refusal(
      `${path}: blockSize ${JSON.stringify(blockSize)} is no whole number from 1 to ${LARGEST_BLOCK}`,
    );
  }
  const key = json['key'] ?? null;
  if (key !== null && typeof key !== 'string') throw new Refusal(`${path}: key is no path`);
  if (key !== null && !effect.keyed) throw new Refusal(`${effect.id} listens to no other track`);
  return { effect, values: legalValues(effect.params, given), blockSize, key };
}

/** Both sides of a mono or stereo recording; mono is on both. */
function sides({ channels }: AudioFile, path: string): Stereo {
  if (channels.length > 2)
    throw new Refusal(`${path} has ${channels.length} channels; effects work on mono and stereo`);
  return { left: channels[0]!, right: channels[1] ?? channels[0]! };
}

async function readKey(spec: Spec, specPath: string, sampleRate: number): Promise<Stereo | null> {
  if (spec.key === null) return null;
  // As the shell would find it, else beside the specification that names it.
  const path = existsSync(spec.key) ? spec.key : resolve(dirname(specPath), spec.key);
  const file = await readSound(path);
  if (file.sampleRate !== sampleRate)
    throw new Refusal(`${path} has ${file.sampleRate} Hz, the input ${sampleRate} Hz`);
  return sides(file, path);
}

/** Runs an effect over a recording in blocks; the same length, latency not taken off. */
function runEffect(
  spec: Spec,
  input: Stereo,
  key: Stereo | null,
  sampleRate: number,
  onProgress: (done: number) => void,
): { out: Stereo; latency: number } {
  const frames = input.left.length;
  const processor = spec.effect.create(sampleRate);
  processor.set(spec.values, false);
  const out: Stereo = { left: new Float32Array(frames), right: new Float32Array(frames) };
  const stereo = (): Stereo => ({
    left: new Float32Array(spec.blockSize),
    right: new Float32Array(spec.blockSize),
  });
  const block = stereo();
  const keyBlock = key ? stereo() : null;
  const take = (from: Stereo, to: Stereo, at: number, n: number) => {
    to.left.fill(0);
    to.right.fill(0);
    to.left.set(from.left.subarray(at, at + n));
    to.right.set(from.right.subarray(at, at + n));
  };
  for (let at = 0; at < frames; at += spec.blockSize) {
    const n = Math.min(spec.blockSize, frames - at);
    take(input, block, at, n);
    if (key && keyBlock) take(key, keyBlock, at, n);
    processor.process(block, n, keyBlock);
    out.left.set(block.left.subarray(0, n), at);
    out.right.set(block.right.subarray(0, n), at);
    onProgress((at + n) / frames);
  }
  return { out, latency: processor.latency };
}

export async function processCommand(args: string[]): Promise<void> {
  const { rest } = readArguments(args, {});
  const [specPath, inPath, outPath] = rest;
  if (rest.length !== 3) throw new Refusal('process needs SPEC.json, IN.wav and OUT.wav');
  const spec = readSpec(await readJson(specPath!), specPath!);
  const file = await readSound(inPath!);
  const input = sides(file, inPath!);
  const key = await readKey(spec, specPath!, file.sampleRate);
  const line = new ProgressLine(`processing ${inPath!}`);
  const { out, latency } = runEffect(spec, input, key, file.sampleRate, (done) => line.show(done));
  line.end();
  // Mono stays mono unless the effect made two sides of it.
  const mono = file.channels.length === 1 && out.left.every((v, n) => Object.is(v, out.right[n]));
  const bytes = writeWav(mono ? [out.left] : [out.left, out.right], file.sampleRate, { bits: 32 });
  await writeAllWhole([[outPath!, bytes]]);
  process.stdout.write(`${JSON.stringify({ latency })}\n`);
}
