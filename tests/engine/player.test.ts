import { describe, expect, it } from 'vitest';
import { Player, DEFAULT_LISTENING, type PlayerEvent } from '../../src/engine/core/player.ts';
import { DecodedSource, Pager, PagedSource, PAGE_FRAMES, toSamples } from '../../src/engine/core/source.ts';
import type { Session } from '../../src/session/document.ts';
import {
  difference,
  effects,
  inserts,
  mix,
  noise,
  peakOf,
  RATE,
  session,
  sine,
  sources,
  strip,
} from './fixtures.ts';

/** A player at full volume whose output is collected. */
function rig(): {
  player: Player;
  events: PlayerEvent[];
  run: (frames: number, block?: number) => Float32Array;
} {
  const events: PlayerEvent[] = [];
  const player = new Player({
    sampleRate: RATE,
    effects,
    monitors: () => null,
    emit: (event) => events.push(event),
  });
  player.listen({ ...DEFAULT_LISTENING, volumeDb: 0 });
  const left = new Float32Array(4096);
  const right = new Float32Array(4096);
  // Lets the volume arrive.
  player.process(left, right, 2048);
  return {
    player,
    events,
    run(frames, block = 128) {
      const out = new Float32Array(frames);
      for (let done = 0; done < frames; done += block) {
        const n = Math.min(block, frames - done);
        player.process(left, right, n);
        out.set(left.subarray(0, n), done);
      }
      return out;
    },
  };
}

const largestStep = (samples: Float32Array): number => {
  let most = 0;
  for (let i = 1; i < samples.length; i++) most = Math.max(most, Math.abs(samples[i]! - samples[i - 1]!));
  return most;
};

const hardLeft = { pan: -100 };
const FADE = 240;
/** A sine of 0.3 at 220 Hz moves by at most this a frame; a fade of 5 ms adds 0.3/240. */
const SINE_STEP = 0.3 * ((2 * Math.PI * 220) / RATE) + 0.3 / FADE + 1e-4;
const tone = sources({ a: sine(4 * RATE, 220, 0.3), b: sine(4 * RATE, 220, 0.3) });
const one = (): Session => session({ a: strip('track', hardLeft) });

