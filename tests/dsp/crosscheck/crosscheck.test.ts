/**
 * The meters, readers and writers against other people's programs. What is not installed is skipped; the
 * project's own run lets no skip pass.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { channelLayout } from '../../../src/dsp/meters/channel-layout.ts';
import { dcOffset, rmsDb, samplePeakDb } from '../../../src/dsp/meters/level.ts';
import { LoudnessMeter } from '../../../src/dsp/meters/loudness.ts';
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';
import { readFlac } from '../../../src/dsp/files/flac.ts';
import { resample } from '../../../src/dsp/files/resample.ts';
import { readWav, writeWav } from '../../../src/dsp/files/wav.ts';
import { decodeOpus } from '../../../src/engine/decode/opus.ts';
import { tones } from '../meters/ebu-signals.ts';
import { noise, pinkNoise, sine } from '../meters/signals.ts';
import { buildLibebur128, has, run, scratch } from './tools.ts';

const files = scratch();
afterAll(files.remove);
const libebur128 = buildLibebur128(files.path('libebur128'));
const [ffmpeg, sox, flac, opusenc] = [has('ffmpeg'), has('sox'), has('flac'), has('opusenc')];

/** A quarter of a minute that rises, falls and pauses, with another spectrum on every channel. */
function programme(rate: number, channels: number): Float32Array[] {
  return Array.from({ length: channels }, (_, c) => {
    const body = pinkNoise(rate * 15, c + 1, 0.1);
    const hiss = noise(rate * 15, c + 20, 0.05);
    return body.map((v, n) => {
      const t = n / rate;
      const level = t > 6 && t < 8 ? 0.0005 : t < 5 ? 0.3 : t > 11 ? 1.6 : 0.8 + 0.4 * Math.sin(t * 2 + c);
      return (
        0.4 *
        level *
        (v + 0.1 * Math.sin(2 * Math.PI * (90 + 170 * c) * t) + (Math.floor(t * 4) % 4 === 0 ? hiss[n]! : 0))
      );
    });
  });
}

const interleave = (channels: readonly Float32Array[]): Uint8Array => {
  const out = new Float32Array(channels.length * channels[0]!.length);
  channels.forEach((x, c) => x.forEach((v, n) => (out[n * channels.length + c] = v)));
  return new Uint8Array(out.buffer);
};

function measured(channels: readonly Float32Array[], rate: number) {
  const meter = new LoudnessMeter(rate, channels.length, channelLayout(channels.length));
  meter.processChannels(channels, channels[0]!.length);
  return meter;
}

const farthest = (a: Float32Array, b: (n: number) => number) =>
  a.reduce((worst, v, n) => Math.max(worst, Math.abs(v - b(n))), 0);
const within = (a: number, b: number, tolerance: number) =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance);

describe.skipIf(!libebur128)('against libebur128', () => {
  it.each([
    [44_100, 2],
    [48_000, 1],
    [48_000, 2],
    [48_000, 6],
    [88_200, 2],
    [96_000, 2],
  ])('loudness, range and true peak at %i Hz, %i channels', (rate, channels) => {
    const sound = programme(rate, channels);
    const other = JSON.parse(
      run(libebur128!, [String(rate), String(channels)], interleave(sound)).toString(),
    );
    const ours = measured(sound, rate);
    // It does not scale the high-pass at rates other than the standard's, where it is up to 0.03 LU off.
    const tolerance = rate === 48_000 ? 0.0005 : 0.03;
    within(ours.integrated, other.integrated, tolerance);
    within(ours.momentaryMax, other.momentaryMax, tolerance);
    within(ours.shortTermMax, other.shortTermMax, tolerance);
    within(truePeakDb(sound), other.truePeak, 0.2);
  });
});

