import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PagedSource, Pager } from '../../src/engine/core/source.ts';
import { decodeOpus, OpusStream } from '../../src/engine/decode/opus.ts';
import { soundsOf } from '../../src/engine/decode/sounds.ts';
import type { SongManifest } from '../../src/engine/facade.ts';
import { createNodeRenderer } from '../../src/engine/offline/node.ts';
import type { Session } from '../../src/session/document.ts';
import { difference, effects, inserts, mix, peakOf, RATE, session, strip, TAP } from './fixtures.ts';

const audioDir = fileURLToPath(new URL('audio', import.meta.url));
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(audioDir, 'duo', file)));
const FRAMES = 110_399;

const stem = (id: string, channels: 1 | 2): SongManifest['stems'][number] => ({
  id,
  file: `${id}.opus`,
  channels,
  bytes: bytesOf(`${id}.opus`).length,
  sha256: '',
  integratedLufs: -20,
  truePeakDb: -10,
});
const duo: SongManifest = {
  song: 'duo',
  rev: 1,
  sampleRate: 48000,
  frames: FRAMES,
  stems: [stem('tone', 1), stem('wide', 2)],
  peaks: '',
  clean: {},
  prints: { 'duo/shipped@1': stem('wide', 2) },
};
const mixed = (): Session =>
  session(
    {
      tone: strip('track', { pan: 30, ...inserts({ blur: { effect: 'blur' } }) }),
      wide: strip('track', { gainDb: -3 }),
    },
    {
      sources: {
        tone: { kind: 'song', song: 'duo', stem: 'tone', rev: 1 },
        wide: { kind: 'song', song: 'duo', stem: 'wide', rev: 1 },
      },
    },
  );
const onPrint = (of: string): Session =>
  session({ mix: strip('track') }, { sources: { mix: { kind: 'print', of } } });

describe('decoder', () => {
  it('keeps channels and length, and gives the same for any split of the bytes', async () => {
    const bytes = bytesOf('tone.opus');
    const whole = await decodeOpus(bytes);
    expect(whole.channelData).toHaveLength(1);
    expect(whole.frames).toBe(FRAMES);
    expect(peakOf(whole.channelData[0]!)).toBeCloseTo(0.32, 1);
    for (const piece of [700, 4096, 10_001]) {
      const stream = new OpusStream();
      const heard: number[] = [];
      for (let at = 0; at < bytes.length; at += piece) {
        const { channelData, frames } = await stream.feed(bytes.subarray(at, at + piece));
        if (frames) heard.push(...channelData[0]!.subarray(0, frames));
      }
      const last = await stream.end();
      if (last.frames) heard.push(...last.channelData[0]!);
      stream.free();
      expect(Float32Array.from(heard)).toEqual(whole.channelData[0]);
    }
    expect((await decodeOpus(bytesOf('wide.opus'))).channelData).toHaveLength(2);
  });

  it('refuses what is no Ogg Opus', async () => {
    await expect(decodeOpus(new Uint8Array(5000).fill(7))).rejects.toThrow();
  });

  it('can be given back at any moment while it is made', async () => {
    const bytes = bytesOf('tone.opus');
    for (let moments = 0; moments < 40; moments++) {
      const stream = new OpusStream();
      const work = stream.feed(bytes);
      for (let i = 0; i < moments; i++) await Promise.resolve();
      expect(() => stream.free()).not.toThrow();
      expect((await work).frames).toBeGreaterThan(0);
    }
  });
});

describe('node renderer', () => {
  const renderer = createNodeRenderer({
    audioDir,
    songs: { duo },
    effects,
    sessionOf: (of) => (of === 'duo/mix@1' ? mixed() : null),
  });

  it('renders files through the same graph as everything else', async () => {
    const paged = new Map<string, PagedSource>();
    for (const { id, channels } of duo.stems) {
      const { channelData, frames } = await decodeOpus(bytesOf(`${id}.opus`));
      const source = new PagedSource(channels, FRAMES);
      const pager = new Pager(channels, FRAMES, (index, page) => source.put(index, page));
      pager.push(channelData, frames);
      paged.set(id, source);
    }
    const expected = mix(mixed(), (id) => paged.get(id)!, 1.5, 0.5);
    const { taps } = await renderer.render({
      session: mixed(),
      fromS: 0.5,
      toS: 1.5,
      preRollS: 0,
      taps: TAP,
    });
    expect(taps.out!.left).toEqual(expected.left);
    expect(peakOf(expected.left)).toBeGreaterThan(0.2);
  });

  it('makes a print once and plays it to the bit as the render was', async () => {
    const direct = await renderer.render({ session: mixed(), fromS: 0, toS: 2.2, preRollS: 0, taps: TAP });
    const printed = await renderer.render({
      session: onPrint('duo/mix@1'),
      fromS: 0,
      toS: 2.2,
      preRollS: 0,
      taps: TAP,
    });
    expect(printed.taps.out!.left).toEqual(direct.taps.out!.left);
    expect(printed.taps.out!.right).toEqual(direct.taps.out!.right);
  });

  it('plays a print that ships as audio from its file, and names what it does not know', async () => {
    const shipped = await renderer.render({
      session: onPrint('duo/shipped@1'),
      fromS: 0,
      toS: 1,
      preRollS: 0,
      taps: TAP,
    });
    const { channelData } = await decodeOpus(bytesOf('wide.opus'));
    expect(difference(shipped.taps.out!.left, channelData[0]!.subarray(0, RATE))).toBeLessThanOrEqual(
      0.5 / 32768,
    );
    await expect(
      renderer.render({ session: onPrint('duo/none@1'), fromS: 0, toS: 1, taps: TAP }),
    ).rejects.toThrow(/mix/);
  });

  it('reports progress and can be cancelled', async () => {
    const shares: number[] = [];
    await renderer.render(
      { session: mixed(), fromS: 0, toS: 30, taps: TAP },
      { onProgress: (done) => shares.push(done) },
    );
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const abort = new AbortController();
    const job = renderer.render(
      { session: mixed(), fromS: 0, toS: 600, taps: TAP },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(job).rejects.toThrow(/abort/i);
  });

  it('does not decode what nobody hears', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'stems-'));
    const poor = createNodeRenderer({ audioDir: empty, songs: { duo }, effects });
    const muted = mixed();
    muted.strips.tone!.mute = muted.strips.wide!.mute = true;
    const { taps } = await poor.render({ session: muted, fromS: 0, toS: 0.1, taps: TAP });
    expect(peakOf(taps.out!.left)).toBe(0);
    await expect(poor.render({ session: mixed(), fromS: 0, toS: 0.1, taps: TAP })).rejects.toThrow(/ENOENT/);
    rmSync(empty, { recursive: true });
  });

  it('names sounds by song, revision and stem', () => {
    const sounds = soundsOf(mixed(), {
      songs: (id) => (id === 'duo' ? duo : undefined),
      sessionOf: () => null,
    });
    expect(sounds.tone).toMatchObject({
      kind: 'file',
      name: 'duo@1/tone',
      path: 'duo/tone.opus',
      channels: 1,
    });
  });
});
