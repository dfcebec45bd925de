/** Checks of space: width, reverb, echoes, on sounds whose figures are known. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/course/checks/judge.ts';
import type { References } from '../../src/course/checks/kind.ts';
import type { Check, CheckResult, Exercise } from '../../src/course/types.ts';
import { maskingMap, coveredShare } from '../../src/dsp/meters/masking.ts';
import type { OfflineRenderer, RenderRequest, Tap } from '../../src/engine/facade.ts';
import type { Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { small } from '../session/fixtures.ts';

const RATE = 48_000;
const amplitude = (db: number): number => 10 ** (db / 20);
const references: References = { sections: [], durationS: 8, clean: {} };
const base = { label: 'x', hint: 'x', passage: { fromS: 0, toS: 4 }, atMost: 0 } as const;
type Sound = (n: number) => [number, number];
const sine =
  (hz: number, left = 1, right = left): Sound =>
  (n) => {
    const x = Math.sin((2 * Math.PI * hz * n) / RATE);
    return [left * x, right * x];
  };
const sum =
  (...sounds: Sound[]): Sound =>
  (n) =>
    sounds.reduce<[number, number]>((all, sound) => [all[0] + sound(n)[0], all[1] + sound(n)[1]], [0, 0]);

/** A renderer that gives each tap the sound that the test says. */
const rendering =
  (soundOf: (tap: Tap, session: Session) => Sound, log: RenderRequest[] = []): OfflineRenderer['render'] =>
  async (request) => {
    log.push(request);
    const frames = Math.round((request.toS - request.fromS) * RATE);
    const from = Math.round(request.fromS * RATE);
    const taps = Object.fromEntries(
      Object.entries(request.taps).map(([name, tap]) => {
        const sound = soundOf(tap, request.session);
        const left = new Float32Array(frames);
        const right = new Float32Array(frames);
        for (let i = 0; i < frames; i++) [left[i], right[i]] = sound(from + i) as [number, number];
        return [name, { left, right }];
      }),
    );
    return { sampleRate: RATE, taps };
  };

async function judged(
  check: Check,
  soundOf: (tap: Tap, session: Session) => Sound,
  session = small(),
  log: RenderRequest[] = [],
): Promise<CheckResult> {
  const exercise: Exercise = {
    owns: [],
    pins: {},
    start: {},
    solutions: [],
    traps: {},
    checks: { it: check },
  };
  const [result] = await judge(exercise, session, session, references, rendering(soundOf, log));
  return result!;
}
const measured = async (...asked: Parameters<typeof judged>): Promise<number> =>
  (await judged(...asked)).value;

describe('mono', () => {
  const check: Check = { ...base, kind: 'mono-loss', of: 'vox' };
  it('costs the middle nothing, one side 3 LU, opposites everything', async () => {
    expect(await measured(check, () => sine(1000, 0.1))).toBeCloseTo(0, 3);
    expect(await measured(check, () => sine(1000, 0.1, 0))).toBeCloseTo(3.01, 1);
    expect(await judged(check, () => sine(1000, 0.1, -0.1))).toMatchObject({ value: 120, word: 'all of it' });
    expect(await measured(check, () => sine(1000, 0))).toBe(0);
  });

  it('the largest loss is that of the strip that loses most', async () => {
    const largest: Check = { ...base, kind: 'largest-mono-loss', of: ['vox', 'bass'] };
    const worst = await measured(largest, (tap) =>
      tap.kind === 'strip' && tap.strip === 'bass' ? sine(500, 0.1, 0) : sine(1000, 0.1),
    );
    expect(worst).toBeCloseTo(3.01, 1);
  });
});

describe('side against mid', () => {
  const check: Check = { ...base, kind: 'side-against-mid', of: 'tap', belowHz: 100 };
  it('looks below the frequency only', async () => {
    // 60 Hz with a side 20 dB under its middle; at 1 kHz only side.
    const bass = sum(sine(60, 0.11, 0.09), sine(1000, 0.3, -0.3));
    expect(await measured(check, () => bass)).toBeCloseTo(-20, 0);
    expect(await measured({ ...check, belowHz: 4000 }, () => bass)).toBeGreaterThan(0);
  });
  it('mono has no side', async () => {
    expect(await measured(check, () => sine(60, 0.1))).toBeLessThan(-60);
  });
});

