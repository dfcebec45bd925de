/** `render SESSION.json OUT.wav …`: a mix through the same engine as plays it, from start to end or a passage. */
import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resample } from '../../src/dsp/files/resample.ts';
import type { Dither } from '../../src/dsp/files/dither.ts';
import { writeWav } from '../../src/dsp/files/wav.ts';
import type { WavOptions } from '../../src/dsp/files/wav.ts';
import { clippedRuns } from '../../src/dsp/meters/faults.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { ENGINE_RATE } from '../../src/engine/core/rate.ts';
import { printFrames, soundOf } from '../../src/engine/decode/sounds.ts';
import type { Library } from '../../src/engine/decode/sounds.ts';
import type { Tap } from '../../src/engine/facade.ts';
import { createNodeRenderer, readManifests } from '../../src/engine/offline/node.ts';
import type { Session } from '../../src/session/document.ts';
import { SessionError } from '../../src/session/errors.ts';
import { readSession } from '../../src/session/validate.ts';
import { readArguments, readNumber } from './arguments.ts';
import { ProgressLine } from './progress.ts';
import { reasonOf, Refusal } from './refusal.ts';
import { readJson, writeAllWhole } from './sound-file.ts';

const ROOT = join(import.meta.dirname, '..', '..');

interface Order {
  rate: number;
  wav: WavOptions;
  fromS: number | null;
  toS: number | null;
  stems: string | null;
}

type Given = Record<'rate' | 'bits' | 'dither' | 'from' | 'to' | 'stems', string | undefined>;

function readOrder(given: Given): Order {
  const rate = given.rate === undefined ? ENGINE_RATE : readNumber(given.rate, '--rate');
  if (!Number.isInteger(rate) || rate < 8000 || rate > 192_000)
    throw new Refusal(`--rate ${rate}: 8000 to 192000 Hz are written`);
  const bits = given.bits === undefined ? 24 : readNumber(given.bits, '--bits');
  if (bits !== 16 && bits !== 24 && bits !== 32)
    throw new Refusal(`--bits ${bits}: 16, 24 or 32 are written`);
  const { dither } = given;
  if (dither !== undefined && !['tpdf', 'shaped', 'none'].includes(dither))
    throw new Refusal(`--dither ${dither}: tpdf, shaped or none`);
  const seconds = (name: 'from' | 'to') => {
    const text = given[name];
    if (text === undefined) return null;
    const value = readNumber(text, `--${name}`);
    if (value < 0) throw new Refusal(`--${name} ${value} is before the start`);
    return value;
  };
  const [fromS, toS] = [seconds('from'), seconds('to')];
  if (toS !== null && toS <= (fromS ?? 0)) throw new Refusal(`--to ${toS} is not after --from ${fromS ?? 0}`);
  return {
    rate,
    wav: { bits, ...(dither === undefined ? {} : { dither: dither as Dither }) },
    fromS,
    toS,
    stems: given.stems ?? null,
  };
}

function legalSession(json: unknown, path: string): Session {
  try {
    const { session, notes } = readSession(json);
    // What does not stand in the file as it is meant would make another mix than the one asked for.
    const [note] = notes;
    if (note) throw new Refusal(`${path}: ${note.at} ${note.why}`);
    return session;
  } catch (error) {
    if (error instanceof SessionError) throw new Refusal(`${path}: ${error.message}`);
    throw error;
  }
}

/** A preset's session for a print of it; null for what is no preset. */
function sessionOf(print: string): Session | null {
  try {
    return loadPreset(print);
  } catch {
    return null;
  }
}

function checkSources(session: Session, library: Library): void {
  for (const [id, ref] of Object.entries(session.sources)) {
    if (ref.kind === 'import')
      throw new Refusal(`source ${id} is a recording on the device of whoever imported it; it is not here`);
    if (!soundOf(ref, library)) throw new Refusal(`source ${id} is not known here: ${JSON.stringify(ref)}`);
  }
}

/** Refuses an output that cannot be written before the work is done, not after. */
async function checkFolder(path: string): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK);
    const there = await stat(path).catch(() => null);
    if (there?.isDirectory()) throw new Refusal(`cannot write ${path}: it is a directory`);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`cannot write ${path}: ${reasonOf(error)}`);
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new Refusal(`cannot make ${path}: ${reasonOf(error)}`);
  }
}

/** Taps by the file each goes to. */
function outputs(session: Session, outPath: string, stems: string | null): Record<string, Tap> {
  const taps: Record<string, Tap> = { [outPath]: { kind: 'tap' } };
  if (stems === null) return taps;
  for (const id of session.order) {
    if (session.strips[id]?.kind === 'track')
      taps[join(stems, `${id}.wav`)] = { kind: 'strip', strip: id, tap: 'post' };
  }
  return taps;
}

export async function renderCommand(args: string[]): Promise<void> {
  const { rest, options } = readArguments(args, {
    rate: 'text',
    bits: 'text',
    dither: 'text',
    from: 'text',
    to: 'text',
    stems: 'text',
  });
  const [sessionPath, outPath] = rest;
  if (rest.length !== 2) throw new Refusal('render needs SESSION.json and OUT.wav');
  const order = readOrder(options);
  const session = legalSession(await readJson(sessionPath!), sessionPath!);
  await checkFolder(outPath!);

  const manifests = readManifests(join(ROOT, 'content', 'songs'));
  const library: Library = {
    songs: (id) => (Object.hasOwn(manifests, id) ? manifests[id] : undefined),
    sessionOf,
  };
  checkSources(session, library);
  const fromS = order.fromS ?? 0;
  const toS = order.toS ?? printFrames(session, library) / ENGINE_RATE;
  if (toS <= fromS) throw new Refusal(`the mix ends at ${toS} s, before --from ${fromS}`);

  const renderer = createNodeRenderer({
    audioDir: join(ROOT, 'public', 'audio'),
    songs: manifests,
    sessionOf,
  });
  const line = new ProgressLine(`rendering ${sessionPath!}`);
  const { taps } = await renderer
    .render(
      { session, fromS, toS, taps: outputs(session, outPath!, order.stems) },
      { onProgress: (done) => line.show(done) },
    )
    .catch((error: unknown) => {
      throw new Refusal(`cannot render ${sessionPath!}: ${reasonOf(error)}`);
    })
    .finally(() => line.end());

  if (order.stems !== null) await makeFolder(order.stems);
  const files = Object.entries(taps).map(([path, { left, right }]): [string, Uint8Array] => [
    path,
    writeWav(resample([left, right], ENGINE_RATE, order.rate), order.rate, order.wav),
  ]);
  await writeAllWhole(files);
  const mix = taps[outPath!]!;
  process.stdout.write(
    `${JSON.stringify({
      file: outPath,
      sampleRate: order.rate,
      bits: order.wav.bits,
      durationS: Number((toS - fromS).toFixed(6)),
      clips: clippedRuns([mix.left, mix.right]).length,
      files: files.length,
    })}\n`,
  );
}
