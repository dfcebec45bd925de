/** Checks of balance, sections, routing and automation, on made signals. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/course/checks/judge.ts';
import type { References } from '../../src/course/checks/kind.ts';
import type { Check, Exercise } from '../../src/course/types.ts';
import type { OfflineRenderer } from '../../src/engine/facade.ts';
import type { Patch, Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { small } from '../session/fixtures.ts';

const RATE = 48_000;
const references: References = {
  sections: [
    { id: 'verse', label: 'Verse', fromS: 0, toS: 4 },
    { id: 'chorus', label: 'Chorus', fromS: 4, toS: 8 },
    { id: 'end', label: 'End', fromS: 8, toS: 10 },
  ],
  durationS: 10,
  clean: {},
};

/** A tone at a level, only while `on` says so. */
const tone = (hz: number, db: number, on: (s: number) => boolean = () => true) =>
  Float32Array.from({ length: 10 * RATE }, (_, i) =>
    on(i / RATE) ? 10 ** (db / 20) * Math.sin((2 * Math.PI * hz * i) / RATE) : 0,
  );

/** A renderer that plays these sounds at their strips' faders. */
const playing =
  (sounds: Record<string, Float32Array>): OfflineRenderer['render'] =>
  (request) => {
    const from = Math.round(request.fromS * RATE);
    const to = Math.round(request.toS * RATE);
    const taps = Object.fromEntries(
      Object.entries(request.taps).map(([name, tap]) => {
        const id = tap.kind === 'tap' ? 'mix' : tap.strip;
        const gain = tap.kind === 'tap' ? 1 : 10 ** (request.session.strips[id]!.gainDb / 20);
        const sound = sounds[id]!.subarray(from, to).map((x) => x * gain);
        return [name, { left: sound, right: sound }];
      }),
    );
    return Promise.resolve({ sampleRate: RATE, taps });
  };

const base = { label: 'x', hint: 'x', passage: 'song' } as const;
async function measured(
  check: Check,
  patch: Patch,
  sounds: Record<string, Float32Array> = {},
): Promise<number> {
  const session: Session = applyPatch(small(), { 'vox.gainDb': 0, ...patch }).session;
  const exercise: Exercise = {
    owns: ['vox'],
    pins: {},
    start: {},
    solutions: [],
    traps: {},
    checks: { it: check },
  };
  const [result] = await judge(exercise, session, session, references, playing(sounds));
  return result!.value;
}

describe('a lead in its phrases', () => {
  const sings = (s: number): boolean => s > 2 && s < 6;
  const sounds = { vox: tone(1000, -20, sings), bass: tone(1000, -26) };
  const check: Check = { ...base, kind: 'lead-in-phrases', of: 'vox', against: ['bass'], atLeast: 0 };

  it('stands over the others by their difference while it sings', async () => {
    expect(await measured(check, {}, sounds)).toBeCloseTo(6, 0);
    expect(await measured(check, { 'vox.gainDb': -9 }, sounds)).toBeCloseTo(-3, 0);
  });

  it('is not helped by others that are loud while it rests', async () => {
    const louder = { ...sounds, bass: tone(1000, -26).map((x, i) => (i / RATE > 7 ? 8 * x : x)) };
    expect(await measured(check, {}, louder)).toBeCloseTo(6, 0);
  });

  it('that is silent is nowhere', async () => {
    expect(
      await measured(check, { 'vox.gainDb': -100 }, { ...sounds, vox: new Float32Array(10 * RATE) }),
    ).toBe(-120);
  });

  it('counts only what lies between two frequencies, and only while it sings', async () => {
    const presence: Check = {
      ...base,
      kind: 'band-over-others',
      of: 'vox',
      against: ['bass'],
      bandHz: [1000, 4000],
      percentile: 50,
      atLeast: 0,
    };
    const both = {
      vox: tone(2000, -20, sings),
      bass: tone(2500, -30).map((x, i) => x + 0.5 * Math.sin(i / 100)),
    };
    expect(await measured(presence, {}, both)).toBeCloseTo(10, 0);
    // Half the phrase is covered: the quarter that is worst tells it, the best quarter does not.
    const covered = { ...both, bass: tone(2500, -30).map((x, i) => (i / RATE < 4 ? 10 * x : x)) };
    expect(await measured({ ...presence, percentile: 25 }, {}, covered)).toBeCloseTo(-10, 0);
    expect(await measured({ ...presence, percentile: 75 }, {}, covered)).toBeCloseTo(10, 0);
  });
});

