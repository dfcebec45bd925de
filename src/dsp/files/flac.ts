/** FLAC files (RFC 9639), all of it but for its seek tables and pictures, which do not change the sound. */
import { channelLayout } from '../meters/channel-layout.ts';
import { AudioFileError } from './audio-file.ts';
import type { AudioFile } from './audio-file.ts';

/** CRC-8 (polynomial 0x07) of frame headers and CRC-16 (0x8005) of whole frames. */
const CRC8 = Uint8Array.from({ length: 256 }, (_, i) => {
  let c = i;
  for (let k = 0; k < 8; k++) c = c & 0x80 ? (c << 1) ^ 0x07 : c << 1;
  return c;
});
const CRC16 = Uint16Array.from({ length: 256 }, (_, i) => {
  let c = i << 8;
  for (let k = 0; k < 8; k++) c = c & 0x8000 ? (c << 1) ^ 0x8005 : c << 1;
  return c;
});

const SAMPLE_SIZES = [0, 8, 12, 0, 16, 20, 24, 32];
const SAMPLE_RATES = [
  0, 88_200, 176_400, 192_000, 8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000,
];
/** Fixed predictors of order 0 to 4. */
const FIXED = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]] as const;

/** Reads bits, most significant first. Past the end it reads zeros; `at` then says so. */
class Bits {
  private readonly bytes: Uint8Array;
  /** Position in bits. */
  at: number;

  constructor(bytes: Uint8Array, atByte: number) {
    this.bytes = bytes;
    this.at = atByte * 8;
  }

  get byte(): number {
    return this.at >>> 3;
  }

  get ended(): boolean {
    return this.at > this.bytes.length * 8;
  }

  /** The next `n` bits (0 to 33) as an unsigned number. */
  unsigned(n: number): number {
    let value = 0;
    let left = n;
    while (left > 0) {
      const bit = this.at & 7;
      const take = Math.min(left, 8 - bit);
      const chunk = ((this.bytes[this.at >>> 3] ?? 0) >> (8 - bit - take)) & ((1 << take) - 1);
      value = value * (1 << take) + chunk;
      this.at += take;
      left -= take;
    }
    return value;
  }

  /** The same as a two's complement number. */
  signed(n: number): number {
    const value = this.unsigned(n);
    return n > 0 && value >= 2 ** (n - 1) ? value - 2 ** n : value;
  }

  /** How many zeros come before the next one, which is taken too. */
  unary(): number {
    let count = 0;
    for (;;) {
      if (this.ended) throw new AudioFileError('FLAC file that breaks off');
      const bit = this.at & 7;
      const rest = ((this.bytes[this.at >>> 3] ?? 0) << bit) & 0xff;
      if (rest === 0) {
        count += 8 - bit;
        this.at += 8 - bit;
      } else {
        const zeros = Math.clz32(rest) - 24;
        this.at += zeros + 1;
        return count + zeros;
      }
    }
  }

  align(): void {
    this.at = (this.at + 7) & ~7;
  }
}

interface StreamInfo {
  sampleRate: number;
  channels: number;
  bits: number;
  frames: number;
}

function readStreamInfo(bytes: Uint8Array, at: number): StreamInfo {
  const bits = new Bits(bytes, at + 10);
  const sampleRate = bits.unsigned(20);
  const channels = bits.unsigned(3) + 1;
  const sampleBits = bits.unsigned(5) + 1;
  const frames = bits.unsigned(4) * 2 ** 32 + bits.unsigned(32);
  if (sampleRate === 0) throw new AudioFileError('FLAC file with a sample rate of 0 Hz');
  return { sampleRate, channels, bits: sampleBits, frames };
}

/** Rice-coded residuals of a subframe, into out[order …]. */
function readResidual(bits: Bits, out: Float64Array, blockSize: number, order: number): void {
  const method = bits.unsigned(2);
  if (method > 1) throw new AudioFileError('FLAC file with an unknown coding of residuals');
  const parameterBits = method === 0 ? 4 : 5;
  const escape = method === 0 ? 15 : 31;
  const partitions = 1 << bits.unsigned(4);
  const size = blockSize / partitions;
  if (!Number.isInteger(size) || size < order) throw new AudioFileError('FLAC file with damaged partitions');
  let n = order;
  for (let p = 0; p < partitions; p++) {
    const end = (p + 1) * size;
    const parameter = bits.unsigned(parameterBits);
    if (parameter === escape) {
      const width = bits.unsigned(5);
      for (; n < end; n++) out[n] = bits.signed(width);
      continue;
    }
    for (; n < end; n++) {
      const folded = bits.unary() * 2 ** parameter + bits.unsigned(parameter);
      out[n] = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    }
    if (bits.ended) throw new AudioFileError('FLAC file that breaks off');
  }
}

