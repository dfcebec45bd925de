/** Writes a file, reads it back and measures it: what stands in a list of deliveries was measured on the file itself. */
import { dbOf, gainOf } from '../../dsp/core/decibels.ts';
import { md5, sha256 } from '../../dsp/files/checksum.ts';
import { resample } from '../../dsp/files/resample.ts';
import { readWav, writeWav } from '../../dsp/files/wav.ts';
import { integratedLoudness } from '../../dsp/meters/loudness.ts';
import { truePeakDb } from '../../dsp/meters/true-peak.ts';
import type { FileFormat } from './format.ts';
import { sideToMidDb } from './side-to-mid.ts';

/** What was measured on a file. */
export interface FileReport {
  /** Hz. */
  sampleRate: number;
  bits: number;
  float: boolean;
  channels: number;
  frames: number;
  bytes: number;
  /** LUFS; −Infinity for silence. */
  integratedLufs: number;
  truePeakDb: number;
  /** Seconds before the first sample over −60 dBFS; the whole length for silence. */
  beforeS: number;
  /** Highest sample of the last 50 ms, dBFS. */
  tailDb: number;
  /** Samples at full scale or over it. */
  clipped: number;
  /** Rms of the quietest 100 ms in steps of the format: 0 without dither in silence. NaN for floating point. */
  floorSteps: number;
  /** The sides under 100 Hz against the middle, dB; −Infinity for mono bass. */
  bassSideDb: number;
  md5: string;
  sha256: string;
}

/** From here on something sounds, dBFS. */
export const SOUND_DB = -60;
const TAIL_S = 0.05;
const FLOOR_S = 0.1;
/** A 16-bit converter's largest value is 0.99997. */
const FULL_SCALE = 0.9999;
/** What is below this is silence for whoever decides where a file ends. */
const SILENT_DB = -90;
const BASS_HZ = 100;

const RATE = 48_000;

/** Frames to the end of what is louder than −90 dBFS. */
export function soundingFrames(channels: readonly Float32Array[]): number {
  const floor = gainOf(SILENT_DB);
  let end = 0;
  for (const x of channels) {
    let n = x.length;
    while (n > end && Math.abs(x[n - 1]!) < floor) n--;
    end = Math.max(end, n);
  }
  return end;
}

/** The bytes of a file: sound at 48 kHz with silence put before it, at the format's rate and bits. */
export function pressFile(
  channels: readonly Float32Array[],
  leadS: number,
  format: FileFormat,
): Uint8Array<ArrayBuffer> {
  const lead = Math.round(leadS * RATE);
  const padded = channels.map((x) => {
    const out = new Float32Array(lead + x.length);
    out.set(x, lead);
    return out;
  });
  const { bits, dither } = format;
  return writeWav(resample(padded, RATE, format.rate), format.rate, {
    bits,
    dither,
  }) as Uint8Array<ArrayBuffer>;
}

function firstSoundS(channels: readonly Float32Array[], sampleRate: number): number {
  const floor = gainOf(SOUND_DB);
  let first = channels[0]!.length;
  for (const x of channels) {
    let n = 0;
    while (n < first && Math.abs(x[n]!) <= floor) n++;
    first = n;
  }
  return first / sampleRate;
}

function peakDb(channels: readonly Float32Array[], from: number): number {
  let peak = 0;
  for (const x of channels)
    for (let n = Math.max(0, from); n < x.length; n++) peak = Math.max(peak, Math.abs(x[n]!));
  return dbOf(peak);
}

function clippedSamples(channels: readonly Float32Array[]): number {
  let count = 0;
  for (const x of channels) for (const v of x) if (v >= FULL_SCALE || v <= -FULL_SCALE) count++;
  return count;
}

function quietestRms(channels: readonly Float32Array[], sampleRate: number): number {
  const window = Math.round(FLOOR_S * sampleRate);
  const hop = window >> 1;
  let least = Infinity;
  for (let from = 0; from + window <= channels[0]!.length; from += hop) {
    let sum = 0;
    for (const x of channels) for (let n = from; n < from + window; n++) sum += x[n]! ** 2;
    least = Math.min(least, sum / (window * channels.length));
  }
  return Math.sqrt(least);
}

export interface ReadBack {
  report: FileReport;
  channels: Float32Array[];
}

/**
 * Reads a WAV file's bytes and measures them.
 * @throws AudioFileError when they are none
 */
export function readBack(bytes: Uint8Array): ReadBack {
  const { sampleRate, bits, float, channels } = readWav(bytes);
  const frames = channels[0]!.length;
  const [left, right = left] = channels as [Float32Array, Float32Array?];
  return {
    channels,
    report: {
      sampleRate,
      bits,
      float,
      channels: channels.length,
      frames,
      bytes: bytes.length,
      integratedLufs: integratedLoudness(channels, sampleRate),
      truePeakDb: truePeakDb(channels),
      beforeS: firstSoundS(channels, sampleRate),
      tailDb: peakDb(channels, frames - Math.round(TAIL_S * sampleRate)),
      clipped: clippedSamples(channels),
      floorSteps: float ? NaN : quietestRms(channels, sampleRate) * 2 ** (bits - 1),
      bassSideDb: sideToMidDb(left, right, sampleRate, BASS_HZ),
      ...fingerprints(bytes),
    },
  };
}

const ENDING_S = 6;

/** The last six seconds of a file at 48 kHz, for listening. */
export function endingOf(
  channels: readonly Float32Array[],
  sampleRate: number,
): { left: Float32Array<ArrayBuffer>; right: Float32Array<ArrayBuffer> } {
  const last = channels.map((x) => x.subarray(Math.max(0, x.length - Math.round(ENDING_S * sampleRate))));
  const [left, right] = resample(last, sampleRate, RATE) as Float32Array<ArrayBuffer>[];
  return { left: left!, right: right ?? left!.slice() };
}

/** Both fingerprints of a file's bytes. */
export const fingerprints = (bytes: Uint8Array): Pick<FileReport, 'md5' | 'sha256'> => ({
  md5: md5(bytes),
  sha256: sha256(bytes),
});
