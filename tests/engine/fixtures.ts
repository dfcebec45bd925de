/** Small sounds, effects and sessions for the engine's tests. */
import { defineEffect, type Effect, type Processor, type Stereo } from '../../src/dsp/core/effect.ts';
import { decibels, number, type Values } from '../../src/dsp/core/params.ts';
import { DecodedSource, type SourceReader } from '../../src/engine/core/source.ts';
import { PassageRender, type RenderSetting } from '../../src/engine/offline/renderer.ts';
import type { Rendered, RenderRequest, Tap } from '../../src/engine/facade.ts';
import type { Insert, Session, Strip } from '../../src/session/document.ts';
import { newStrip as strip } from '../../src/session/new-strip.ts';

export { strip };

export const RATE = 48_000;
export const TAP: Record<string, Tap> = { out: { kind: 'tap' } };

/** Repeatable white noise in ±amplitude. */
export function noise(frames: number, seed: number, amplitude = 0.25): Float32Array {
  let state = seed >>> 0 || 1;
  return Float32Array.from({ length: frames }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) / 2 ** 31 - 1) * amplitude;
  });
}

export function sine(frames: number, freqHz: number, amplitude = 0.5): Float32Array {
  return Float32Array.from(
    { length: frames },
    (_, i) => amplitude * Math.sin((2 * Math.PI * freqHz * i) / RATE),
  );
}

/** A gain that glides over 100 frames. */
const gainParams = { gainDb: decibels('Gain', { min: -60, max: 24, default: 0 }) };
const gainEffect = defineEffect({
  id: 'gain',
  version: 1,
  label: 'Gain',
  params: gainParams,
  readings: [],
  keyed: false,
  tailS: 0,
  create(): Processor<typeof gainParams> {
    let now = 1;
    let target = 1;
    let left = 0;
    return {
      latency: 0,
      readings: new Float32Array(0),
      set({ gainDb }: Values<typeof gainParams>, glide: boolean) {
        target = 10 ** (gainDb / 20);
        left = glide ? 100 : 0;
        if (!glide) now = target;
      },
      process(io: Stereo, frames: number) {
        for (let i = 0; i < frames; i++) {
          if (left > 0) now += (target - now) / left--;
          io.left[i]! *= now;
          io.right[i]! *= now;
        }
      },
      reset() {
        now = target;
        left = 0;
      },
    };
  },
});

/** Passes its input on 77 frames late, as a look-ahead would, and says so. */
export const LATE_FRAMES = 77;
const lateEffect = defineEffect({
  id: 'late',
  version: 1,
  label: 'Late',
  params: {},
  readings: [],
  keyed: false,
  tailS: 0,
  create(): Processor<Record<never, never>> {
    const line = [new Float32Array(LATE_FRAMES), new Float32Array(LATE_FRAMES)] as const;
    let at = 0;
    return {
      latency: LATE_FRAMES,
      readings: new Float32Array(0),
      set() {},
      process(io: Stereo, frames: number) {
        for (let i = 0; i < frames; i++) {
          const [l, r] = [line[0][at]!, line[1][at]!];
          line[0][at] = io.left[i]!;
          line[1][at] = io.right[i]!;
          io.left[i] = l;
          io.right[i] = r;
          at = (at + 1) % LATE_FRAMES;
        }
      },
      reset() {
        line[0].fill(0);
        line[1].fill(0);
        at = 0;
      },
    };
  },
});

/** Subtracts the key from its input: silence exactly when both are the same sound at the same time. */
const unkeyEffect = defineEffect({
  id: 'unkey',
  version: 1,
  label: 'Minus key',
  params: {},
  readings: [],
  keyed: true,
  tailS: 0,
  create(): Processor<Record<never, never>> {
    return {
      latency: 0,
      readings: new Float32Array(0),
      set() {},
      process(io: Stereo, frames: number, key: Stereo | null) {
        if (!key) return;
        for (let i = 0; i < frames; i++) {
          io.left[i]! -= key.left[i]!;
          io.right[i]! -= key.right[i]!;
        }
      },
      reset() {},
    };
  },
});