/** Adds the prediction from the samples before. Doubles hold every sum exactly (33 + 15 + 5 bits at most). */
function predict(out: Float64Array, blockSize: number, coefficients: readonly number[], shift: number): void {
  const order = coefficients.length;
  const divisor = 2 ** shift;
  for (let n = order; n < blockSize; n++) {
    let sum = 0;
    for (let j = 0; j < order; j++) sum += coefficients[j]! * out[n - 1 - j]!;
    out[n]! += Math.floor(sum / divisor);
  }
}

function readSubframe(bits: Bits, out: Float64Array, blockSize: number, sampleBits: number): void {
  if (bits.unsigned(1) !== 0) throw new AudioFileError('FLAC file with a damaged subframe');
  const type = bits.unsigned(6);
  const wasted = bits.unsigned(1) === 1 ? bits.unary() + 1 : 0;
  const width = sampleBits - wasted;
  if (width < 1) throw new AudioFileError('FLAC file with a damaged subframe');
  if (type === 0) out.fill(bits.signed(width), 0, blockSize);
  else if (type === 1) for (let n = 0; n < blockSize; n++) out[n] = bits.signed(width);
  else if (type >= 8 && type <= 12) {
    const order = type - 8;
    for (let n = 0; n < order; n++) out[n] = bits.signed(width);
    readResidual(bits, out, blockSize, order);
    predict(out, blockSize, FIXED[order]!, 0);
  } else if (type >= 32) {
    const order = type - 31;
    for (let n = 0; n < order; n++) out[n] = bits.signed(width);
    const precision = bits.unsigned(4) + 1;
    const shift = bits.signed(5);
    if (precision === 16 || shift < 0) throw new AudioFileError('FLAC file with a damaged predictor');
    const coefficients = Array.from({ length: order }, () => bits.signed(precision));
    readResidual(bits, out, blockSize, order);
    predict(out, blockSize, coefficients, shift);
  } else throw new AudioFileError('FLAC file with an unknown kind of subframe');
  if (wasted > 0) for (let n = 0; n < blockSize; n++) out[n]! *= 2 ** wasted;
}

interface FrameHeader {
  blockSize: number;
  /** 0 to 7: independent channels, that many and one; 8 left and side, 9 side and right, 10 mid and side. */
  assignment: number;
  sampleBits: number;
  sampleRate: number;
}

function readFrameHeader(bytes: Uint8Array, bits: Bits, info: StreamInfo): FrameHeader {
  if (bits.unsigned(15) !== 0x7ffc) throw new AudioFileError('FLAC file with a damaged frame');
  bits.unsigned(1); // blocks of one size or several: the header says each size anyway
  const sizeCode = bits.unsigned(4);
  const rateCode = bits.unsigned(4);
  const assignment = bits.unsigned(4);
  const bitsCode = bits.unsigned(3);
  bits.unsigned(1);
  // The frame's number, coded like UTF-8: as many further bytes as the first has leading ones, less one.
  const first = bits.unsigned(8);
  const ones = Math.clz32((~first & 0xff) << 24);
  for (let i = 1; i < ones; i++) bits.unsigned(8);
  let blockSize = 0;
  if (sizeCode === 1) blockSize = 192;
  else if (sizeCode >= 2 && sizeCode <= 5) blockSize = 576 << (sizeCode - 2);
  else if (sizeCode === 6) blockSize = bits.unsigned(8) + 1;
  else if (sizeCode === 7) blockSize = bits.unsigned(16) + 1;
  else if (sizeCode >= 8) blockSize = 256 << (sizeCode - 8);
  let sampleRate = SAMPLE_RATES[rateCode] ?? 0;
  if (rateCode === 0) sampleRate = info.sampleRate;
  else if (rateCode === 12) sampleRate = bits.unsigned(8) * 1000;
  else if (rateCode === 13) sampleRate = bits.unsigned(16);
  else if (rateCode === 14) sampleRate = bits.unsigned(16) * 10;
  const sampleBits = bitsCode === 0 ? info.bits : SAMPLE_SIZES[bitsCode]!;
  let crc = 0;
  for (let i = 0; i < bits.byte; i++) crc = CRC8[crc ^ bytes[i]!]!;
  if (bits.unsigned(8) !== crc || blockSize === 0 || sampleBits === 0 || assignment > 10) {
    throw new AudioFileError('FLAC file with a damaged frame');
  }
  return { blockSize, assignment, sampleBits, sampleRate };
}