describe('one section over another', () => {
  const mix = tone(1000, -23).map((x, i) => (i / RATE >= 4 ? 2 * x : x));
  const check: Check = {
    ...base,
    kind: 'section-over',
    of: 'tap',
    louder: 'chorus',
    than: 'verse',
    atLeast: 0,
  };

  it('is the difference of their loudness, also of the part that is heard', async () => {
    expect(await measured(check, {}, { mix })).toBeCloseTo(6, 0);
    expect(await measured({ ...check, passage: { fromS: 2, toS: 6 } }, {}, { mix })).toBeCloseTo(6, 0);
  });

  it('needs both sections', async () => {
    await expect(measured({ ...check, passage: { fromS: 5, toS: 7 } }, {}, { mix })).rejects.toThrow(/verse/);
  });
});

describe('the routing', () => {
  const count = (count: 'groups' | 'reverbs' | 'senders' | 'paths', patch: Patch): Promise<number> =>
    measured({ ...base, kind: 'routing', count, atLeast: 0 }, patch);
  const bus = (label: string): Patch[string] => ({ kind: 'bus', label, out: 'master' });

  it('is counted without a sound', async () => {
    expect(await count('groups', {})).toBe(0);
    expect(await count('groups', { band: bus('Band'), 'vox.out': 'band', 'bass.out': 'band' })).toBe(1);
    expect(await count('reverbs', {})).toBe(1);
    expect(await count('senders', { 'bass/sends/room': { gainDb: -12, tap: 'post' } })).toBe(2);
    expect(await count('paths', {})).toBe(0);
    const twice: Patch = { crush: bus('Crush'), 'vox/sends/crush': { gainDb: -6, tap: 'post' } };
    expect(await count('paths', twice)).toBe(1);
    expect(await count('paths', { ...twice, 'crush.label': 'Parallel' })).toBe(0);
  });
});

describe('automation', () => {
  const lane = (...points: [number, number][]): Patch[string] => ({
    mode: 'trim',
    points: points.map(([s, db]) => [s, db, 0]),
  });
  const moves: Check = {
    ...base,
    kind: 'automation-moves',
    of: ['vox', 'bass'],
    sections: ['verse', 'chorus', 'end'],
    byDb: 0.5,
    atLeast: 0,
  };

  it('moves in the sections in which a level does', async () => {
    const still: Patch = { 'automation/vox.gainDb': null };
    expect(await measured(moves, still)).toBe(0);
    expect(await measured(moves, { 'automation/vox.gainDb': lane([1, 0], [2, 3]) })).toBe(1);
    expect(await measured(moves, { 'automation/vox.gainDb': lane([1, 0], [1.5, 0.3]) })).toBe(0);
    expect(
      await measured(moves, {
        'automation/vox.gainDb': lane([3.9, 0], [4, 2]),
        'automation/bass.gainDb': lane([8.5, 0], [9, -2]),
      }),
    ).toBe(2);
    expect(
      await measured({ ...moves, of: ['bass'] }, { 'automation/vox.gainDb': lane([1, 0], [2, 3]) }),
    ).toBe(0);
  });

  it('jumps by what changes within the time', async () => {
    const step: Check = { ...base, kind: 'automation-step', withinMs: 50, atMost: 6 };
    expect(await measured(step, { 'automation/vox.gainDb': lane([1, 0], [1.1, 8]) })).toBeCloseTo(4);
    expect(await measured(step, { 'automation/vox.gainDb': lane([1, 0], [1.02, 8]) })).toBeCloseTo(8);
    expect(await measured(step, { 'automation/vox.gainDb': lane([1, 0], [1.02, -110]) })).toBe(0);
  });
});