describe.skipIf(!libebur128)('against libebur128, on EBU Tech 3342', () => {
  it.each([[[-20, -30]], [[-20, -15]], [[-40, -20]], [[-50, -35, -20, -35, -50]]])(
    'loudness range of steps %j',
    (levels) => {
      const sound = tones(
        48_000,
        levels.map((levelDb) => ({ levelDb, seconds: 20 })),
      );
      const other = JSON.parse(run(libebur128!, ['48000', '2'], interleave(sound)).toString());
      within(measured(sound, 48_000).lra, other.lra, 0.1);
    },
  );
});

describe.skipIf(!ffmpeg)('against ffmpeg', () => {
  it.each([
    [44_100, 2],
    [48_000, 2],
    [48_000, 6],
    [96_000, 2],
  ])('loudness, range and true peak at %i Hz, %i channels', (rate, channels) => {
    const sound = programme(rate, channels);
    writeFileSync(files.path('in.wav'), writeWav(sound, rate, { bits: 32 }));
    const log = run('ffmpeg', [
      '-v',
      'error',
      '-i',
      files.path('in.wav'),
      '-af',
      'ebur128=metadata=1:peak=true,ametadata=print:file=-',
      '-f',
      'null',
      '-',
    ]).toString();
    const last = (key: string) =>
      Number([...log.matchAll(new RegExp(`lavfi\\.r128\\.${key}=(\\S+)`, 'g'))].at(-1)![1]);
    const ours = measured(sound, rate);
    within(ours.integrated, last('I'), 0.05);
    within(ours.lra, last('LRA'), 0.1);
    const peaks = [...log.matchAll(/lavfi\.r128\.true_peaks_ch\d+=(\S+)/g)].map((m) => Number(m[1]));
    within(truePeakDb(sound), 20 * Math.log10(Math.max(...peaks)), 0.2);
  });

  it.each(['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_f64le'])(
    'reads its WAV of %s',
    (codec) => {
      const sound = [noise(5000, 1, 0.9), noise(5000, 2, 0.9)];
      writeFileSync(files.path('a.wav'), writeWav(sound, 44_100, { bits: 32 }));
      const piped = run('ffmpeg', [
        '-v',
        'error',
        '-i',
        files.path('a.wav'),
        '-c:a',
        codec,
        '-f',
        'wav',
        '-',
      ]);
      const step = { pcm_u8: 2 ** -7, pcm_s16le: 2 ** -15, pcm_s24le: 2 ** -23 }[codec] ?? 1e-9;
      const back = readWav(piped);
      expect(back.sampleRate).toBe(44_100);
      back.channels.forEach((x, c) => expect(farthest(x, (n) => sound[c]![n]!)).toBeLessThanOrEqual(step));
    },
  );

  it('reads an RF64 file', () => {
    const x = noise(1000, 1, 0.5);
    writeFileSync(files.path('b.wav'), writeWav([x], 48_000, { bits: 32 }));
    run('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-i',
      files.path('b.wav'),
      '-c:a',
      'pcm_f32le',
      '-rf64',
      'always',
      files.path('c.wav'),
    ]);
    expect(readWav(readFileSync(files.path('c.wav'))).channels[0]).toEqual(x);
  });

  it('has its WAV read there: 16, 24, 32 bits, and 5.1 as 5.1', () => {
    for (const [bits, channels] of [
      [16, 2],
      [24, 1],
      [32, 2],
      [24, 6],
    ] as const) {
      const sound = Array.from({ length: channels }, (_, c) => noise(2000, c + 1, 0.9));
      writeFileSync(files.path('d.wav'), writeWav(sound, 48_000, { bits, dither: 'none' }));
      const raw = run('ffmpeg', ['-v', 'error', '-i', files.path('d.wav'), '-f', 'f32le', '-']);
      const other = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length));
      const ours = readWav(readFileSync(files.path('d.wav')));
      ours.channels.forEach((x, c) =>
        expect(farthest(x, (n) => other[n * channels + c]!)).toBeLessThanOrEqual(1e-7),
      );
    }
    const info = run('ffprobe', [
      '-v',
      'error',
      '-show_entries',
      'stream=channel_layout',
      '-of',
      'csv=p=0',
      files.path('d.wav'),
    ]);
    expect(info.toString().trim()).toMatch(/^5\.1/);
  });

  it('resamples to the same sound', () => {
    // Below 19 kHz, where both are flat.
    const hz = [31, 440, 3100, 9000, 15_000, 18_900];
    const x = new Float32Array(44_100).map((_, n) =>
      hz.reduce((sum, f) => sum + 0.1 * Math.sin((2 * Math.PI * f * n) / 44_100), 0),
    );
    writeFileSync(files.path('e.wav'), writeWav([x], 44_100, { bits: 32 }));
    const raw = run('ffmpeg', [
      '-v',
      'error',
      '-i',
      files.path('e.wav'),
      '-af',
      'aresample=48000:filter_size=256:cutoff=0.95',
      '-f',
      'f32le',
      '-ac',
      '1',
      '-',
    ]);
    const other = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length));
    const [ours] = resample([x], 44_100, 48_000) as [Float32Array];
    let rest = 0;
    let power = 0;
    for (let n = 2000; n < 40_000; n++) {
      rest += (ours[n]! - other[n]!) ** 2;
      power += ours[n]! ** 2;
    }
    expect(10 * Math.log10(rest / power)).toBeLessThan(-75);
  });
});

