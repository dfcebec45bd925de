import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WaveFile } from 'wavefile';
import { AudioFileError } from '../../../src/dsp/files/audio-file.ts';
import { readFlac } from '../../../src/dsp/files/flac.ts';
import { readWav, writeWav } from '../../../src/dsp/files/wav.ts';
import { noise, sine } from '../meters/signals.ts';
import { ramp } from './ramp.ts';

const largestDifference = (a: Float32Array, b: Float32Array) => {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, v, n) => Math.max(worst, Math.abs(v - b[n]!)), 0);
};

describe('WAV', () => {
  const left = noise(1001, 1, 0.9);
  const right = sine(1001, 997, 0.7);

  it.each([
    [16, 2 ** -16],
    [24, 2 ** -24],
    [32, 0],
  ] as const)('written at %i bits is read back within half a step', (bits, step) => {
    const back = readWav(writeWav([left, right], 44_100, { bits, dither: 'none' }));
    expect(back.sampleRate).toBe(44_100);
    expect(back.layout).toEqual(['L', 'R']);
    expect(largestDifference(back.channels[0]!, left)).toBeLessThanOrEqual(
      step * 1.0001 + 2e-8 * Math.sign(step),
    );
    expect(largestDifference(back.channels[1]!, right)).toBeLessThanOrEqual(
      step * 1.0001 + 2e-8 * Math.sign(step),
    );
  });

  it.each(['16', '24', '32f'] as const)('written is what another library reads (%s)', (depth) => {
    const bits = depth === '32f' ? 32 : (Number(depth) as 16 | 24);
    const other = new WaveFile(writeWav([left, right], 48_000, { bits, dither: 'none' }));
    expect(other.bitDepth).toBe(depth);
    const samples = other.getSamples(false, Float64Array) as unknown as Float64Array[];
    const scale = depth === '32f' ? 1 : 2 ** (bits - 1);
    for (let n = 0; n < 1001; n += 50) expect(samples[1]![n]! / scale).toBeCloseTo(right[n]!, 4);
  });

  it.each(['8', '16', '24', '32', '32f', '64'] as const)(
    'of %s bits from another library is read',
    (depth) => {
      const other = new WaveFile();
      const scale = { 8: 127, 16: 32_767, 24: 8_388_607, 32: 2_147_483_647, '32f': 1, 64: 1 }[depth];
      const offset = depth === '8' ? 128 : 0;
      const round = depth === '32f' || depth === '64' ? (v: number) => v : Math.round;
      other.fromScratch(2, 22_050, depth, [
        Array.from(left, (v) => round(v * scale) + offset),
        Array.from(right, (v) => round(v * scale) + offset),
      ]);
      const back = readWav(other.toBuffer());
      expect(back.sampleRate).toBe(22_050);
      expect(largestDifference(back.channels[0]!, left)).toBeLessThan(depth === '8' ? 0.02 : 5e-5);
    },
  );

  it('of 5.1 keeps its speakers, also from a mask in another order of bits', () => {
    const six = [1, 2, 3, 4, 5, 6].map((c) => noise(100, c));
    const bytes = writeWav(six, 48_000, { bits: 24 });
    expect(readWav(bytes).layout).toEqual(['L', 'R', 'C', 'LFE', 'Ls', 'Rs']);
    new DataView(bytes.buffer).setUint32(40, 0x60f, true); // side speakers instead of back ones
    expect(readWav(bytes).layout).toEqual(['L', 'R', 'C', 'LFE', 'Ls', 'Rs']);
    new DataView(bytes.buffer).setUint32(40, 0x37 | 0x100, true); // a back-centre speaker has no weight of its own here
    expect(readWav(bytes).layout).toBeNull();
  });

  it('with other chunks, an odd one too, before the data is read', () => {
    const plain = writeWav([left], 48_000, { bits: 16, dither: 'none' });
    const junk = new Uint8Array(plain.length + 8 + 4);
    junk.set(plain.subarray(0, 12));
    junk.set([0x4c, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0], 12);
    junk.set(plain.subarray(12), 24);
    expect(largestDifference(readWav(junk).channels[0]!, readWav(plain).channels[0]!)).toBe(0);
  });

  it('from a pipe, or cut off, gives what is there', () => {
    const bytes = writeWav([left], 48_000, { bits: 16, dither: 'none' });
    new DataView(bytes.buffer).setUint32(40, 0xffff_ffff, true);
    expect(readWav(bytes).channels[0]).toHaveLength(1001);
    expect(readWav(bytes.subarray(0, 44 + 201)).channels[0]).toHaveLength(100);
  });

  it('clips integers at full scale, keeps floats over it, and writes silence for what is no number', () => {
    const over = Float32Array.of(1.5, -1.5, NaN, 1);
    expect([...readWav(writeWav([over], 48_000, { bits: 16, dither: 'none' })).channels[0]!]).toEqual([
      32_767 / 32_768,
      -1,
      0,
      32_767 / 32_768,
    ]);
    expect(readWav(writeWav([over], 48_000, { bits: 32 })).channels[0]![0]).toBe(1.5);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('RIFF of a guitar, no WAVE at all, sorry')],
    ['a head only', writeWav([new Float32Array(10)], 48_000, { bits: 16 }).subarray(0, 20)],
    [
      'a format that is not read',
      (() => {
        const bytes = writeWav([new Float32Array(10)], 48_000, { bits: 16 });
        bytes[20] = 6; // A-law
        return bytes;
      })(),
    ],
    [
      'no channels',
      (() => {
        const bytes = writeWav([new Float32Array(10)], 48_000, { bits: 16 });
        bytes[22] = 0;
        return bytes;
      })(),
    ],
  ])('refuses %s with a reason', (_, bytes) => {
    expect(() => readWav(bytes)).toThrow(AudioFileError);
  });

  it('never throws anything else, whatever the bytes', () => {
    const good = writeWav([left, right], 48_000, { bits: 24 });
    for (let i = 0; i < 3000; i++) {
      const bad = good.slice(0, 60 + (i % 200));
      bad[(i * 7919) % 60] = (i * 104_729) & 0xff;
      bad[(i * 31) % 60] = (i * 13) & 0xff;
      try {
        readWav(bad);
      } catch (error) {
        expect(error).toBeInstanceOf(AudioFileError);
      }
    }
  });
});

