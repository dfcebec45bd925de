/** The full meter (integrated, momentary, short-term, range, true peak) beside other people's, on the same sound. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LoudnessMeter } from '../../src/dsp/meters/loudness.ts';
import { TruePeakMeter } from '../../src/dsp/meters/true-peak.ts';
import { RATE, stems } from './material.ts';

export interface MeterFigure {
  name: string;
  timesRealTime: number;
  integratedLufs: number | null;
  truePeakDb: number | null;
}

const SECONDS = 60;
const ROUNDS = 5;

/** A minute of stereo: the stems' sum. */
function material(): [Float32Array, Float32Array] {
  const left = new Float32Array(SECONDS * RATE);
  const right = new Float32Array(SECONDS * RATE);
  for (const [l, r] of stems()) {
    for (let i = 0; i < left.length; i++) {
      left[i]! += l[i % l.length]!;
      right[i]! += r[i % r.length]!;
    }
  }
  return [left, right];
}

/** Best of some rounds: what the machine can do when nobody else has it. */
function best(work: () => void): number {
  let ms = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const before = performance.now();
    work();
    ms = Math.min(ms, performance.now() - before);
  }
  return (SECONDS * 1000) / ms;
}

function ours(left: Float32Array, right: Float32Array, refined: boolean): MeterFigure {
  let integratedLufs = 0;
  let truePeakDb = 0;
  const timesRealTime = best(() => {
    const loudness = new LoudnessMeter(RATE);
    const truePeak = new TruePeakMeter(2, { refined });
    for (let at = 0; at < left.length; at += 128) {
      loudness.process(left, right, 128, at);
      truePeak.process(left, right, 128, at);
    }
    truePeak.flush();
    integratedLufs = loudness.integrated;
    truePeakDb = truePeak.maxDb;
    if (!Number.isFinite(loudness.lra)) throw new Error('no loudness range');
  });
  return {
    name: refined ? 'Headroom, true peak refined' : 'Headroom, live',
    timesRealTime,
    integratedLufs,
    truePeakDb,
  };
}

async function ebur128Wasm(left: Float32Array, right: Float32Array): Promise<MeterFigure | null> {
  try {
    const peer = await import('ebur128-wasm/ebur128_wasm.js');
    let integratedLufs = 0;
    let truePeakDb = 0;
    const timesRealTime = best(() => {
      integratedLufs = peer.ebur128_integrated_stereo(RATE, left, right);
      truePeakDb = peer.ebur128_true_peak_stereo(RATE, left, right);
    });
    // It gives the peak as a linear value.
    if (truePeakDb > 0) truePeakDb = 20 * Math.log10(truePeakDb);
    return { name: 'ebur128-wasm (I and true peak)', timesRealTime, integratedLufs, truePeakDb };
  } catch (error) {
    console.error(`ebur128-wasm left out: ${(error as Error).message}`);
    return null;
  }
}

function rawFile(folder: string, left: Float32Array, right: Float32Array): string {
  const frames = new Float32Array(2 * left.length);
  for (let i = 0; i < left.length; i++) {
    frames[2 * i] = left[i]!;
    frames[2 * i + 1] = right[i]!;
  }
  const path = join(folder, 'minute.f32');
  writeFileSync(path, new Uint8Array(frames.buffer));
  return path;
}

const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

function ffmpeg(path: string): MeterFigure | null {
  const input = ['-hide_banner', '-nostats', '-f', 'f32le', '-ar', String(RATE), '-ac', '2', '-i', path];
  const run = (filter: string[]): string => {
    const { stderr, status, error } = spawnSync('ffmpeg', [...input, ...filter, '-f', 'null', '-'], {
      encoding: 'utf8',
    });
    if (error) throw error;
    if (status !== 0) throw new Error(stderr);
    return stderr;
  };
  try {
    const bare = best(() => run([]));
    let text = '';
    const timed = best(() => (text = run(['-af', 'ebur128=peak=true:framelog=verbose'])));
    // What starting it and reading the file take is not the meter's.
    const ms = (SECONDS * 1000) / timed - (SECONDS * 1000) / bare;
    return {
      name: 'ffmpeg ebur128 (start-up taken off)',
      timesRealTime: (SECONDS * 1000) / ms,
      integratedLufs: number(/I:\s+(-?[\d.]+) LUFS/.exec(text)?.[1]),
      truePeakDb: number(/Peak:\s+(-?[\d.]+) dBFS/.exec(text)?.[1]),
    };
  } catch (error) {
    console.error(`ffmpeg left out: ${(error as Error).message.split('\n', 1)[0]}`);
    return null;
  }
}

/** libebur128 through a few lines of C, where a compiler and the library are. */
function libebur128(folder: string, path: string): MeterFigure | null {
  try {
    const source = fileURLToPath(new URL('libebur128.c', import.meta.url));
    const program = join(folder, 'libebur128');
    execFileSync('cc', ['-O3', source, '-o', program, '-lebur128', '-lm'], { stdio: 'pipe' });
    let figures: number[] = [];
    let ms = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      figures = execFileSync(program, [path, String(RATE)], { encoding: 'utf8' })
        .trim()
        .split(' ')
        .map(Number);
      ms = Math.min(ms, figures[0]!);
    }
    return {
      name: 'libebur128, C −O3',
      timesRealTime: (SECONDS * 1000) / ms,
      integratedLufs: figures[1]!,
      truePeakDb: figures[2]!,
    };
  } catch (error) {
    console.error(`libebur128 left out: ${(error as Error).message.split('\n', 1)[0]}`);
    return null;
  }
}

export async function meterFigures(): Promise<MeterFigure[]> {
  const [left, right] = material();
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const path = rawFile(folder, left, right);
    const all = [
      ours(left, right, false),
      ours(left, right, true),
      await ebur128Wasm(left, right),
      ffmpeg(path),
      libebur128(folder, path),
    ];
    return all.filter((figure) => figure !== null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
