/** Figures of decoded recordings for the manifest, the peaks of the waveform's picture, and band levels. */
import { createHash } from 'node:crypto';
import type { StemManifest } from '../../../src/engine/facade.ts';
import { bandLevels } from '../../../src/dsp/meters/bands.ts';
import type { BandLevels } from '../../../src/dsp/meters/bands.ts';
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';
import { SAMPLE_RATE } from '../signal/buffers.ts';
import type { Channels } from '../signal/buffers.ts';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** `name-hash.ext`: what changes gets a new address. */
export const hashedName = (name: string, bytes: Uint8Array | string, extension: string): string =>
  `${name}-${sha256(bytes).slice(0, 10)}.${extension}`;

const round = (x: number): number => Math.round(x * 100) / 100;

/** The manifest's line on one file, measured on what it decodes to. */
export function describe(id: string, bytes: Uint8Array, decoded: Channels): StemManifest {
  return {
    id,
    file: hashedName(id, bytes, 'opus'),
    channels: decoded.length,
    bytes: bytes.length,
    sha256: sha256(bytes),
    integratedLufs: round(integratedLoudness(decoded, SAMPLE_RATE)),
    truePeakDb: round(truePeakDb(decoded)),
  };
}

const PEAK_BUCKET_FRAMES = 2400;

/** Largest magnitude in every 50 ms, 0 to 127. */
export function peaksOf(channels: Channels): number[] {
  const buckets = Math.ceil(channels[0].length / PEAK_BUCKET_FRAMES);
  return Array.from({ length: buckets }, (_, b) => {
    let peak = 0;
    for (const x of channels) {
      for (const v of x.subarray(b * PEAK_BUCKET_FRAMES, (b + 1) * PEAK_BUCKET_FRAMES))
        peak = Math.max(peak, Math.abs(v));
    }
    return Math.min(127, Math.round(peak * 127));
  });
}

/** Sixth-octave levels of a recording, 10 rows a second. */
export const cleanLevels = (channels: Channels): BandLevels =>
  bandLevels(channels[0], channels[1] ?? channels[0], SAMPLE_RATE);
