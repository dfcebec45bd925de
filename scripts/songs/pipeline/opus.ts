/** Ogg Opus: encoding with `opusenc`, pages of 0.2 s by `ffmpeg`, and decoding as the site decodes. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { OggOpusDecoder } from 'ogg-opus-decoder';
import type { Channels } from '../signal/buffers.ts';
import { writeWav } from './wav.ts';

/** Microseconds of sound in an Ogg page: short, so that the first kilobytes of a file hold a second of it. */
const PAGE_US = 200_000;

function run(command: string, args: string[]): void {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  if (result.error) throw new Error(`${command} is needed to encode: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${command}: ${result.stderr}`);
}

/** What the identification header says (RFC 7845, 5.1). */
export function opusHead(bytes: Uint8Array): { channels: number; preSkip: number; outputGain: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = 27 + bytes[26]!;
  if (String.fromCharCode(...bytes.subarray(at, at + 8)) !== 'OpusHead')
    throw new Error('This is no Ogg Opus file');
  return {
    channels: bytes[at + 9]!,
    preSkip: view.getUint16(at + 10, true),
    outputGain: view.getInt16(at + 16, true),
  };
}

/** The encoded bytes; `stem` is a path without extension for files that are made on the way and removed. */
export function encodeOpus(channels: Channels, kbitPerS: number, stem: string): Uint8Array {
  const files = { wav: `${stem}.wav`, long: `${stem}.long.opus`, out: `${stem}.opus` };
  try {
    writeWav(files.wav, channels);
    run('opusenc', [
      '--quiet',
      '--bitrate',
      String(kbitPerS),
      '--comp',
      '10',
      '--serial',
      '1',
      '--discard-comments',
      files.wav,
      files.long,
    ]);
    const before = opusHead(readFileSync(files.long));
    run('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-i',
      files.long,
      '-c',
      'copy',
      '-page_duration',
      String(PAGE_US),
      '-fflags',
      '+bitexact',
      '-flags:a',
      '+bitexact',
      files.out,
    ]);
    const bytes = readFileSync(files.out);
    const after = opusHead(bytes);
    if (
      after.preSkip !== before.preSkip ||
      after.outputGain !== before.outputGain ||
      after.channels !== channels.length
    ) {
      throw new Error(`The header did not survive paging: ${JSON.stringify({ before, after })}`);
    }
    return new Uint8Array(bytes);
  } finally {
    for (const file of Object.values(files)) rmSync(file, { force: true });
  }
}

/** Decoded to the frame, at 48 kHz; one channel for a mono file. */
export async function decodeOpus(bytes: Uint8Array): Promise<Channels> {
  const { channels: count } = opusHead(bytes);
  const decoder = new OggOpusDecoder();
  await decoder.ready;
  try {
    const { channelData } = await decoder.decodeFile(bytes);
    return channelData.slice(0, count) as Channels;
  } finally {
    decoder.free();
  }
}
