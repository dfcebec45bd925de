/**
 * WAV files (RIFF, and RF64 of EBU Tech 3306 for long ones): integers of 8 to 32 bits and floats of 32 and 64,
 * plain or extensible.
 */
import { channelLayout } from '../meters/channel-layout.ts';
import type { ChannelLayout, ChannelRole } from '../meters/channel-layout.ts';
import { AudioFileError } from './audio-file.ts';
import type { AudioFile } from './audio-file.ts';
import { Quantiser } from './dither.ts';
import type { Dither } from './dither.ts';

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const UNKNOWN_SIZE = 0xffff_ffff;
const MOST_CHANNELS = 64;

/** Speaker bits of WAVEFORMATEXTENSIBLE, in order; back and side speakers are both surrounds. */
const SPEAKERS: readonly (ChannelRole | null)[] = [
  'L',
  'R',
  'C',
  'LFE',
  'Ls',
  'Rs',
  null,
  null,
  null,
  'Ls',
  'Rs',
];
/** The masks that are written: mono to 5.1. */
const MASKS = [0x4, 0x3, 0x7, 0x33, 0x37, 0x3f];

function layoutOf(mask: number, channels: number): ChannelLayout | null {
  if (mask !== 0) {
    const roles: (ChannelRole | null)[] = [];
    for (let bit = 0; bit < 32 && roles.length < channels; bit++)
      if (mask & (1 << bit)) roles.push(SPEAKERS[bit] ?? null);
    if (roles.length === channels) {
      if (channels === 1) return ['M'];
      return roles.every((role) => role !== null) ? (roles as ChannelRole[]) : null;
    }
  }
  return channels <= 6 ? channelLayout(channels) : null;
}

/** A recording and how its samples are written. */
export interface WavFile extends AudioFile {
  /** Bits of a sample. */
  bits: number;
  /** Floating point, which holds what is over full scale; else whole numbers. */
  float: boolean;
}

interface Format {
  kind: typeof PCM | typeof FLOAT;
  channels: number;
  sampleRate: number;
  bits: number;
  bytesPerSample: number;
  mask: number;
}

function readFormat(view: DataView, at: number, size: number): Format {
  if (size < 16) throw new AudioFileError('WAV file with a damaged format chunk');
  let kind = view.getUint16(at, true);
  const channels = view.getUint16(at + 2, true);
  const sampleRate = view.getUint32(at + 4, true);
  const blockAlign = view.getUint16(at + 12, true);
  const bits = view.getUint16(at + 14, true);
  let mask = 0;
  if (kind === EXTENSIBLE && size >= 40) {
    mask = view.getUint32(at + 20, true);
    kind = view.getUint16(at + 24, true);
  }
  if (channels < 1 || channels > MOST_CHANNELS)
    throw new AudioFileError(`WAV file with ${channels} channels`);
  if (sampleRate < 1) throw new AudioFileError('WAV file with a sample rate of 0 Hz');
  const bytesPerSample = blockAlign / channels;
  const known =
    kind === PCM ? [1, 2, 3, 4].includes(bytesPerSample) : kind === FLOAT && [4, 8].includes(bytesPerSample);
  if (!known || bits > 8 * bytesPerSample || bits <= 8 * (bytesPerSample - 1)) {
    throw new AudioFileError(`WAV file of a kind that is not read (format ${kind}, ${bits} bits)`);
  }
  return { kind: kind as Format['kind'], channels, sampleRate, bits, bytesPerSample, mask };
}

/** One sample as a number; integers are left-justified in their bytes, so their size alone gives the scale. */
function sampleReader(view: DataView, { kind, bytesPerSample }: Format): (at: number) => number {
  if (kind === FLOAT)
    return bytesPerSample === 4 ? (at) => view.getFloat32(at, true) : (at) => view.getFloat64(at, true);
  switch (bytesPerSample) {
    case 1:
      return (at) => (view.getUint8(at) - 128) / 128;
    case 2:
      return (at) => view.getInt16(at, true) / 32_768;
    case 3:
      return (at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 8_388_608;
    default:
      return (at) => view.getInt32(at, true) / 2_147_483_648;
  }
}

/**
 * A WAV file's samples.
 * @throws AudioFileError when the bytes are no WAV file, or one of a kind that is not read
 */
export function readWav(bytes: Uint8Array): WavFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || !['RIFF', 'RF64'].includes(tag(0)) || tag(8) !== 'WAVE')
    throw new AudioFileError('not a WAV file');
  let format: Format | null = null;
  let longDataSize = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = tag(at);
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (id === 'ds64' && body + 16 <= bytes.length) longDataSize = Number(view.getBigUint64(body + 8, true));
    if (id === 'fmt ') {
      if (body + size > bytes.length) break;
      format = readFormat(view, body, size);
    }
    if (id === 'data') {
      if (!format) throw new AudioFileError('WAV file without a format before its data');
      // A size of zero or of all ones is what a program leaves that wrote to a pipe: then the data goes to the end.
      const said =
        size === UNKNOWN_SIZE && longDataSize > 0
          ? longDataSize
          : size === UNKNOWN_SIZE || size === 0
            ? Infinity
            : size;
      return readData(view, format, body, Math.min(said, bytes.length - body));
    }
    at = body + size + (size & 1);
  }
  throw new AudioFileError(format ? 'WAV file without data' : 'WAV file without a format');
}

