import { describe, expect, it } from 'vitest';
import { judge, newStartCache, resultsOf } from '../../src/course/checks/judge.ts';
import type { References } from '../../src/course/checks/kind.ts';
import { recogniseTrap } from '../../src/course/checks/traps.ts';
import { finite, verdictOf } from '../../src/course/checks/verdict.ts';
import type { Check, Exercise } from '../../src/course/types.ts';
import { bandLevels } from '../../src/dsp/meters/bands.ts';
import type { OfflineRenderer, RenderRequest, Tap } from '../../src/engine/facade.ts';
import type { Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { small } from '../session/fixtures.ts';

const RATE = 48_000;
const amplitude = (db: number): number => 10 ** (db / 20);

const noises = new Map<number, Float32Array>();
/** Noise from a fixed seed (a 32-bit xorshift), so that every run measures the same. */
function noise(seed: number): Float32Array {
  const known = noises.get(seed);
  if (known) return known;
  let x = seed * 2654435761;
  const made = Float32Array.from({ length: 14 * RATE }, () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x | 0) / 2 ** 31;
  });
  noises.set(seed, made);
  return made;
}

const references: References = {
  sections: [
    { id: 'verse', label: 'Verse', fromS: 1, toS: 4 },
    { id: 'chorus', label: 'Chorus', fromS: 4, toS: 8 },
  ],
  durationS: 10,
  clean: {},
};

interface Log {
  requests: RenderRequest[];
}

/** A renderer without an engine: strips are noise at their fader's level and pan. */
function renderer(log: Log): OfflineRenderer['render'] {
  const level = (session: Session, tap: Tap): [number, number] => {
    if (tap.kind === 'tap') return [amplitude(-20), amplitude(-20)];
    const strip = session.strips[tap.strip] as Session['strips'][string];
    const pre = tap.kind === 'insert' || tap.tap === 'pre';
    const gain = strip.mute ? 0 : amplitude(pre ? -20 : strip.gainDb - 20);
    return pre
      ? [gain, gain]
      : [
          gain * (strip.pan <= 0 ? 1 : 1 - strip.pan / 100),
          gain * (strip.pan >= 0 ? 1 : 1 + strip.pan / 100),
        ];
  };
  return async (request, options) => {
    log.requests.push(request);
    options?.signal?.throwIfAborted();
    options?.onProgress?.(0.5);
    const from = Math.round(request.fromS * RATE);
    const to = Math.round(request.toS * RATE);
    const taps = Object.fromEntries(
      Object.entries(request.taps).map(([name, tap]) => {
        const [left, right] = level(request.session, tap);
        const seed = tap.kind === 'tap' ? 9 : tap.strip === 'vox' ? 1 : 2;
        const source = noise(seed).subarray(from, to);
        return [name, { left: source.map((x) => x * left), right: source.map((x) => x * right) }];
      }),
    );
    return { sampleRate: RATE, taps };
  };
}

const exerciseOf = (checks: Record<string, Check>, over: Partial<Exercise> = {}): Exercise => ({
  owns: ['vox'],
  pins: {},
  start: {},
  solutions: [],
  traps: {},
  checks,
  ...over,
});
const base = { label: 'x', hint: 'own hint', passage: { section: 'chorus' } } as const;

async function measured(check: Check, session: Session, start = small(), refs = references): Promise<number> {
  const [result] = await judge(exerciseOf({ it: check }), session, start, refs, renderer({ requests: [] }));
  return result?.value ?? NaN;
}