/** Left and right from what a frame stores of them. */
function decorrelate(assignment: number, a: Float64Array, b: Float64Array, blockSize: number): void {
  for (let n = 0; n < blockSize; n++) {
    const x = a[n]!;
    const y = b[n]!;
    if (assignment === 8) b[n] = x - y;
    else if (assignment === 9) a[n] = x + y;
    else {
      // Mid lost its lowest bit, which is that of side.
      const mid = 2 * x + (Math.abs(y) % 2);
      a[n] = (mid + y) / 2;
      b[n] = (mid - y) / 2;
    }
  }
}

/**
 * A FLAC file's samples.
 * @throws AudioFileError when the bytes are no FLAC file, are damaged or break off
 */
export function readFlac(bytes: Uint8Array): AudioFile {
  let at = 0;
  if (bytes[0] === 0x49 && bytes[1] === 0x44 && bytes[2] === 0x33) {
    // An ID3v2 tag in front, which does not belong there but is found.
    at =
      10 +
      ((bytes[6]! & 0x7f) << 21) +
      ((bytes[7]! & 0x7f) << 14) +
      ((bytes[8]! & 0x7f) << 7) +
      (bytes[9]! & 0x7f);
  }
  if (String.fromCharCode(...bytes.subarray(at, at + 4)) !== 'fLaC')
    throw new AudioFileError('not a FLAC file');
  at += 4;
  let info: StreamInfo | null = null;
  for (let last = false; !last;) {
    if (at + 4 > bytes.length) throw new AudioFileError('FLAC file that breaks off');
    last = (bytes[at]! & 0x80) !== 0;
    const type = bytes[at]! & 0x7f;
    const size = (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (type === 0 && size >= 34) info = readStreamInfo(bytes, at + 4);
    at += 4 + size;
  }
  if (!info) throw new AudioFileError('FLAC file without stream information');
  const parts: Float32Array[][] = Array.from({ length: info.channels }, () => []);
  const work = Array.from({ length: info.channels }, () => new Float64Array(65_536));
  let done = 0;
  while (at < bytes.length && (info.frames === 0 || done < info.frames)) {
    // A frame at a time, so that positions in bits stay small in a file of any length.
    const frame = bytes.subarray(at);
    const bits = new Bits(frame, 0);
    const header = readFrameHeader(frame, bits, info);
    const channels = header.assignment < 8 ? header.assignment + 1 : 2;
    if (channels !== info.channels || header.sampleRate !== info.sampleRate)
      throw new AudioFileError('FLAC file that changes its format');
    for (let c = 0; c < channels; c++) {
      const isSide =
        (header.assignment === 9 && c === 0) ||
        ((header.assignment === 8 || header.assignment === 10) && c === 1);
      readSubframe(bits, work[c]!, header.blockSize, header.sampleBits + (isSide ? 1 : 0));
    }
    bits.align();
    if (bits.byte + 2 > frame.length) throw new AudioFileError('FLAC file that breaks off');
    let crc = 0;
    for (let i = 0; i < bits.byte; i++) crc = ((crc << 8) & 0xffff) ^ CRC16[(crc >> 8) ^ frame[i]!]!;
    if (bits.unsigned(16) !== crc) throw new AudioFileError('FLAC file with a damaged frame');
    if (header.assignment >= 8) decorrelate(header.assignment, work[0]!, work[1]!, header.blockSize);
    const scale = 2 ** -(header.sampleBits - 1);
    for (let c = 0; c < channels; c++) {
      const part = new Float32Array(header.blockSize);
      const source = work[c]!;
      for (let n = 0; n < part.length; n++) part[n] = source[n]! * scale;
      parts[c]!.push(part);
    }
    done += header.blockSize;
    at += bits.byte;
  }
  const frames = info.frames === 0 ? done : info.frames;
  if (done < frames) throw new AudioFileError('FLAC file that breaks off');
  const channels = parts.map((list) => {
    const x = new Float32Array(frames);
    let to = 0;
    for (const part of list) {
      x.set(part.subarray(0, frames - to), to);
      to += part.length;
    }
    return x;
  });
  return {
    sampleRate: info.sampleRate,
    channels,
    layout: channels.length <= 6 ? channelLayout(channels.length) : null,
  };
}