describe('a strip and its part of a return', () => {
  const wetDb = (db: number) => (tap: Tap) =>
    tap.kind === 'strip' && tap.strip === 'vox' ? sine(1000, 0.1) : sine(1000, 0.1 * amplitude(db));
  const check: Check = { ...base, kind: 'direct-to-reverberant', of: 'vox', through: 'bass' };

  it('direct to reverberant is the difference of their levels', async () => {
    expect(await measured(check, wetDb(-9))).toBeCloseTo(9, 2);
    expect(await measured(check, wetDb(3))).toBeCloseTo(-3, 2);
    expect(await judged(check, wetDb(3))).not.toHaveProperty('word');
    expect(
      await judged(check, (tap) =>
        tap.kind === 'strip' && tap.strip === 'vox' ? sine(1000, 0.1) : sine(1, 0),
      ),
    ).toMatchObject({ value: 120, word: 'dry' });
  });

  it('against another strip it is how much more direct, each with a return of its own', async () => {
    const log: RenderRequest[] = [];
    const session = small();
    const [other] = session.order.filter((id) => id !== 'vox' && session.strips[id]!.kind === 'track');
    const bus = session.order.find((id) => session.strips[id]!.kind === 'bus')!;
    const two = applyPatch(session, {
      [`vox/sends/${bus}`]: { gainDb: -10, tap: 'post' },
      [`${other}/sends/${bus}`]: { gainDb: -4, tap: 'post' },
    }).session;
    const value = await measured(
      { ...check, through: bus, against: other! },
      (tap) =>
        tap.kind !== 'strip' || tap.strip === 'vox' || tap.strip === other
          ? sine(1000, 0.1)
          : sine(1000, 0.1 * amplitude(tap.strip === bus ? -12 : -5)),
      two,
      log,
    );
    expect(value).toBeCloseTo(7, 2);
    const rendered = log[0]!.session;
    expect(rendered.strips[other!]!.sends).toEqual({ [`${bus}-2`]: { gainDb: -4, tap: 'post' } });
    expect(Object.keys(rendered.strips['vox']!.sends)).toEqual([bus]);
    expect(rendered.order.at(-1)).toBe(two.order.at(-1));
  });

  it('is rendered with that strip alone', async () => {
    const log: RenderRequest[] = [];
    const session = small();
    await measured(check, wetDb(-9), session, log);
    const others = session.order.filter((id) => id !== 'vox' && session.strips[id]!.kind === 'track');
    expect(others.length).toBeGreaterThan(0);
    for (const id of others) {
      const strip = log[0]!.session.strips[id]!;
      expect(strip.out).not.toBe(session.strips[id]!.out);
      expect(strip.sends).toEqual({});
    }
  });

  it('band against whole: a share in dB, and silence is no success', async () => {
    const low: Check = { ...base, kind: 'band-against-whole', of: 'vox', bandHz: [20, 150] };
    const sound = sum(sine(80, 0.01), sine(1000, 0.1));
    expect(await measured(low, () => sound)).toBeCloseTo(-20, 0);
    expect(await measured(low, () => sine(80, 0))).toBe(120);
  });

  it('the tail is heard right before the next phrase, and the worst gap counts', async () => {
    const tail: Check = {
      ...base,
      kind: 'tail-at-next-phrase',
      of: 'vox',
      through: 'bass',
      gapsS: [
        [0.5, 1],
        [1.5, 2],
      ],
    };
    const wet: Sound = (n) => sine(1000, n > 1.5 * RATE ? 0.1 * amplitude(-12) : 0.1 * amplitude(-30))(n);
    const value = await measured(tail, (tap) =>
      tap.kind === 'strip' && tap.strip === 'vox' ? sine(1000, 0.1) : wet,
    );
    expect(value).toBeCloseTo(-12, 1);
  });
});

describe('delay off the note', () => {
  const check: Check = { ...base, kind: 'delay-off-note', strip: 'vox', insert: 'echo' };
  const withEcho = (values: Record<string, string | number>, on = true): Session =>
    applyPatch(small(), {
      'session.bpm': 120,
      'vox/echo': { effect: 'delay', v: 1, on, values },
      'vox/inserts': [...small().strips['vox']!.inserts, 'echo'],
    }).session;
  const off = (values: Record<string, string | number>, on = true) =>
    measured(check, () => sine(1, 0), withEcho(values, on));

  it('a note value of the session’s tempo is on it; milliseconds are as far off as they are', async () => {
    expect(await off({ sync: '1/8d' })).toBeLessThan(1);
    expect(await off({ sync: 'off', timeMs: 375 })).toBeLessThan(1);
    expect(await off({ sync: 'off', timeMs: 405 })).toBeCloseTo(30, -0.5);
  });
  it('a slap is exempt; no delay is no time', async () => {
    expect(await off({ sync: 'off', timeMs: 110 })).toBe(0);
    expect(await off({ sync: '1/8d' }, false)).toBe(120);
    expect(await measured(check, () => sine(1, 0))).toBe(120);
  });
});

describe('masking map', () => {
  const tone = (hz: number, level: number): [Float32Array, Float32Array] => {
    const x = Float32Array.from({ length: RATE }, (_, n) => level * Math.sin((2 * Math.PI * hz * n) / RATE));
    return [x, x];
  };
  it('marks the band that is covered, and adds up to the covered share', () => {
    const target = tone(1000, 0.05).map((x) =>
      x.map((v, n) => v + 0.05 * Math.sin((2 * Math.PI * 6000 * n) / RATE)),
    ) as [Float32Array, Float32Array];
    const masker = tone(1000, 0.5);
    const map = maskingMap(target, masker, RATE);
    expect(map.share).toBe(coveredShare(target, masker, RATE));
    const at = (hz: number) =>
      map.bandsHz.reduce(
        (best, f, i) => (Math.abs(f - hz) < Math.abs(map.bandsHz[best]! - hz) ? i : best),
        0,
      );
    expect(map.byBand[at(1000)]).toBe(1);
    expect(map.byBand[at(6000)]).toBe(0);
    expect(map.cells.length).toBe(map.frames * map.bandsHz.length);
    expect(map.cells[10 * map.bandsHz.length + at(1000)]! & 128).toBe(128);
    expect(map.cells[10 * map.bandsHz.length + at(6000)]! & 128).toBe(0);
    expect(map.cells[10 * map.bandsHz.length + at(6000)]! & 127).toBeGreaterThan(0);
  });
});
