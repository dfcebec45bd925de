import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PagedSource } from '../../src/engine/core/source.ts';
import { decodeOpus } from '../../src/engine/decode/opus.ts';
import type { FileSound } from '../../src/engine/decode/sounds.ts';
import { StemStream } from '../../src/engine/decode/stem-stream.ts';
import { Turns } from '../../src/engine/decode/turns.ts';
import { difference, RATE } from './fixtures.ts';

const FILE = new Uint8Array(readFileSync(new URL('audio/duo/wide.opus', import.meta.url)));
const FRAMES = 110_399;
const sound: FileSound = {
  kind: 'file',
  name: 'wide',
  label: 'Wide',
  path: 'duo/wide.opus',
  bytes: FILE.length,
  channels: 2,
  frames: FRAMES,
};
const whole = await decodeOpus(FILE);

type Answer = (range: [number, number] | null) => Response;

/** A stem over a server that answers as told, one answer a request; the last one again and again. */
function stem(...answers: Answer[]): { stream: StemStream; source: PagedSource; asked: (string | null)[] } {
  const source = new PagedSource(2, FRAMES);
  const asked: (string | null)[] = [];
  const fetch = (async (_url: string, init?: RequestInit) => {
    const header = new Headers(init?.headers).get('Range');
    const answer = answers[Math.min(asked.length, answers.length - 1)]!;
    asked.push(header);
    const match = header && /bytes=(\d+)-(\d*)/.exec(header);
    return answer(match ? [Number(match[1]), match[2] ? Number(match[2]) + 1 : Infinity] : null);
  }) as typeof globalThis.fetch;
  const stream = new StemStream({
    sound,
    url: '/wide.opus',
    turns: new Turns(),
    fetch,
    retryAfterMs: [1, 1],
    onPage: (index, page) => source.put(index, page),
  });
  return { stream, source, asked };
}

const ranges: (most?: number) => Answer =
  (most = Infinity) =>
  (range) => {
    const [from, to] = range ?? [0, Infinity];
    if (from >= FILE.length) return new Response(null, { status: 416 });
    const end = Math.min(to, FILE.length, from + most);
    return new Response(FILE.slice(from, end), {
      status: 206,
      headers: { 'Content-Range': `bytes ${from}-${end - 1}/${FILE.length}` },
    });
  };
const everything: Answer = () => new Response(FILE.slice());
const broken: Answer = () => new Response('no', { status: 503 });
/** Sends a part and then breaks off. */
const cut =
  (bytes: number): Answer =>
  (range) =>
    new Response(
      new ReadableStream({
        pull(controller) {
          controller.enqueue(FILE.slice(range?.[0] ?? 0, (range?.[0] ?? 0) + bytes));
          controller.error(new Error('cut off'));
        },
      }),
      {
        status: 206,
        headers: { 'Content-Range': `bytes ${range?.[0] ?? 0}-${FILE.length - 1}/${FILE.length}` },
      },
    );

/** How far the pages are from the file decoded whole: half a 16-bit step at most when all is well. */
function error(source: PagedSource): number {
  const left = new Float32Array(FRAMES);
  const right = new Float32Array(FRAMES);
  expect(source.read(0, FRAMES, left, right)).toBe(true);
  return Math.max(difference(left, whole.channelData[0]!), difference(right, whole.channelData[1]!));
}
const HALF_STEP = 0.5 / 32768;

describe('a stem from the network', () => {
  it('comes by its head first, then the rest', async () => {
    const { stream, source, asked } = stem(ranges());
    await stream.head();
    // 1.3 s at the file's mean rate, and 6 KiB.
    expect(asked).toEqual([`bytes=0-${Math.ceil((1.3 * RATE * FILE.length) / FRAMES) + 6143}`]);
    expect(source.has(0, 48_000)).toBe(true);
    const rest = stem(ranges(12000), ranges());
    await rest.stream.head();
    await rest.stream.rest();
    expect(rest.asked).toEqual([asked[0], 'bytes=12000-']);
    expect(error(rest.source)).toBeLessThanOrEqual(HALF_STEP);
  });

  it('is whole at once from a server that knows no ranges', async () => {
    const { stream, source, asked } = stem(everything);
    await stream.head();
    await stream.rest();
    expect(asked).toHaveLength(1);
    expect(error(source)).toBeLessThanOrEqual(HALF_STEP);
  });

  it('is whole when a head is longer than the file', async () => {
    const tiny = stem((range) => ranges()([range![0], Infinity]));
    await tiny.stream.head();
    await tiny.stream.rest();
    expect(tiny.asked).toHaveLength(1);
    expect(error(tiny.source)).toBeLessThanOrEqual(HALF_STEP);
  });

  it('goes on where it was cut off', async () => {
    const { stream, source, asked } = stem(ranges(5000), cut(3000), broken, ranges());
    await stream.head();
    await stream.rest();
    expect(asked.slice(1, 3)).toEqual(['bytes=5000-', expect.stringMatching(/^bytes=(5000|8000)-$/)]);
    expect(error(source)).toBeLessThanOrEqual(HALF_STEP);
  });

  it('passes over what it has when the server begins anew', async () => {
    const { stream, source } = stem(ranges(5000), everything);
    await stream.head();
    await stream.rest();
    expect(error(source)).toBeLessThanOrEqual(HALF_STEP);
  });

  it('gives up after three tries, and at once on what is not there or no sound', async () => {
    const down = stem(broken);
    await expect(down.stream.head()).rejects.toThrow(/503/);
    expect(down.asked).toHaveLength(3);
    const missing = stem(() => new Response(null, { status: 404 }));
    await expect(missing.stream.head()).rejects.toThrow(/404/);
    expect(missing.asked).toHaveLength(1);
    const page = stem(() => new Response('<!doctype html>'));
    await expect(page.stream.head()).rejects.toThrow(/no Ogg Opus/);
  });

  it('is refused where it is damaged or not whole: silence in its place would be no answer', async () => {
    const spoilt = FILE.map((byte, i) => (i > 8000 && i % 97 === 0 ? byte ^ 0x5a : byte));
    const damaged = stem(() => new Response(spoilt));
    await expect(damaged.stream.head()).rejects.toThrow(/divide by zero|corrupted/);
    expect(damaged.asked).toHaveLength(1);
    const short = stem(() => new Response(FILE.slice(0, 12_000)));
    await expect(short.stream.head()).rejects.toThrow(/ends too early/);
    expect(short.asked).toHaveLength(1);
  });

  it('decodes the least far first', async () => {
    const turns = new Turns();
    const order: string[] = [];
    const work = (name: string) => async (): Promise<void> => void order.push(name);
    await Promise.all([
      turns.take(3, work('far')),
      turns.take(1, work('near')),
      turns.take(2, work('middle')),
    ]);
    expect(order).toEqual(['near', 'middle', 'far']);
  });
});
