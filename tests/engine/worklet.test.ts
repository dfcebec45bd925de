/** The worklet as the audio thread runs it, driven by messages, in Node. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Pager, type Page } from '../../src/engine/core/source.ts';
import { DEFAULT_LISTENING } from '../../src/engine/core/player.ts';
import type { FileSound } from '../../src/engine/decode/sounds.ts';
import { MeterDesk } from '../../src/engine/live/meter-desk.ts';
import { PROCESSOR, type FromWorklet, type ToWorklet } from '../../src/engine/live/protocol.ts';
import type { MeterFrame } from '../../src/engine/facade.ts';
import { noise, peakOf, RATE, session, strip } from './fixtures.ts';

interface Processor {
  port: { onmessage: ((event: { data: ToWorklet }) => void) | null };
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}
let make: () => Processor;
let sent: FromWorklet[] = [];
const clock = { currentFrame: 0 };

beforeAll(async () => {
  class Base {
    port = {
      onmessage: null,
      postMessage: (message: FromWorklet, transfer?: ArrayBuffer[]) =>
        sent.push(structuredClone(message, { transfer: transfer ?? [] })),
    };
  }
  vi.stubGlobal('AudioWorkletProcessor', Base);
  vi.stubGlobal('sampleRate', RATE);
  Object.defineProperty(globalThis, 'currentFrame', { get: () => clock.currentFrame, configurable: true });
  Object.defineProperty(globalThis, 'currentTime', {
    get: () => clock.currentFrame / RATE,
    configurable: true,
  });
  vi.stubGlobal('registerProcessor', (name: string, made: new () => Processor) => {
    expect(name).toBe(PROCESSOR);
    make = () => new made();
  });
  // By a computed name, because this program's types are the page's and not the audio thread's.
  await import(/* @vite-ignore */ new URL('../../src/engine/live/worklet.ts', import.meta.url).pathname);
});

const FRAMES = 3 * RATE;
const sound = (name: string, kind: 'file' = 'file'): FileSound => ({
  kind,
  name,
  label: name,
  path: `${name}.opus`,
  bytes: 1,
  channels: 1,
  frames: FRAMES,
});

function pages(samples: Float32Array): Page[] {
  const all: Page[] = [];
  const pager = new Pager(1, samples.length, (_, page) => all.push(page));
  pager.push([samples], samples.length);
  pager.end();
  return all;
}

/** A worklet with a page server that has the given sounds and answers when told. */
function rig(sounds: Record<string, Float32Array>): {
  tell: (message: ToWorklet) => void;
  run: (blocks: number) => Float32Array;
  wants: string[];
  deliver: (name: string, until?: number) => void;
  fail: (name: string) => void;
  of: <K extends FromWorklet['kind']>(kind: K) => Extract<FromWorklet, { kind: K }>[];
} {
  sent = [];
  clock.currentFrame = 0;
  const processor = make();
  const wants: string[] = [];
  const port = {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    postMessage: (message: { sounds: FileSound[] }) =>
      wants.push(...message.sounds.map((wanted) => wanted.name)),
  };
  const tell = (message: ToWorklet): void => processor.port.onmessage!({ data: message });
  tell({ kind: 'pages', of: 'file', port: port as unknown as MessagePort });
  tell({ kind: 'listen', listening: { ...DEFAULT_LISTENING, volumeDb: 0 } });
  return {
    tell,
    wants,
    deliver: (name, until = Infinity) =>
      pages(sounds[name]!).forEach(
        (page, index) => index < until && port.onmessage!({ data: { kind: 'page', name, index, page } }),
      ),
    fail: (name) => port.onmessage!({ data: { kind: 'failed', name } }),
    run(blocks) {
      const out = new Float32Array(blocks * 128);
      for (let block = 0; block < blocks; block++) {
        const left = new Float32Array(128);
        expect(processor.process([], [[left, new Float32Array(128)]])).toBe(true);
        out.set(left, block * 128);
        clock.currentFrame += 128;
      }
      return out;
    },
    of: (kind) => sent.filter((message) => message.kind === kind) as never,
  };
}

const vox = noise(FRAMES, 7, 0.3);
const one = session({ vox: strip('track', { pan: -100 }) });
const load = (tell: (message: ToWorklet) => void): void =>
  tell({
    kind: 'load',
    positionS: 0,
    programme: { kind: 'session', id: 'mix', session: one, sounds: { vox: sound('vox') } },
  });

