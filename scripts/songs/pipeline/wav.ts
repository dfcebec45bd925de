/** 24-bit WAV for the encoder and for listening with other programs. */
import { writeFileSync } from 'node:fs';
import { SAMPLE_RATE } from '../signal/buffers.ts';

/** Values beyond full scale are clipped. */
export function writeWav(file: string, channels: readonly Float32Array[]): void {
  const frames = channels[0]!.length;
  const align = 3 * channels.length;
  const bytes = Buffer.alloc(44 + frames * align);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + frames * align, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(channels.length, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * align, 28);
  bytes.writeUInt16LE(align, 32);
  bytes.writeUInt16LE(24, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(frames * align, 40);
  let at = 44;
  for (let i = 0; i < frames; i++) {
    for (const x of channels) {
      const v = Math.round(Math.max(-1, Math.min(1 - 2 ** -23, x[i]!)) * 8388608);
      bytes.writeIntLE(Math.min(8388607, v), at, 3);
      at += 3;
    }
  }
  writeFileSync(file, bytes);
}