describe('player', () => {
  it('plays what an offline render gives, to the bit, after its fade-in', () => {
    const of = session({
      a: strip('track', { ...hardLeft, ...inserts({ blur: { effect: 'blur' }, late: { effect: 'late' } }) }),
    });
    const source = sources({ a: noise(2 * RATE, 5, 0.2) });
    for (const block of [128, 100, 512]) {
      const { player, run } = rig();
      player.loadSession('mix', of, source);
      player.play();
      const played = run(RATE, block);
      const offline = mix(of, source, 1).left;
      const latency = 77;
      expect(played.subarray(FADE + latency)).toEqual(offline.subarray(FADE, RATE - latency));
      expect(peakOf(played)).toBeGreaterThan(0.1);
    }
  });

  it('fades in, pauses and goes on without a step', () => {
    const { player, run } = rig();
    player.loadSession('mix', one(), tone);
    player.play();
    const parts = [run(10_000)];
    player.pause();
    parts.push(run(3000));
    const paused = player.transport;
    player.play();
    parts.push(run(10_000));
    expect(paused.playing).toBe(false);
    expect(paused.positionS).toBeCloseTo((10_000 + FADE) / RATE, 2);
    expect(peakOf(parts[1]!.subarray(1000))).toBe(0);
    const whole = Float32Array.from(parts.flatMap((part) => [...part]));
    expect(largestStep(whole)).toBeLessThan(SINE_STEP);
    expect(peakOf(parts[2]!)).toBeCloseTo(0.3, 3);
  });

  it('seeks without a step and arrives where it was sent', () => {
    const { player, run } = rig();
    player.loadSession('mix', one(), tone);
    player.play();
    const before = run(5000);
    player.seek(2);
    const after = run(9600);
    expect(player.transport.positionS).toBeCloseTo(2 + (9600 - FADE) / RATE, 2);
    const whole = Float32Array.from([...before, ...after]);
    expect(largestStep(whole)).toBeLessThan(SINE_STEP);
  });

  it('seeks without a step behind latency too', () => {
    const { player, run } = rig();
    player.loadSession(
      'mix',
      session({ a: strip('track', { ...hardLeft, ...inserts({ late: { effect: 'late' } }) }) }),
      tone,
    );
    player.seek(1.0011);
    player.play();
    const parts = [run(5000)];
    player.seek(2.0013);
    parts.push(run(5000));
    expect(largestStep(Float32Array.from(parts.flatMap((part) => [...part])))).toBeLessThan(SINE_STEP);
    expect(peakOf(parts[1]!)).toBeCloseTo(0.3, 3);
  });

  it('loops without a step, also where the loop does not fit the sound', () => {
    const { player, run, events } = rig();
    player.loadSession('mix', one(), tone);
    player.setLoop({ fromS: 0.5, toS: 0.80123 });
    player.seek(0.45);
    player.play();
    const out = run(2 * RATE);
    expect(largestStep(out)).toBeLessThan(SINE_STEP);
    expect(player.transport.positionS).toBeLessThan(0.81);
    expect(player.transport.positionS).toBeGreaterThan(0.49);
    const wraps = events.filter(
      (event) => event.kind === 'transport' && event.transport.positionS < 0.52 && event.transport.playing,
    );
    expect(wraps.length).toBeGreaterThan(3);
  });

  it('keeps the loop exact: every turn sounds the same', () => {
    const { player, run } = rig();
    player.loadSession(
      'mix',
      session({ a: strip('track', hardLeft) }),
      sources({ a: noise(2 * RATE, 9, 0.3) }),
    );
    player.setLoop({ fromS: 0.25, toS: 0.5 });
    player.seek(0.25);
    player.play();
    const out = run(3 * 12_000);
    expect(out.subarray(12_000, 24_000)).toEqual(out.subarray(24_000, 36_000));
  });

  it('ends after the tail, says so and rewinds', () => {
    const { player, run, events } = rig();
    player.loadSession(
      'mix',
      session({ a: strip('track', inserts({ blur: { effect: 'blur' } })) }),
      sources({ a: sine(RATE / 2, 220) }),
    );
    player.play();
    run(RATE);
    expect(events.at(-1)).toMatchObject({ kind: 'transport', transport: { playing: false, positionS: 0 } });
    expect(events.some((event) => event.kind === 'ended')).toBe(true);
  });

  it('waits, silent and without a step, where sound is missing, says so, and goes on when it is there', () => {
    const { player, run, events } = rig();
    const whole = sine(4 * RATE, 220, 0.3);
    const paged = new PagedSource(1, whole.length);
    const put = (index: number): void =>
      paged.put(index, [toSamples(whole.subarray(index * PAGE_FRAMES, (index + 1) * PAGE_FRAMES))]);
    player.loadSession('mix', one(), () => paged);
    player.play();
    expect(peakOf(run(4800))).toBe(0);
    expect(events.filter((event) => event.kind === 'waiting')).toEqual([{ kind: 'waiting', waiting: true }]);
    put(0);
    const first = run(RATE + 4800);
    expect(peakOf(first.subarray(0, 4800))).toBeCloseTo(0.3, 3);
    expect(peakOf(first.subarray(RATE))).toBe(0);
    expect(player.transport.positionS).toBeLessThan(1);
    expect(player.transport.positionS).toBeGreaterThan(0.95);
    put(1);
    put(2);
    const second = run(RATE);
    expect(peakOf(second)).toBeCloseTo(0.3, 3);
    expect(largestStep(Float32Array.from([...first, ...second]))).toBeLessThan(SINE_STEP);
    expect(events.filter((event) => event.kind === 'waiting').map((event) => event.waiting)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('does not wait for a muted track', () => {
    const { player, run } = rig();
    const empty = new PagedSource(1, 4 * RATE);
    const of = session({ a: strip('track', hardLeft), b: strip('track', { mute: true }) });
    player.loadSession('mix', of, (id) => (id === 'b' ? empty : tone(id, of.sources.a!)));
    player.play();
    expect(peakOf(run(4800))).toBeCloseTo(0.3, 3);
  });

  it('takes edits while playing without a step: values, new sends and inserts, other order, removal', () => {
    const { player, run } = rig();
    const base = session({
      a: strip('track', hardLeft),
      b: strip('track', hardLeft),
      bus: strip('bus', { gainDb: -12 }),
    });
    base.strips.a!.gainDb = base.strips.b!.gainDb = -6;
    const edit = (change: (of: Session) => void): Session => {
      change(base);
      return structuredClone(base);
    };
    player.loadSession('mix', structuredClone(base), tone);
    player.play();
    const parts = [run(4800)];
    const take = (of: Session): void => {
      player.loadSession('mix', of, tone);
      parts.push(run(4800));
    };
    take(edit((of) => void (of.strips.a!.gainDb = -12)));
    take(edit((of) => void Object.assign(of.strips.a!, inserts({ blur: { effect: 'blur' } }))));
    take(edit((of) => void (of.strips.a!.sends.bus = { gainDb: 0, tap: 'post' })));
    take(
      edit(
        (of) =>
          void Object.assign(of.strips.a!, inserts({ blur: { effect: 'blur' }, late: { effect: 'late' } })),
      ),
    );
    take(edit((of) => void of.strips.a!.inserts.reverse()));
    take(edit((of) => void Object.assign(of.strips.a!, inserts({}))));
    take(edit((of) => void (of.strips.b!.mute = true)));
    take(edit((of) => void (of.strips.b!.out = 'bus')));
    take(
      edit((of) => {
        delete of.strips.b;
        of.order = of.order.filter((id) => id !== 'b');
      }),
    );
    const joined = parts.map((part, i) =>
      Float32Array.from([...(parts.slice(0, i).at(-1)?.slice(-1) ?? []), ...part]),
    );
    expect(joined.map(largestStep).map((most) => most < SINE_STEP)).toEqual(parts.map(() => true));
    expect(peakOf(parts.at(-1)!.subarray(2400))).toBeGreaterThan(0.07);
  });

  it('keeps the state of what stays when a track gains an insert', () => {
    const { player, run } = rig();
    const base = session({
      a: strip('track', { ...hardLeft, ...inserts({ blur: { effect: 'blur', values: { amountPct: 95 } } }) }),
      b: strip('track', { gainDb: -100 }),
    });
    player.loadSession('mix', base, tone);
    player.play();
    run(9600);
    const more = structuredClone(base);
    Object.assign(more.strips.b!, inserts({ blur: { effect: 'blur' } }));
    player.loadSession('mix', more, tone);
    const out = run(4800);
    const same = rig();
    same.player.loadSession('mix', base, tone);
    same.player.play();
    same.run(9600);
    expect(out).toEqual(same.run(4800));
  });

  it('mutes, begins anew and reports once when an effect gives no number', () => {
    const { player, run, events } = rig();
    const of = session({ a: strip('track', { ...hardLeft, ...inserts({ broken: { effect: 'break' } }) }) });
    player.loadSession('mix', of, tone);
    player.subscribe(1, [{ kind: 'level', at: { kind: 'strip', strip: 'a', tap: 'post' } }]);
    player.play();
    run(4800);
    const bad = structuredClone(of);
    bad.strips.a!.insert.broken!.values = { at: 1 };
    player.loadSession('mix', bad, tone);
    const parts: Float32Array[] = [];
    const levels: number[] = [];
    const picture = new Float32Array(5);
    for (let pictures = 0; pictures < 12; pictures++) {
      parts.push(run(800));
      player.meters.take();
      player.meters.pack(1, picture);
      levels.push(...picture.subarray(1));
    }
    const out = Float32Array.from(parts.flatMap((part) => [...part]));
    expect(out.every(Number.isFinite)).toBe(true);
    expect(events.filter((event) => event.kind === 'fault')).toMatchObject([{ strip: 'a' }]);
    expect(peakOf(out.subarray(4800))).toBeCloseTo(0.3, 3);
    // A meter on the page falls from reading to reading: one that is no number would stay there.
    expect(levels.filter(Number.isNaN)).toEqual([]);
    expect(levels.at(-4)).toBeCloseTo(20 * Math.log10(0.3), 1);
  });

  it('plays the programme that was asked for last, at the same position', () => {
    const { player, run, events } = rig();
    player.loadSession('one', one(), tone);
    player.play();
    run(9600);
    player.loadSession('two', session({ b: strip('track', { ...hardLeft, gainDb: -6 }) }), tone);
    const out = run(9600);
    expect(peakOf(out.subarray(2400))).toBeCloseTo(0.3 * 10 ** (-6 / 20), 3);
    expect(player.transport.positionS).toBeCloseTo(0.4, 1);
    expect(events.some((event) => event.kind === 'fault')).toBe(false);
  });
});

describe('compare', () => {
  it('plays recordings in step with their trims and changes over 10 ms', () => {
    const { player, run } = rig();
    const a = sine(2 * RATE, 220, 0.3);
    const b = a.map((x) => 2 * x);
    const prints = [
      { id: 'mix', reader: new DecodedSource([a, a]), trimDb: 0 },
      { id: 'master', reader: new DecodedSource([b, b]), trimDb: 20 * Math.log10(0.5) },
    ];
    player.loadCompare('versus', prints, 'mix');
    player.play();
    run(4800);
    player.hear('master');
    const out = run(4800);
    expect(difference(out, a.subarray(4800, 9600))).toBeLessThan(1e-6);
    player.hear('nobody');
    expect(peakOf(run(480))).toBeCloseTo(0.3, 2);
    const position = player.transport.positionS;
    player.loadCompare(
      'versus',
      prints.map((print) => ({ ...print, trimDb: 0 })),
      'master',
    );
    const louder = run(4800);
    expect(peakOf(louder.subarray(960))).toBeCloseTo(0.6, 2);
    expect(largestStep(louder)).toBeLessThan(0.6 * ((2 * Math.PI * 220) / RATE) + 0.3 / 480);
    expect(player.transport.positionS).toBeCloseTo(position + 0.1, 3);
  });
});

describe('listening', () => {
  it('goes through converter, mono, trim and volume, and never into the tap', () => {
    const { player, run } = rig();
    player.loadSession(
      'mix',
      session({ a: strip('track', { ...hardLeft, gainDb: 10 }) }),
      sources({ a: sine(2 * RATE, 220, 1) }),
    );
    player.play();
    const seen = new Float32Array(16);
    player.subscribe(1, [
      { kind: 'level', at: { kind: 'tap' } },
      { kind: 'loudness', at: { kind: 'tap' } },
    ]);
    run(RATE / 2);
    player.meters.take();
    player.meters.pack(1, seen);
    expect(seen[1]).toBeCloseTo(10, 1);
    expect(seen[11]).toBeGreaterThan(1000);
    // The converter clips at 0 dBFS, the safety limiter holds −0.3.
    expect(peakOf(run(4800))).toBeCloseTo(10 ** (-0.3 / 20), 3);
    player.listen({ ...DEFAULT_LISTENING, volumeDb: -20, trimDb: -6 });
    run(4800);
    expect(peakOf(run(4800))).toBeCloseTo(10 ** (-26 / 20), 3);
    player.listen({ ...DEFAULT_LISTENING, volumeDb: -20, trimDb: +6, mono: true });
    run(4800);
    expect(peakOf(run(4800))).toBeCloseTo(0.5 * 10 ** (-20 / 20), 3);
    player.listen({ ...DEFAULT_LISTENING, volumeDb: -60 });
    run(4800);
    expect(peakOf(run(480))).toBe(0);
    player.testTone('left');
    expect(peakOf(run(9600))).toBeCloseTo(10 ** (-30 / 20), 3);
  });
});

describe('paged sources', () => {
  const whole = noise(Math.round(2.5 * PAGE_FRAMES), 3, 0.9);
  const cut = (pieces: number, exact = false): PagedSource => {
    const source = new PagedSource(1, whole.length);
    const pager = new Pager(1, whole.length, (index, page) => source.put(index, page), exact);
    for (let at = 0; at < whole.length; at += pieces) {
      const part = whole.subarray(at, at + pieces);
      pager.push([part], part.length);
    }
    pager.end();
    return source;
  };

  it('read the same however they were cut, within half a 16-bit step', () => {
    const left = new Float32Array(60_000);
    const right = new Float32Array(60_000);
    const other = new Float32Array(60_000);
    expect(cut(960).read(40_000, 60_000, left, right)).toBe(true);
    cut(7777).read(40_000, 60_000, other, other);
    expect(left).toEqual(other);
    expect(right).toEqual(left);
    expect(difference(left, whole.subarray(40_000, 100_000))).toBeLessThanOrEqual(0.5 / 32768);
    cut(960, true).read(40_000, 60_000, other, other);
    expect(other).toEqual(whole.subarray(40_000, 100_000));
  });

  it('keep a second that passes full scale as it is', () => {
    expect(toSamples(Float32Array.of(0.5, 1.25))).toEqual(Float32Array.of(0.5, 1.25));
    expect(toSamples(Float32Array.of(0.5, -0.99))).toBeInstanceOf(Int16Array);
  });

  it('are silent outside and tell of a missing page', () => {
    const source = new PagedSource(1, 2 * PAGE_FRAMES);
    source.put(0, [toSamples(whole.subarray(0, PAGE_FRAMES))]);
    const left = new Float32Array(128).fill(1);
    const right = new Float32Array(128).fill(1);
    expect(source.read(-64, 128, left, right)).toBe(true);
    expect(peakOf(left.subarray(0, 64))).toBe(0);
    expect(peakOf(left.subarray(64))).toBeGreaterThan(0);
    expect(source.read(PAGE_FRAMES - 64, 128, left, right)).toBe(false);
    expect(peakOf(left.subarray(64))).toBe(0);
    expect(source.has(PAGE_FRAMES - 64, 64)).toBe(true);
    expect(source.has(PAGE_FRAMES - 64, 65)).toBe(false);
    expect(source.has(2 * PAGE_FRAMES, 999)).toBe(true);
  });
});
