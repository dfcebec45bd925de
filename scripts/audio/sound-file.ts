/** Recordings and other files in and out, whole or not at all. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { AudioFileError } from '../../src/dsp/files/audio-file.ts';
import type { AudioFile } from '../../src/dsp/files/audio-file.ts';
import { readFlac } from '../../src/dsp/files/flac.ts';
import { readWav } from '../../src/dsp/files/wav.ts';
import { channelLayout } from '../../src/dsp/meters/channel-layout.ts';
import { ENGINE_RATE } from '../../src/engine/core/rate.ts';
import { reasonOf, Refusal } from './refusal.ts';

const MOST_CHANNELS = 6;

const startsWith = (bytes: Uint8Array, text: string) =>
  [...text].every((c, i) => bytes[i] === c.charCodeAt(0));

async function readOpus(bytes: Uint8Array): Promise<AudioFile> {
  const { decodeOpus } = await import('../../src/engine/decode/opus.ts');
  try {
    const { channelData } = await decodeOpus(bytes);
    return {
      sampleRate: ENGINE_RATE,
      channels: channelData,
      layout: channelData.length <= MOST_CHANNELS ? channelLayout(channelData.length, 'opus') : null,
    };
  } catch (error) {
    throw new AudioFileError(error instanceof Error ? error.message : String(error));
  }
}

async function decode(bytes: Uint8Array): Promise<AudioFile> {
  if (startsWith(bytes, 'RIFF') || startsWith(bytes, 'RF64')) return readWav(bytes);
  if (startsWith(bytes, 'fLaC') || startsWith(bytes, 'ID3')) return readFlac(bytes);
  if (startsWith(bytes, 'OggS')) return readOpus(bytes);
  throw new AudioFileError(bytes.length === 0 ? 'the file is empty' : 'neither WAV nor FLAC nor Ogg Opus');
}

/** A file's bytes. Throws a Refusal when it cannot be read. */
async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Refusal(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

/** A recording: WAV, FLAC or Ogg Opus, mono to 5.1, 8 to 192 kHz. Throws a Refusal for anything else. */
export async function readSound(path: string): Promise<AudioFile> {
  const bytes = await readBytes(path);
  try {
    const file = await decode(bytes);
    if (file.channels.length > MOST_CHANNELS)
      throw new AudioFileError(`${file.channels.length} channels; mono to 5.1 are read`);
    if (file.sampleRate < 8000 || file.sampleRate > 192_000)
      throw new AudioFileError(`${file.sampleRate} Hz; 8 to 192 kHz are read`);
    return file;
  } catch (error) {
    if (error instanceof AudioFileError) throw new Refusal(`cannot read ${path}: ${error.message}`);
    throw error;
  }
}

/** JSON from a file. Throws a Refusal when there is none. */
export async function readJson(path: string): Promise<unknown> {
  const bytes = await readBytes(path);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (error) {
    throw new Refusal(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Writes files so that either all of each is there or what was there before: first all of them beside their
 * places, then each into its place. Throws a Refusal when one cannot be written.
 */
export async function writeAllWhole(
  files: readonly (readonly [path: string, bytes: Uint8Array])[],
): Promise<void> {
  const parts = files.map(([path]) => `${path}.${process.pid}.part`);
  let path = '';
  try {
    for (const [i, file] of files.entries()) {
      path = file[0];
      await writeFile(parts[i]!, file[1]);
    }
    for (const [i, file] of files.entries()) {
      path = file[0];
      await rename(parts[i]!, path);
    }
  } catch (error) {
    for (const part of parts) await rm(part, { force: true }).catch(() => undefined);
    throw new Refusal(`cannot write ${path}: ${reasonOf(error)}`);
  }
}
