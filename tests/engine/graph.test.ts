import { describe, expect, it } from 'vitest';
import { BLOCK_FRAMES, Graph } from '../../src/engine/core/graph.ts';
import { soloGate, workingOrder } from '../../src/engine/core/routing.ts';
import { Timeline } from '../../src/engine/core/timeline.ts';
import type { Session } from '../../src/session/document.ts';
import {
  difference,
  effects,
  inserts,
  LATE_FRAMES,
  mix,
  noise,
  peakOf,
  RATE,
  render,
  session,
  sine,
  sources,
  strip,
  TAP,
} from './fixtures.ts';

const SECOND = RATE;
const MONO_CENTRE = Math.SQRT1_2;

/** Steps a graph as a live engine would, in blocks of the given lengths by turns; latency taken off. */
function step(
  of: Session,
  source: ReturnType<typeof sources>,
  frames: number,
  blocks: number[],
): { left: Float32Array; right: Float32Array } {
  const graph = new Graph(of, { sampleRate: RATE, effects, source });
  const timeline = new Timeline();
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  for (let done = 0, turn = 0; done < frames + graph.latency; turn++) {
    const run = Math.min(blocks[turn % blocks.length]!, frames + graph.latency - done);
    graph.process(timeline, run);
    for (let i = 0; i < run; i++) {
      const at = done + i - graph.latency;
      if (at >= 0) {
        left[at] = graph.output.left[i]!;
        right[at] = graph.output.right[i]!;
      }
    }
    timeline.advance(run);
    done += run;
  }
  return { left, right };
}

const sound = sources({
  a: noise(SECOND, 1),
  b: [noise(SECOND, 2), noise(SECOND, 3)],
  c: noise(SECOND, 4),
  key: sine(SECOND, 220),
});

const whole = (): Session =>
  session(
    {
      a: strip('track', {
        gainDb: -3,
        pan: -30,
        ...inserts({ blur: { effect: 'blur' }, late: { effect: 'late' } }),
        sends: { room: { gainDb: -6, tap: 'post' } },
      }),
      b: strip('track', { width: 140, pan: 20, out: 'bus', sends: { room: { gainDb: -12, tap: 'pre' } } }),
      c: strip('track', {
        out: 'bus',
        offsetS: 0.1,
        ...inserts({
          gain: { effect: 'gain', values: { gainDb: 3 } },
          duck: { effect: 'unkey', key: { from: 'a', tap: 'post' } },
        }),
      }),
      bus: strip('bus', { gainDb: -1, ...inserts({ blur: { effect: 'blur', values: { amountPct: 20 } } }) }),
      room: strip('bus', {
        ...inserts({ late: { effect: 'late' }, blur: { effect: 'blur', values: { amountPct: 90 } } }),
      }),
      master: strip('master', { gainDb: -2, ...inserts({ late: { effect: 'late' } }) }),
    },
    {
      automation: {
        'a.gainDb': {
          mode: 'trim',
          points: [
            [0.05, 0, 0],
            [0.2, -9, 0.4],
            [0.2, 0, 0],
            [0.4, 3, -0.7],
          ],
        },
        'b.pan': {
          mode: 'replace',
          points: [
            [0, -100, 0],
            [0.33333, 100, 0],
          ],
        },
        'c/gain/gainDb': {
          mode: 'replace',
          points: [
            [0.1, -12, 0],
            [0.3, 6, 0],
          ],
        },
        'b/sends/room.gainDb': {
          mode: 'replace',
          points: [
            [0.1, -100, 0],
            [0.1, 0, 0],
            [0.25, -20, 0.5],
          ],
        },
      },
    },
  );