describe('kinds of checks', () => {
  const lower = applyPatch(small(), { 'vox.gainDb': -9 }).session;
  const silent = applyPatch(small(), { 'vox.mute': true }).session;

  it('loudness: absolute, and against the start', async () => {
    const check: Check = { ...base, kind: 'loudness', of: 'vox', atMost: 0 };
    const now = await measured(check, small());
    expect(await measured(check, lower)).toBeCloseTo(now - 6, 2);
    expect(await measured({ ...check, relative: true }, lower)).toBeCloseTo(-6, 2);
    expect(await measured(check, silent)).toBe(-120);
  });

  it('loudness-against: one strip against others together', async () => {
    const check: Check = { ...base, kind: 'loudness-against', of: 'vox', against: ['bass'], atMost: 0 };
    expect((await measured(check, small())) - (await measured(check, lower))).toBeCloseTo(6, 2);
  });

  it('covered-share: grows as the target sinks, and a silent target is covered whole', async () => {
    const check: Check = { ...base, kind: 'covered-share', of: 'vox', by: ['bass'], atMost: 0 };
    const over = await measured(check, applyPatch(small(), { 'vox.gainDb': 10, 'bass.gainDb': -10 }).session);
    const under = await measured(check, applyPatch(small(), { 'vox.gainDb': -20 }).session);
    expect(over).toBeLessThan(0.1);
    expect(under).toBeGreaterThan(0.8);
    expect(await measured(check, silent)).toBe(1);
    expect(await measured({ ...check, relative: true }, small())).toBe(0);
  });

  it('distance-to-clean: nothing of itself, and the fader does not count', async () => {
    const check: Check = { ...base, kind: 'distance-to-clean', of: 'vox', atMost: 1 };
    const sound = noise(1)
      .slice(0, 10 * RATE)
      .map((x) => x * amplitude(-20));
    const refs = { ...references, clean: { vox: bandLevels(sound, sound, RATE) } };
    expect(await measured(check, small(), small(), refs)).toBeLessThan(0.1);
    expect(await measured(check, lower, small(), refs)).toBeLessThan(0.1);
    await expect(measured(check, small())).rejects.toThrow(/no clean recording of «vox»/);
  });

  it('third-octave-change: nothing changes with level and pan', async () => {
    const check: Check = { ...base, kind: 'third-octave-change', of: 'vox', atMost: 4 };
    expect(
      await measured(check, applyPatch(small(), { 'vox.gainDb': -9, 'vox.pan': 60 }).session),
    ).toBeLessThan(0.01);
  });

  it('third-octave-change of the whole: a change of level counts where it is kept', async () => {
    const check: Check = { ...base, kind: 'third-octave-change', of: 'tap', levelKept: true, atMost: 1 };
    const quieter: OfflineRenderer['render'] = async (request, options) => {
      const rendered = await renderer({ requests: [] })(request, options);
      const gain = amplitude(request.session.strips['vox']!.gainDb);
      for (const { left, right } of Object.values(rendered.taps))
        for (const channel of [left, right]) channel.forEach((x, i) => (channel[i] = x * gain));
      return rendered;
    };
    const change = async (of: Check): Promise<number> =>
      (await judge(exerciseOf({ it: of }), lower, small(), references, quieter))[0]!.value;
    expect(await change(check)).toBeCloseTo(6, 2);
    expect(await change({ ...check, levelKept: false })).toBeLessThan(0.01);
  });

  it('solo: a check may hear some strips alone, rendered as a session of their own', async () => {
    const log: Log = { requests: [] };
    const check: Check = { ...base, kind: 'loudness', of: 'tap', atMost: 0 };
    const checks = { all: check, vox: { ...check, solo: ['vox'] }, again: { ...check, solo: ['vox'] } };
    await judge(exerciseOf(checks), small(), small(), references, renderer(log));
    const [whole, alone] = log.requests.map(({ session }) => session);
    expect(log.requests).toHaveLength(2);
    expect(whole!.strips['bass']!.out).toBe('master');
    expect(alone!.strips['vox']!.out).toBe('master');
    expect(alone!.strips[alone!.strips['bass']!.out]!.mute).toBe(true);
  });

  it('peaks: of the whole, and over loudness', async () => {
    const peak = await measured({ ...base, kind: 'true-peak', of: 'tap', atMost: 0 }, small());
    const loud = await measured({ ...base, kind: 'loudness', of: 'tap', atMost: 0 }, small());
    // The samples of this noise reach −20 dBFS; between them white noise swings some decibels higher.
    expect(peak).toBeGreaterThan(-20);
    expect(peak).toBeLessThan(-12);
    expect(await measured({ ...base, kind: 'peak-to-loudness', of: 'tap', atMost: 0 }, small())).toBeCloseTo(
      peak - loud,
      5,
    );
    expect(
      await measured({ ...base, kind: 'peak-to-loudness', of: 'tap', relative: true, atMost: 0 }, small()),
    ).toBe(0);
  });

  it('balance and mono: a panned strip leans, and both channels alike lose nothing', async () => {
    const panned = applyPatch(small(), { 'vox.pan': -50 }).session;
    expect(await measured({ ...base, kind: 'balance', of: 'vox', atMost: 2 }, panned)).toBeCloseTo(
      20 * Math.log10(2),
      2,
    );
    expect(await measured({ ...base, kind: 'mono-loss', of: 'vox', atMost: 1 }, small())).toBeCloseTo(0, 5);
    const hard = applyPatch(small(), { 'vox.pan': -100 }).session;
    expect(await measured({ ...base, kind: 'mono-loss', of: 'vox', atMost: 1 }, hard)).toBeCloseTo(
      10 * Math.log10(2),
      2,
    );
    expect(await measured({ ...base, kind: 'mono-loss', of: 'vox', atMost: 1 }, silent)).toBe(0);
  });

  it('gain reduction: a compressor that works, one that is off, one that is not there', async () => {
    const check: Check = {
      ...base,
      kind: 'reduction-percentile',
      strip: 'bass',
      insert: 'comp',
      percentile: 95,
      atMost: 5,
    };
    const deep = applyPatch(small(), { 'bass/comp/thresholdDb': -40, 'bass/comp/ratio': 4 }).session;
    const reduced = await measured(check, deep);
    expect(reduced).toBeGreaterThan(6);
    expect(reduced).toBeLessThan(20);
    expect(await measured({ ...check, kind: 'reduction-share', overDb: 3 } as Check, deep)).toBe(1);
    const off = applyPatch(deep, { 'bass/comp.on': false }).session;
    expect(await measured(check, off)).toBe(0);
    expect(await measured({ ...check, insert: 'gone' } as Check, deep)).toBe(0);
    expect(
      await measured({ ...base, kind: 'harmonics-added', strip: 'bass', insert: 'comp', atMost: -35 }, off),
    ).toBe(-120);
  });
});