describe.skipIf(!flac)('against flac', () => {
  it.each([
    [16, 1, '-8'],
    [16, 2, '-0'],
    [16, 2, '-8'],
    [24, 2, '-5'],
    [24, 6, '-8'],
  ] as const)('reads %i bits, %i channels, %s, to the bit', (bits, channels, level) => {
    const sound = programme(48_000, channels).map((x) => x.slice(0, 60_000));
    writeFileSync(files.path('f.wav'), writeWav(sound, 48_000, { bits, dither: 'none' }));
    run('flac', [level, '-f', '-s', '-o', files.path('f.flac'), files.path('f.wav')]);
    const ours = readFlac(readFileSync(files.path('f.flac')));
    const wav = readWav(readFileSync(files.path('f.wav')));
    expect(ours.layout).toEqual(wav.layout);
    ours.channels.forEach((x, c) => expect(x).toEqual(wav.channels[c]));
  });
});

describe.skipIf(!opusenc)('against opusenc', () => {
  it('has 5.1 in the order of Opus: the channels are where the layout says', async () => {
    const hz = { L: 400, R: 500, C: 600, LFE: 60, Ls: 700, Rs: 800, M: 0 };
    const sound = channelLayout(6).map((role) => sine(48_000, hz[role], 0.3));
    writeFileSync(files.path('g.wav'), writeWav(sound, 48_000, { bits: 16 }));
    run('opusenc', ['--quiet', files.path('g.wav'), files.path('g.opus')]);
    const { channelData, frames } = await decodeOpus(readFileSync(files.path('g.opus')));
    expect(frames).toBe(48_000);
    channelLayout(6, 'opus').forEach((role, c) => {
      let rising = 0;
      for (let n = 4801; n <= 43_200; n++)
        if (channelData[c]![n - 1]! < 0 && channelData[c]![n]! >= 0) rising++;
      within(rising / 0.8, hz[role], 3);
    });
  });
});

describe.skipIf(!sox)('against sox', () => {
  it('peak, rms and DC offset', () => {
    const sound = programme(48_000, 1).map((x) => x.map((v) => v + 0.003));
    writeFileSync(files.path('h.wav'), writeWav(sound, 48_000, { bits: 24, dither: 'none' }));
    const stats = run('sh', ['-c', 'sox "$1" -n stats 2>&1', 'sh', files.path('h.wav')]).toString();
    const figure = (name: string) => Number(new RegExp(`${name}\\s+(-?[\\d.]+)`).exec(stats)![1]);
    within(samplePeakDb(sound), figure('Pk lev dB'), 0.01);
    within(rmsDb(sound), figure('RMS lev dB'), 0.01);
    within(dcOffset(sound), figure('DC offset'), 1e-6);
  });
});