function readData(view: DataView, format: Format, from: number, size: number): WavFile {
  const { channels, bits, bytesPerSample, sampleRate, mask, kind } = format;
  const stride = channels * bytesPerSample;
  const frames = Math.floor(size / stride);
  const read = sampleReader(view, format);
  const out = Array.from({ length: channels }, () => new Float32Array(frames));
  out.forEach((x, c) => {
    for (let n = 0, at = from + c * bytesPerSample; n < frames; n++, at += stride) x[n] = read(at);
  });
  return { sampleRate, channels: out, layout: layoutOf(mask, channels), bits, float: kind === FLOAT };
}

export interface WavOptions {
  /** 16 and 24 are integers, 32 is float. */
  bits: 16 | 24 | 32;
  /** For integers; default TPDF at 16 bits, none at 24. */
  dither?: Dither;
}

/**
 * The bytes of a WAV file. Integers clip at full scale; floats are written as they are.
 * @throws RangeError when the channels differ in length or the file would not fit into 4 GiB
 */
export function writeWav(
  channels: readonly Float32Array[],
  sampleRate: number,
  options: WavOptions,
): Uint8Array {
  const { bits } = options;
  const frames = channels[0]?.length ?? 0;
  if (channels.length === 0 || channels.some((x) => x.length !== frames))
    throw new RangeError('channels of different lengths');
  const bytesPerSample = bits / 8;
  const stride = bytesPerSample * channels.length;
  const dataSize = frames * stride;
  const extensible = channels.length > 2;
  const formatSize = extensible ? 40 : bits === 32 ? 18 : 16;
  const factSize = bits === 32 ? 12 : 0;
  const headSize = 12 + 8 + formatSize + factSize + 8;
  if (headSize + dataSize + 1 > UNKNOWN_SIZE) throw new RangeError('a WAV file holds 4 GiB at most');
  const bytes = new Uint8Array(headSize + dataSize + (dataSize & 1));
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string) =>
    [...text].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  const kind = bits === 32 ? FLOAT : PCM;
  tag(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, formatSize, true);
  view.setUint16(20, extensible ? EXTENSIBLE : kind, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * stride, true);
  view.setUint16(32, stride, true);
  view.setUint16(34, bits, true);
  if (extensible) {
    view.setUint16(36, 22, true);
    view.setUint16(38, bits, true);
    view.setUint32(40, MASKS[channels.length - 1] ?? 0, true);
    view.setUint16(44, kind, true);
    // The rest of the sub-format's GUID, the same for all kinds: 0000-0010-8000-00AA00389B71.
    [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71].forEach((b, i) =>
      view.setUint8(46 + i, b),
    );
  }
  let at = 20 + formatSize;
  if (factSize > 0) {
    tag(at, 'fact');
    view.setUint32(at + 4, 4, true);
    view.setUint32(at + 8, frames, true);
    at += factSize;
  }
  tag(at, 'data');
  view.setUint32(at + 4, dataSize, true);
  const body = at + 8;
  channels.forEach((x, c) => {
    let to = body + c * bytesPerSample;
    if (bits === 32) {
      for (let n = 0; n < frames; n++, to += stride) view.setFloat32(to, x[n]!, true);
      return;
    }
    const quantiser = new Quantiser(bits, options.dither ?? (bits === 16 ? 'tpdf' : 'none'), c);
    for (let n = 0; n < frames; n++, to += stride) {
      const v = quantiser.quantise(x[n]!);
      view.setInt16(to, v, true); // the lower 16 bits
      if (bits === 24) view.setInt8(to + 2, v >> 16);
    }
  });
  return bytes;
}
