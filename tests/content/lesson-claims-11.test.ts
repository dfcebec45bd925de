/** What lesson 11 says of its sounds and lines is true. */
import { describe, expect, it } from 'vitest';
import { loadExercises, lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { percentile } from '../../src/dsp/meters/percentile.ts';
import type { Tap } from '../../src/engine/facade.ts';
import { createNodeRenderer } from '../../src/engine/offline/node.ts';
import type { Patch, Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { doublePaths, isUnintended, reverbs } from '../../src/session/paths.ts';
import { figuresOf } from './space-figures.ts';

const SLUG = '11-buses';
const CHORUS = { section: 'chorus' };
const RATE = 48_000;
const renderer = createNodeRenderer({
  audioDir: 'public/audio',
  songs: 'content/songs',
  sessionOf: (print) => loadPreset(print),
});

function sessionOf(mix: string, patch: Patch = {}): Session {
  const { base, patch: own = {} } = lessonMixes(loadLesson(SLUG))[mix]!;
  return applyPatch(applyPatch(loadPreset(base), own).session, patch).session;
}

/** The sum of some strips after their faders, left channel. */
async function sumOf(session: Session, strips: string[], fromS: number, toS: number): Promise<Float32Array> {
  const taps = Object.fromEntries(
    strips.map((strip): [string, Tap] => [strip, { kind: 'strip', strip, tap: 'post' }]),
  );
  const { taps: sounds } = await renderer.render({ session, fromS, toS, taps });
  return sounds[strips[0]!]!.left.map((_, i) => strips.reduce((sum, id) => sum + sounds[id]!.left[i]!, 0));
}

const levelNear = (sound: Float32Array, hz: number): number => {
  const { bandsHz, levelsDb } = averageBandLevels(sound, sound, RATE, 6);
  const nearest = bandsHz.reduce((best, at, i) =>
    Math.abs(Math.log(at / hz)) < Math.abs(Math.log(bandsHz[best as number]! / hz)) ? i : best, 0 as number);
  return levelsDb[nearest as number]!;
};

describe('lesson 11', { timeout: 90_000 }, () => {
  it('the vocal reaches the master twice at first, and once when its copy is muted', () => {
    const first = doublePaths(sessionOf('first'));
    expect(first.map(({ from }) => from)).toEqual(['vox']);
    expect(first.every(isUnintended)).toBe(true);
    expect(doublePaths(sessionOf('first', { 'vox-copy.mute': true }))).toEqual([]);
    // The other chair meets it as nobody found it.
    expect(sessionOf('hollow')).toEqual(sessionOf('first'));
  });

  it('the late copy makes a dip a little above 400 Hz, and at three times that', async () => {
    const session = sessionOf('first');
    const alone = await sumOf(session, ['vox'], 4.886, 12);
    const both = await sumOf(session, ['vox', 'vox-copy'], 4.886, 12);
    const change = (hz: number) => levelNear(both, hz) - levelNear(alone, hz);
    const firstDipHz = 1 / (2 * session.strips['vox-copy']!.offsetS);
    expect(firstDipHz).toBeGreaterThan(400);
    expect(firstDipHz).toBeLessThan(430);
    expect(change(firstDipHz)).toBeLessThan(-6);
    expect(change(3 * firstDipHz)).toBeLessThan(-6);
    expect(change(2 * firstDipHz)).toBeGreaterThan(3);
  });

  it('a copy that is not late makes it 6 dB louder', async () => {
    const session = sessionOf('first', { 'vox-copy.offsetS': 0 });
    const alone = await sumOf(session, ['vox'], 4.886, 9);
    const both = await sumOf(session, ['vox', 'vox-copy'], 4.886, 9);
    expect(levelNear(both, 1000) - levelNear(alone, 1000)).toBeCloseTo(6, 1);
  });

  it('a parallel bus raises what is soft more than the tips of the hits', async () => {
    const session = sessionOf('parallel');
    expect(doublePaths(session).map(isUnintended)).toEqual([false]);
    const dry = await sumOf(session, ['drums'], 22.029, 30.6);
    const both = await sumOf(session, ['drums', 'squash'], 22.029, 30.6);
    const frames = (sound: Float32Array) =>
      Array.from({ length: Math.floor(sound.length / 480) }, (_, i) => {
        const piece = sound.subarray(480 * i, 480 * (i + 1));
        return 10 * Math.log10(piece.reduce((sum, x) => sum + x * x, 0) / 480 + 1e-12);
      });
    const rise = (p: number) => percentile(frames(both), p) - percentile(frames(dry), p);
    expect(rise(25)).toBeGreaterThan(rise(99) + 2);
    const reference = doublePaths(sessionOf('plain'));
    expect(reference).toEqual([]);
  });

  it('the compressor on the bus falls with the beat; with a higher threshold it moves by about 2 dB', async () => {
    const at = { strip: 'band', insert: 'comp' } as const;
    const figures = {
      most: { kind: 'reduction-percentile', ...at, percentile: 90 },
      swing: { kind: 'reduction-swing', ...at },
    } as const;
    const deep = await figuresOf(SLUG, 'together', {}, CHORUS, figures);
    expect(deep['most']).toBeGreaterThan(3);
    expect(deep['swing']).toBeGreaterThan(2);
    const { most } = await figuresOf(SLUG, 'together', { 'band/comp/thresholdDb': -14 }, CHORUS, figures);
    expect(most).toBeGreaterThan(0.5);
    expect(most).toBeLessThan(3);
  });

  it('the session of the task has three reverbs, one of which lets the dry keys through, and a nameless crush', () => {
    const { route } = loadExercises(SLUG);
    const start = applyPatch(loadPreset('paper-lanterns/rough@1'), route!.start).session;
    expect(reverbs(start)).toHaveLength(3);
    expect(
      doublePaths(start)
        .filter(isUnintended)
        .map(({ from }) => from)
        .sort(),
    ).toEqual(['keys', 'snare']);
  });
});