describe('graph', () => {
  it('renders offline what it renders live, to the bit, for any division into blocks', () => {
    const offline = mix(whole(), sound);
    expect(peakOf(offline.left)).toBeGreaterThan(0.05);
    for (const blocks of [[BLOCK_FRAMES], [1], [37], [128, 1, 64, 3, 100], [32, 96]]) {
      const live = step(whole(), sound, offline.left.length, blocks);
      expect(live.left, `blocks of ${blocks}`).toEqual(offline.left);
      expect(live.right, `blocks of ${blocks}`).toEqual(offline.right);
    }
  });

  it('gives the same passage whatever else is asked for at the same time', () => {
    const alone = mix(whole(), sound);
    const all = render(
      {
        session: whole(),
        fromS: 0,
        toS: 0.5,
        preRollS: 0,
        taps: {
          ...TAP,
          a: { kind: 'strip', strip: 'a', tap: 'post' },
          bus: { kind: 'strip', strip: 'bus', tap: 'pre' },
        },
      },
      sound,
    );
    expect(all.taps.out!.left).toEqual(alone.left);
    const track = render(
      {
        session: whole(),
        fromS: 0,
        toS: 0.5,
        preRollS: 0,
        taps: { a: { kind: 'strip', strip: 'a', tap: 'post' } },
      },
      sound,
    );
    expect(track.taps.a!.left).toEqual(all.taps.a!.left);
    expect(peakOf(track.taps.a!.left)).toBeGreaterThan(0.05);
  });

  it('hears a muted track as if it were removed', () => {
    for (const muted of ['a', 'b']) {
      const without = whole();
      without.strips.c!.insert.duck!.key = undefined!;
      delete without.strips.c!.insert.duck!.key;
      const mute = structuredClone(without);
      mute.strips[muted]!.mute = true;
      delete without.strips[muted];
      delete without.sources[muted];
      without.order = without.order.filter((id) => id !== muted);
      for (const address of Object.keys(without.automation))
        if (address.startsWith(muted)) delete without.automation[address];
      const silent = mix(mute, sound);
      const removed = mix(without, sound);
      expect(peakOf(removed.left)).toBeGreaterThan(0.01);
      expect(silent.left).toEqual(removed.left);
      expect(silent.right).toEqual(removed.right);
    }
  });

  it('pans mono with constant power and balances stereo', () => {
    const at = (pan: number, track: 'a' | 'b'): { left: number; right: number } => {
      const { left, right } = mix(session({ [track]: strip('track', { pan }) }), sound, 0.1);
      return { left: peakOf(left), right: peakOf(right) };
    };
    const full = peakOf(noise(SECOND, 1).subarray(0, RATE / 10));
    expect(at(0, 'a').left).toBeCloseTo(full * MONO_CENTRE, 6);
    expect(at(0, 'a').right).toBeCloseTo(full * MONO_CENTRE, 6);
    expect(at(-100, 'a').left).toBeCloseTo(full, 6);
    expect(at(-100, 'a').right).toBe(0);
    expect(at(100, 'a').left).toBe(0);
    const { left: b } = mix(session({ b: strip('track') }), sound, 0.1);
    expect(b).toEqual(noise(SECOND, 2).subarray(0, RATE / 10));
    expect(at(100, 'b').left).toBe(0);
    expect(at(100, 'b').right).toBeCloseTo(peakOf(noise(SECOND, 3).subarray(0, RATE / 10)), 6);
  });

  it('narrows to mono at width 0 and is silent at −100 dB', () => {
    const narrow = mix(session({ b: strip('track', { width: 0 }) }), sound, 0.1);
    expect(narrow.left).toEqual(narrow.right);
    expect(peakOf(narrow.left)).toBeGreaterThan(0.05);
    expect(peakOf(mix(session({ b: strip('track', { gainDb: -100 }) }), sound, 0.1).left)).toBe(0);
  });
});