describe('the judge', () => {
  const three = exerciseOf({
    a: { ...base, kind: 'loudness', of: 'vox', relative: true, atLeast: 1 },
    b: { ...base, kind: 'true-peak', of: 'vox', atMost: 0 },
    c: { ...base, kind: 'loudness', of: 'bass', atMost: 0, passage: { section: 'verse' } },
  });

  it('renders each passage once, with only the taps that are asked for', async () => {
    const log: Log = { requests: [] };
    await judge(three, small(), small(), references, renderer(log));
    expect(log.requests.map((r) => [r.fromS, r.toS, Object.keys(r.taps).length])).toEqual([
      [4, 8, 1],
      [4, 8, 1],
      [1, 4, 1],
    ]);
  });

  it('takes a passage that lies within another from the longer one, with the same figures', async () => {
    const log: Log = { requests: [] };
    const whole: Check = { ...base, kind: 'loudness', of: 'vox', atMost: 0, passage: 'song' };
    const comp: Check = {
      ...base,
      kind: 'reduction-percentile',
      strip: 'bass',
      insert: 'comp',
      percentile: 50,
      atMost: 5,
    };
    const deep = applyPatch(small(), { 'bass/comp/thresholdDb': -40 }).session;
    const together = await judge(
      exerciseOf({ whole, verse: three.checks['c']!, comp }),
      deep,
      small(),
      references,
      renderer(log),
    );
    expect(log.requests.map((r) => [r.fromS, r.toS])).toEqual([[0, 10]]);
    for (const [id, check] of Object.entries({ verse: three.checks['c']!, comp })) {
      expect(together.find((r) => r.check === id)?.value).toBeCloseTo(await measured(check, deep), 6);
    }
  });

  it('measures the start once for as long as it is the same', async () => {
    const log: Log = { requests: [] };
    const starts = newStartCache();
    const start = small();
    await judge(three, small(), start, references, renderer(log), { starts });
    await judge(three, small(), start, references, renderer(log), { starts });
    expect(log.requests).toHaveLength(5);
    await judge(three, small(), small(), references, renderer(log), { starts });
    expect(log.requests).toHaveLength(8);
  });

  it('renders what has to settle from earlier on, and nothing for what is switched off', async () => {
    const log: Log = { requests: [] };
    const check: Check = {
      ...base,
      kind: 'reduction-percentile',
      strip: 'bass',
      insert: 'comp',
      percentile: 50,
      atMost: 5,
    };
    await judge(exerciseOf({ check }), small(), small(), references, renderer(log));
    expect(log.requests[0]).toMatchObject({ fromS: 2, toS: 8 });
    const off = applyPatch(small(), { 'bass/comp.on': false }).session;
    await judge(exerciseOf({ check }), off, small(), references, renderer(log));
    expect(log.requests).toHaveLength(1);
  });

  it('tells progress that only grows, to 1; and stops when told', async () => {
    const seen: number[] = [];
    await judge(three, small(), small(), references, renderer({ requests: [] }), {
      onProgress: (x) => void seen.push(x),
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    const stop = new AbortController();
    const stopped = judge(three, small(), small(), references, renderer({ requests: [] }), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(stopped).rejects.toThrow(/abort/i);
  });

  it('refuses a section that is not there', async () => {
    const check: Check = { ...base, kind: 'loudness', of: 'vox', atMost: 0, passage: { section: 'coda' } };
    await expect(
      judge(exerciseOf({ check }), small(), small(), references, renderer({ requests: [] })),
    ).rejects.toThrow(/coda/);
  });
});

describe('verdicts', () => {
  it.each([
    [3, 'met'],
    [5, 'met'],
    [2.6, 'close'],
    [5.5, 'close'],
    [2.4, 'not-yet'],
    [9, 'not-yet'],
    [NaN, 'not-yet'],
    [-Infinity, 'not-yet'],
  ])('%s in 3 to 5, close by 0.5: %s', (value, verdict) => {
    expect(verdictOf(finite(value), { atLeast: 3, atMost: 5 }, 0.5)).toBe(verdict);
  });
});

describe('traps', () => {
  const checks: Record<string, Check> = {
    ring: { ...base, kind: 'distance-to-clean', of: 'vox', atMost: 1.5, closeBy: 0.5, hint: 'ring' },
    rest: { ...base, kind: 'distance-to-clean', of: 'vox', atMost: 2, closeBy: 0.5, hint: 'rest' },
    level: {
      ...base,
      kind: 'loudness',
      of: 'vox',
      relative: true,
      atLeast: -1,
      atMost: 1,
      closeBy: 0.5,
      hint: 'level',
    },
  };
  const exercise = exerciseOf(checks, {
    traps: {
      boosted: { patch: {}, fails: 'ring', hint: 'you boosted' },
      wide: { patch: {}, fails: 'ring', hint: 'too wide' },
      gutted: { patch: {}, fails: 'rest', hint: 'you gutted it' },
      down: { patch: {}, fails: 'level', hint: 'you turned it down' },
      up: { patch: {}, fails: 'level', hint: 'you turned it up' },
    },
    measured: {
      start: { ring: 5, rest: 0.5, level: 0 },
      traps: {
        boosted: { ring: 12, rest: 0.8, level: 0.5 },
        wide: { ring: 3, rest: 3, level: 0 },
        gutted: { ring: 1, rest: 6, level: -0.5 },
        down: { ring: 5, rest: 0.5, level: -8 },
        up: { ring: 5, rest: 0.5, level: 6 },
      },
    },
  });
  const hints = (values: Record<string, number>): (string | null)[] =>
    resultsOf(exercise, values).map((r) => r.hint);

  it('are each recognised by what they measure', () => {
    for (const [id, values] of Object.entries(exercise.measured?.traps ?? {}))
      expect(recogniseTrap(exercise, values)).toBe(id);
  });

  it('are recognised nearby, and named on the check that they fail', () => {
    expect(hints({ ring: 10, rest: 1, level: 0 })).toEqual(['you boosted', null, null]);
    expect(hints({ ring: 1, rest: 5, level: 0 })).toEqual([null, 'you gutted it', null]);
    expect(hints({ ring: 5.2, rest: 0.6, level: -5 })).toEqual(['ring', null, 'you turned it down']);
    expect(hints({ ring: 4.8, rest: 0.6, level: 5 })).toEqual(['ring', null, 'you turned it up']);
  });

  it('are not named when little was done, or nothing is wrong', () => {
    expect(hints({ ring: 5, rest: 0.5, level: 0 })).toEqual(['ring', null, null]);
    expect(hints({ ring: 4.5, rest: 0.6, level: 0.1 })).toEqual(['ring', null, null]);
    expect(hints({ ring: 1, rest: 1, level: 0 })).toEqual([null, null, null]);
  });

  it('are not the only ones to name a side: a check may say something else of what is above its range', () => {
    const sided = exerciseOf({ level: { ...checks.level, hintAbove: 'less' } });
    const hint = (level: number) => resultsOf(sided, { level })[0]!.hint;
    expect([hint(-2), hint(0), hint(2)]).toEqual(['level', null, 'less']);
  });

  it('need the same side of the range, and a measured table', () => {
    expect(recogniseTrap(exercise, { ring: 1, rest: 1, level: 7 })).toBe('up');
    const { measured: _none, ...bare } = exercise;
    expect(recogniseTrap(bare, { ring: 12, rest: 0.8, level: 0.5 })).toBeNull();
  });
});