/** One-pole low-pass with a long memory: state that must neither be lost nor carried over. */
const blurParams = { amountPct: number('Amount', '%', { min: 0, max: 100, default: 50 }) };
const blurEffect = defineEffect({
  id: 'blur',
  version: 1,
  label: 'Blur',
  params: blurParams,
  readings: [{ id: 'peak', label: 'Peak', unit: '', hold: 'max' }],
  keyed: false,
  tailS: 0.1,
  create(): Processor<typeof blurParams> {
    let [l, r, a] = [0, 0, 0.5];
    const readings = new Float32Array(1);
    return {
      latency: 0,
      readings,
      set({ amountPct }: Values<typeof blurParams>) {
        a = amountPct / 101;
      },
      process(io: Stereo, frames: number) {
        readings[0] = 0;
        for (let i = 0; i < frames; i++) {
          l = io.left[i] = a * l + (1 - a) * io.left[i]!;
          r = io.right[i] = a * r + (1 - a) * io.right[i]!;
          readings[0] = Math.max(readings[0]!, Math.abs(io.left[i]!));
        }
      },
      reset() {
        l = r = 0;
      },
    };
  },
});

/** Gives out something that is no number when it is moved up, until it is reset. */
const breakParams = { at: number('At', '', { min: 0, max: 1, default: 0 }) };
const breakEffect = defineEffect({
  id: 'break',
  version: 1,
  label: 'Break',
  params: breakParams,
  readings: [],
  keyed: false,
  tailS: 0,
  create(): Processor<typeof breakParams> {
    let broken = false;
    return {
      latency: 0,
      readings: new Float32Array(0),
      set: ({ at }: Values<typeof breakParams>, glide: boolean) => void (broken = glide && at > 0.5),
      process(io: Stereo) {
        if (broken) io.left[0] = NaN;
      },
      reset: () => void (broken = false),
    };
  },
});

const ALL: Record<string, Effect> = Object.fromEntries(
  [gainEffect, lateEffect, unkeyEffect, blurEffect, breakEffect].map((effect) => [
    effect.id,
    effect as unknown as Effect,
  ]),
);
export const effects = (id: string): Effect | undefined => ALL[id];

/** Inserts of a strip, in order, by id. */
export function inserts(
  list: Record<string, Partial<Insert> & { effect: string }>,
): Pick<Strip, 'inserts' | 'insert'> {
  return {
    inserts: Object.keys(list),
    insert: Object.fromEntries(
      Object.entries(list).map(([id, insert]) => [id, { v: 1, on: true, values: {}, ...insert }]),
    ),
  };
}

/** A session of tracks (and buses) into a master; each track plays the source of its own name. */
export function session(strips: Record<string, Strip>, over: Partial<Session> = {}): Session {
  const all: Record<string, Strip> = { ...strips, master: strips.master ?? strip('master') };
  const tracks = Object.keys(all).filter((id) => all[id]!.kind === 'track');
  for (const id of tracks) all[id] = { ...all[id]!, source: all[id]!.source ?? id };
  return {
    v: 1,
    bpm: 120,
    sources: Object.fromEntries(
      tracks.map((id) => [all[id]!.source!, { kind: 'song', song: 'test', stem: all[id]!.source!, rev: 1 }]),
    ),
    strips: all,
    order: [...Object.keys(all).filter((id) => id !== 'master'), 'master'],
    automation: {},
    ...over,
  };
}

/** Sources by id, each of one channel or two. */
export function sources(
  sounds: Record<string, Float32Array | [Float32Array, Float32Array]>,
): RenderSetting['source'] {
  const readers = new Map<string, SourceReader>(
    Object.entries(sounds).map(([id, sound]) => [
      id,
      new DecodedSource(Array.isArray(sound) ? sound : [sound]),
    ]),
  );
  return (id) => readers.get(id) ?? null;
}

export function render(request: RenderRequest, source: RenderSetting['source']): Rendered {
  const passage = new PassageRender(request, { effects, source });
  while (passage.step());
  return passage.result;
}

/** The mix's left and right over a passage, without pre-roll. */
export function mix(
  of: Session,
  source: RenderSetting['source'],
  toS = 0.5,
  fromS = 0,
): { left: Float32Array; right: Float32Array } {
  return render({ session: of, fromS, toS, preRollS: 0, taps: TAP }, source).taps.out!;
}

export const peakOf = (samples: Float32Array): number =>
  samples.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0);

/** Largest difference between two sounds. */
export function difference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new Error(`${a.length} frames against ${b.length}`);
  return a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0);
}