describe('FLAC', () => {
  const fixture = (name: string) =>
    new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)));

  it.each([
    ['mono-16.flac', 1, 16, 48_000, 1500],
    ['stereo-16-fixed.flac', 2, 16, 44_100, 1500],
    ['stereo-24.flac', 2, 24, 96_000, 1500],
    ['surround-24.flac', 6, 24, 48_000, 600],
    ['stereo-24-wasted.flac', 2, 16, 48_000, 1000],
  ])('%s is read to the bit', (name, channels, bits, sampleRate, frames) => {
    const file = readFlac(fixture(name));
    expect(file.sampleRate).toBe(sampleRate);
    expect(file.channels).toHaveLength(channels);
    file.channels.forEach((x, c) => expect(largestDifference(x, ramp(frames, c, bits))).toBe(0));
  });

  it('is found behind an ID3 tag', () => {
    const flac = fixture('mono-16.flac');
    const tagged = new Uint8Array(flac.length + 10 + 300);
    tagged.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 300 >> 7, 300 & 0x7f]);
    tagged.set(flac, 310);
    expect(readFlac(tagged).channels[0]).toHaveLength(1500);
  });

  it('says when a file is damaged or breaks off, and never throws anything else', () => {
    const good = fixture('stereo-16-fixed.flac');
    expect(() => readFlac(good.subarray(0, good.length - 100))).toThrow(AudioFileError);
    expect(() => readFlac(new Uint8Array(100))).toThrow(/not a FLAC/);
    for (let i = 0; i < 400; i++) {
      const bad = good.slice();
      const at = 60 + ((i * 7919) % (good.length - 60));
      bad[at] = bad[at]! ^ (1 << (i & 7));
      try {
        readFlac(bad);
      } catch (error) {
        expect(error).toBeInstanceOf(AudioFileError);
      }
    }
  });
});