describe('latency', () => {
  it('aligns two parallel paths: the same sound, inverted, on a late path and a straight one is silence', () => {
    const inverted = sources({ a: noise(SECOND, 1), b: noise(SECOND, 1).map((x) => -x) });
    const late = { ...inserts({ one: { effect: 'late' }, two: { effect: 'late' } }) };
    const both = session({
      a: strip('track', late),
      b: strip('track', { out: 'bus' }),
      bus: strip('bus', { pan: 0 }),
    });
    expect(peakOf(mix(both, inverted).left)).toBe(0);
    expect(peakOf(mix(session({ a: strip('track', late) }), inverted).left)).toBeGreaterThan(0.1);
  });

  it('aligns sends with their track', () => {
    const inverted = sources({ a: noise(SECOND, 1), b: noise(SECOND, 1).map((x) => -x) });
    const nulled = session({
      a: strip('track', { sends: { late: { gainDb: 0, tap: 'post' } } }),
      b: strip('track'),
      late: strip('bus', { gainDb: -100, ...inserts({ late: { effect: 'late' } }) }),
    });
    expect(peakOf(mix(nulled, inverted).left)).toBe(0);
  });

  it('aligns a key with the strip that listens, whichever of them is late', () => {
    const late = { effect: 'late' };
    const keyed = { effect: 'unkey', key: { from: 'key', tap: 'pre' as const } };
    const same = sources({ a: sine(SECOND, 220), key: sine(SECOND, 220) });
    const quiet = { gainDb: -100 };
    for (const [own, others] of [
      [{}, {}],
      [{ l: late }, {}],
      [{}, { l: late }],
      [{ l: late, m: late }, { l: late }],
    ]) {
      const nulled = session({
        key: strip('track', { ...quiet, ...inserts(others as never) }),
        a: strip('track', inserts({ ...(own as object), minus: keyed })),
      });
      expect(peakOf(mix(nulled, same).left)).toBe(0);
    }
    const unkeyed = session({
      key: strip('track', quiet),
      a: strip('track', inserts({ minus: { effect: 'unkey' } })),
    });
    expect(peakOf(mix(unkeyed, same).left)).toBeGreaterThan(0.3);
  });

  it('is taken off a render: a click stays where it was', () => {
    const click = new Float32Array(SECOND);
    click[4800] = 1;
    const late = session({
      a: strip('track', { pan: -100, ...inserts({ l: { effect: 'late' } }) }),
      master: strip('master', inserts({ l: { effect: 'late' } })),
    });
    const { left } = mix(late, sources({ a: click }));
    expect(left.indexOf(1)).toBe(4800);
    const graph = new Graph(late, { sampleRate: RATE, effects, source: sources({ a: click }) });
    expect(graph.latency).toBe(2 * LATE_FRAMES);
  });

  it('keeps automation with the sound behind latency', () => {
    const points: [number, number, number][] = [
      [0.1, 0, 0],
      [0.1, -100, 0],
    ];
    const dry = session(
      { a: strip('track', { pan: -100 }) },
      { automation: { 'a.gainDb': { mode: 'replace', points } } },
    );
    const late = session(
      { a: strip('track', { pan: -100, ...inserts({ l: { effect: 'late' } }) }) },
      { automation: dry.automation },
    );
    const expected = noise(SECOND, 1)
      .subarray(0, RATE / 2)
      .map((x, i) => (i < 4800 ? x : 0));
    expect(mix(dry, sound).left).toEqual(expected);
    expect(mix(late, sound).left).toEqual(expected);
  });
});

describe('automation', () => {
  it('moves a fader straight in decibels between sample-accurate points', () => {
    const ones = sources({ a: new Float32Array(SECOND).fill(1) });
    const moved = session(
      { a: strip('track', { pan: -100, gainDb: -40 }) },
      {
        automation: {
          'a.gainDb': {
            mode: 'replace',
            points: [
              [0.1, 0, 0],
              [0.3, -20, 0],
            ],
          },
        },
      },
    );
    const { left } = mix(moved, ones);
    expect(left[0]).toBe(1);
    expect(20 * Math.log10(left[0.2 * RATE]!)).toBeCloseTo(-10, 3);
    expect(20 * Math.log10(left[0.25 * RATE + 7]!)).toBeCloseTo(-15 - (7 / RATE) * 100, 3);
    expect(20 * Math.log10(left[0.4 * RATE]!)).toBeCloseTo(-20, 3);
    const trimmed = structuredClone(moved);
    trimmed.automation['a.gainDb']!.mode = 'trim';
    expect(20 * Math.log10(mix(trimmed, ones).left[0.2 * RATE]!)).toBeCloseTo(-50, 3);
  });

  it('moves an effect, and a render from the middle meets the same values', () => {
    const ones = sources({ a: new Float32Array(SECOND).fill(1) });
    const moved = session(
      { a: strip('track', { pan: -100, ...inserts({ g: { effect: 'gain' } }) }) },
      {
        automation: {
          'a/g/gainDb': {
            mode: 'replace',
            points: [
              [0, 0, 0],
              [0.4, -24, 0],
            ],
          },
        },
      },
    );
    const all = mix(moved, ones, 0.5).left;
    expect(20 * Math.log10(all[0.2 * RATE]!)).toBeCloseTo(-12, 0);
    const middle = mix(moved, ones, 0.4, 0.2).left;
    expect(difference(middle.subarray(480), all.subarray(0.2 * RATE + 480, 0.4 * RATE))).toBeLessThan(0.005);
  });
});