describe('worklet', () => {
  it('asks for what a session plays, waits for it and plays it', () => {
    const { tell, run, wants, deliver, of } = rig({ vox });
    run(20);
    load(tell);
    tell({ kind: 'play' });
    expect(wants).toEqual(['vox']);
    expect(peakOf(run(20))).toBe(0);
    expect(of('waiting').map((message) => message.waiting)).toEqual([true]);
    deliver('vox');
    const out = run(400);
    expect(of('waiting').map((message) => message.waiting)).toEqual([true, false]);
    expect(peakOf(out)).toBeCloseTo(0.3, 2);
    load(tell);
    expect(wants).toEqual(['vox']);
  });

  it('plays clips that came whole, where they lie on the time line, and holds them for the same programme', () => {
    const { tell, run, wants } = rig({});
    const clip = (name: string, value: number, sent: boolean) => ({
      id: name,
      trimDb: 0,
      sound: {
        kind: 'clip' as const,
        name,
        beginFrame: RATE,
        sound: sent
          ? ([0, 1].map(() => new Float32Array(RATE).fill(value)) as [Float32Array, Float32Array])
          : null,
      },
    });
    const compare = (heard: string, sent: boolean): void =>
      tell({
        kind: 'load',
        positionS: 0,
        programme: {
          kind: 'compare',
          id: 'blind',
          heard,
          prints: [clip('a', 0.2, sent), clip('b', 0.1, sent)],
        },
      });
    compare('a', true);
    tell({ kind: 'seek', positionS: 0.5 });
    tell({ kind: 'play' });
    expect(wants).toEqual([]);
    const out = run(500);
    expect(peakOf(out.subarray(0, RATE / 2 - 256))).toBe(0);
    expect(out.at(-1)).toBeCloseTo(0.2, 5);
    compare('b', false);
    expect(run(20).at(-1)).toBeCloseTo(0.1, 5);
  });

  it('plays without a recording that does not come, and with it once it has come after all', () => {
    const { tell, run, deliver, fail } = rig({ vox, gtr: vox });
    const two = session({ vox: strip('track', { pan: -100 }), gtr: strip('track', { pan: -100 }) });
    tell({
      kind: 'load',
      positionS: 0,
      programme: {
        kind: 'session',
        id: 'mix',
        session: two,
        sounds: { vox: sound('vox'), gtr: sound('gtr') },
      },
    });
    tell({ kind: 'play' });
    deliver('vox');
    expect(peakOf(run(20))).toBe(0);
    fail('gtr');
    expect(peakOf(run(100))).toBeCloseTo(0.3, 2);
    deliver('gtr');
    expect(peakOf(run(100))).toBeCloseTo(0.6, 1);
  });

  it('does not play silence when nothing comes at all', () => {
    const { tell, run, fail, of } = rig({ vox });
    load(tell);
    tell({ kind: 'play' });
    fail('vox');
    run(20);
    expect(of('waiting').map((message) => message.waiting)).toEqual([true]);
  });

  it('sends pictures at about 60 Hz in buffers that come back', () => {
    const { tell, run, deliver, of } = rig({ vox });
    load(tell);
    deliver('vox');
    tell({ kind: 'play' });
    tell({
      kind: 'subscribe',
      watcher: 3,
      points: [
        { kind: 'level', at: { kind: 'tap' } },
        { kind: 'samples', at: { kind: 'strip', strip: 'vox', tap: 'post' } },
        { kind: 'level', at: { kind: 'strip', strip: 'nobody', tap: 'pre' } },
      ],
    });
    run(375);
    const frames = of('meters');
    expect(frames.length).toBeGreaterThan(57);
    expect(frames.length).toBeLessThan(62);
    const { buffer, positionS, contextTimeS } = frames[30]!;
    expect(frames[30]!.watchers).toEqual([3]);
    expect(buffer[1]).toBe(4);
    expect(buffer[2]).toBeGreaterThan(-13);
    expect(buffer[6]! / 2).toBeGreaterThanOrEqual(768);
    expect(contextTimeS).toBeCloseTo(positionS, 2);
    expect(buffer[7 + buffer[6]! + 1]).toBe(-Infinity);
    expect(buffer[0]).toBe(5 + 1 + buffer[6]! + 5);
    // What came back is sent again.
    tell({ kind: 'buffer', buffer });
    buffer[buffer.length - 1] = 1234;
    run(16);
    expect(
      of('meters')
        .slice(frames.length)
        .some((frame) => frame.buffer.at(-1) === 1234),
    ).toBe(true);
    tell({ kind: 'unsubscribe', watcher: 3 });
    const before = of('meters').length;
    run(100);
    expect(of('meters')).toHaveLength(before);
  });

  it('says that a session cannot be played, and plays on', () => {
    const { tell, run, deliver, of } = rig({ vox });
    load(tell);
    deliver('vox');
    tell({ kind: 'play' });
    run(40);
    const circular = session({
      vox: strip('track', { out: 'a' }),
      a: strip('bus', { out: 'b' }),
      b: strip('bus', { out: 'a' }),
    });
    tell({
      kind: 'load',
      positionS: null,
      programme: { kind: 'session', id: 'mix', session: circular, sounds: { vox: sound('vox') } },
    });
    expect(of('fault')).toMatchObject([
      { code: 'session', detail: expect.stringContaining('feeds itself') as string },
    ]);
    expect(peakOf(run(40))).toBeGreaterThan(0.25);
  });

  it('does the work again on scratch state without being heard', () => {
    const { tell, run, deliver } = rig({ vox });
    tell({ kind: 'burden', times: 3 });
    load(tell);
    deliver('vox');
    tell({ kind: 'play' });
    const out = run(100);
    expect(peakOf(out)).toBeCloseTo(0.3, 1);
  });
});