describe('solo', () => {
  const mixer = (): Session =>
    session({
      vox: strip('track', { source: 'a', sends: { room: { gainDb: -6, tap: 'post' } } }),
      gtr: strip('track', { source: 'b', out: 'band', sends: { room: { gainDb: -6, tap: 'post' } } }),
      kick: strip('track', { source: 'c', out: 'band' }),
      band: strip('bus'),
      room: strip('bus'),
    });
  const open = (solo: string[]): string[] => {
    const gate = soloGate(mixer(), solo);
    const edges = [
      ['vox', 'master'],
      ['vox', 'room'],
      ['gtr', 'band'],
      ['gtr', 'room'],
      ['kick', 'band'],
      ['band', 'master'],
      ['room', 'master'],
    ];
    return edges.filter(([from, to]) => gate(from!, to!)).map((edge) => edge.join('>'));
  };

  it('keeps the path of the soloed track and its returns, and nothing else', () => {
    expect(open([])).toHaveLength(7);
    expect(open(['vox'])).toEqual(['vox>master', 'vox>room', 'room>master']);
    expect(open(['kick'])).toEqual(['kick>band', 'band>master']);
    expect(open(['band'])).toEqual(['gtr>band', 'gtr>room', 'kick>band', 'band>master', 'room>master']);
    expect(open(['room'])).toEqual(['vox>room', 'gtr>room', 'room>master']);
  });

  it('sounds like the soloed track alone', () => {
    const graph = new Graph(mixer(), {
      sampleRate: RATE,
      effects,
      source: sound,
      listening: { solo: ['vox'], bypassed: [], difference: null },
    });
    const timeline = new Timeline();
    graph.process(timeline, 128);
    const alone = mixer();
    alone.strips.gtr!.mute = alone.strips.kick!.mute = true;
    expect(graph.output.left).toEqual(mix(alone, sound, 128 / RATE).left);
  });
});

describe('inserts', () => {
  it('bypass is the dry sound in its place in time, and the difference is what was taken away', () => {
    const with_ = (on: boolean): Session =>
      session({
        a: strip(
          'track',
          inserts({ l: { effect: 'late', on }, g: { effect: 'gain', values: { gainDb: -6 }, on } }),
        ),
      });
    expect(mix(with_(false), sound).left).toEqual(mix(session({ a: strip('track') }), sound).left);

    const graph = new Graph(with_(true), {
      sampleRate: RATE,
      effects,
      source: sound,
      listening: { solo: [], bypassed: [], difference: { strip: 'a', insert: 'l' } },
    });
    const timeline = new Timeline();
    graph.process(timeline, 128);
    expect(peakOf(graph.output.left)).toBe(0);
  });

  it('switches over 10 ms without a step', () => {
    const source = sources({ a: sine(SECOND, 100) });
    const of = session({
      a: strip('track', { pan: -100, ...inserts({ g: { effect: 'gain', values: { gainDb: -20 } } }) }),
    });
    const graph = new Graph(of, { sampleRate: RATE, effects, source });
    const timeline = new Timeline();
    const out: number[] = [];
    for (let block = 0; block < 40; block++) {
      if (block === 12)
        graph.listen({ solo: [], bypassed: [{ strip: 'a', insert: 'g' }], difference: null }, true);
      graph.process(timeline, 128);
      out.push(...graph.output.left);
      timeline.advance(128);
    }
    const steps = out.map((x, i) => Math.abs(x - (out[i - 1] ?? 0)));
    // A 100 Hz sine at 0.5 moves by 0.0066 a frame; the 10 ms fade adds at most 0.5/480.
    expect(Math.max(...steps)).toBeLessThan(0.0078);
    expect(Math.max(...out.slice(-600))).toBeGreaterThan(0.49);
    expect(Math.max(...out.slice(0, 1500))).toBeLessThan(0.06);
  });
});

describe('order', () => {
  it('puts every strip after what it needs and refuses a cycle', () => {
    const order = workingOrder(whole());
    expect(order.indexOf('a')).toBeLessThan(order.indexOf('c'));
    expect(order.indexOf('bus')).toBeLessThan(order.indexOf('master'));
    const loop = session({ one: strip('bus', { out: 'two' }), two: strip('bus', { out: 'one' }) });
    expect(() => workingOrder(loop)).toThrow(/feeds itself/);
    expect(() => workingOrder(session({ a: strip('track', { out: 'nowhere' }) }))).toThrow(/no such strip/);
  });
});