describe('meter desk', () => {
  it('holds a picture until its sound is heard, then gives the buffer back', () => {
    const told: ToWorklet[] = [];
    const context = { currentTime: 1, baseLatency: 0.01, outputLatency: 0.1 } as AudioContext;
    const desk = new MeterDesk(context, (message) => told.push(message));
    const seen: MeterFrame[] = [];
    const stop = desk.open({ level: { kind: 'level', at: { kind: 'tap' } } }, (frame) =>
      seen.push({ ...frame, values: { level: frame.values.level!.slice() } }),
    );
    const frame = (contextTimeS: number): Extract<FromWorklet, { kind: 'meters' }> => ({
      kind: 'meters',
      watchers: [1],
      positionS: contextTimeS,
      contextTimeS,
      buffer: Float32Array.of(5, 4, -1, -2, -3, -4),
    });
    desk.take(frame(0.95));
    expect(seen).toHaveLength(0);
    (context as { currentTime: number }).currentTime = 1.06;
    desk.take(frame(1.03));
    expect(seen.map(({ positionS }) => positionS)).toEqual([0.95]);
    expect([...seen[0]!.values.level!]).toEqual([-1, -2, -3, -4]);
    expect(told.filter(({ kind }) => kind === 'buffer')).toHaveLength(1);
    stop();
    expect(told.at(-1)).toMatchObject({ kind: 'unsubscribe', watcher: 1 });
    (context as { currentTime: number }).currentTime = 1.2;
    desk.take(frame(1.05));
    expect(seen).toHaveLength(1);
    expect(told.filter(({ kind }) => kind === 'buffer')).toHaveLength(3);
  });

  it('gives each watcher its own part, leaves out who has gone, and keeps no buffer when one throws', () => {
    const told: ToWorklet[] = [];
    const desk = new MeterDesk({ currentTime: 1, outputLatency: 0 } as AudioContext, (message) =>
      told.push(message),
    );
    const level = { level: { kind: 'level', at: { kind: 'tap' } } } as const;
    const gone = desk.open(level, () => expect.unreachable());
    const seen: number[][] = [];
    desk.open({ a: level.level, b: level.level }, ({ values }) => seen.push([...values.a!], [...values.b!]));
    gone();
    const picture = (): Extract<FromWorklet, { kind: 'meters' }> => ({
      kind: 'meters',
      watchers: [1, 2],
      positionS: 1,
      contextTimeS: 1,
      buffer: Float32Array.of(2, 1, 99, 5, 2, 7, 8, 1, 9),
    });
    desk.take(picture());
    expect(seen).toEqual([[7, 8], [9]]);
    desk.open(level, () => {
      throw new Error('broken picture');
    });
    const buffer = Float32Array.of(2, 1, 5);
    expect(() => desk.take({ ...picture(), watchers: [3], buffer })).toThrow('broken picture');
    expect(told.filter(({ kind }) => kind === 'buffer')).toHaveLength(2);
  });

  it('does not ask for the latency of a device in whose own call the sound is made', () => {
    const context = {
      currentTime: 1,
      baseLatency: 0,
      get outputLatency(): number {
        throw new Error('Firefox may never answer');
      },
    } as AudioContext;
    const desk = new MeterDesk(context, () => {});
    const seen: number[] = [];
    desk.open({ level: { kind: 'level', at: { kind: 'tap' } } }, ({ positionS }) => seen.push(positionS));
    for (const contextTimeS of [0.98, 1.02])
      desk.take({
        kind: 'meters',
        watchers: [1],
        positionS: contextTimeS,
        contextTimeS,
        buffer: Float32Array.of(2, 1, -1),
      });
    expect(seen).toEqual([0.98]);
  });
});
