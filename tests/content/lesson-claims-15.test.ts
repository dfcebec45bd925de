/** What lesson 15 says of its masters is true of the recordings that ship. */
import { describe, expect, it } from 'vitest';
import { MARGIN_DB } from '../../src/components/cells/Corridor/corridor.ts';
import { lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { claimsOf, startSession } from '../../src/course/own-mix.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { integratedLoudness } from '../../src/dsp/meters/loudness.ts';
import type { Tap } from '../../src/engine/facade.ts';
import { createNodeRenderer } from '../../src/engine/offline/node.ts';
import type { Patch, Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';

const RATE = 48_000;
type Sound = Record<'left' | 'right', Float32Array>;
const renderer = createNodeRenderer({
  audioDir: 'public/audio',
  songs: 'content/songs',
  sessionOf: (print) => loadPreset(print),
});
const mixes = lessonMixes(loadLesson('15-tone'));

/** A mix of the lesson as it begins, with what is laid on it. */
const sessionOf = (name: string, patch: Patch = {}): Session =>
  applyPatch(startSession(loadPreset(mixes[name]!.base), {}, claimsOf(mixes[name]!)), patch).session;

/** The chorus of a mix, or one strip of it after its fader. */
async function chorus(name: string, patch: Patch = {}, strip?: string): Promise<Sound> {
  const { fromS, toS } = loadSong(mixes[name]!.song).sections.find(({ id }) => id === 'chorus')!;
  const tap: Tap = strip === undefined ? { kind: 'tap' } : { kind: 'strip', strip, tap: 'post' };
  const { taps } = await renderer.render({ session: sessionOf(name, patch), fromS, toS, taps: { out: tap } });
  return taps['out']!;
}

const lufs = ({ left, right }: Sound): number => integratedLoudness([left, right], RATE);

/** Level of a region against the loudness of the whole, dB: what is left when everything is equally loud. */
function region(sound: Sound, [fromHz, toHz]: [number, number]): number {
  const { bandsHz, levelsDb } = averageBandLevels(sound.left, sound.right, RATE, 3);
  const power = bandsHz.reduce(
    (sum, hz, i) => (hz >= fromHz && hz < toHz ? sum + 10 ** (levelsDb[i]! / 10) : sum),
    0,
  );
  return 10 * Math.log10(power) - lufs(sound);
}

const LOWS: [number, number] = [60, 300];
const HIGHS: [number, number] = [4000, 16_000];
const eqOnMaster = (values: Record<string, unknown>): Patch => ({
  'master/inserts': ['eq', 'glue', 'limit'],
  'master/eq': { effect: 'eq', v: 1, on: true, values } as never,
});

describe('lesson 15', { timeout: 120_000 }, () => {
  it('the mix behind the curtain has more lows and fewer highs, at equal loudness; the rock song the reverse', async () => {
    const [curtain, right] = [await chorus('curtain'), await chorus('right')];
    expect(region(curtain, HIGHS)).toBeLessThan(region(right, HIGHS) - 1.5);
    expect(region(curtain, LOWS)).toBeGreaterThan(region(right, LOWS) + 0.3);
    const [bright, clean] = [await chorus('again'), await chorus('again', { 'mix/tilt.on': false })];
    expect(region(bright, HIGHS)).toBeGreaterThan(region(clean, HIGHS) + 1);
    expect(region(bright, LOWS)).toBeLessThan(region(clean, LOWS) - 0.5);
  });

  it('with 2 dB less under 300 Hz and the loudness matched, the highs come up', async () => {
    const before = await chorus('right');
    const after = await chorus('right', eqOnMaster({ 'low.shape': 'lowShelf', 'low.freqHz': 300, 'low.gainDb': -2 }));
    expect(region(after, HIGHS) - region(before, HIGHS)).toBeGreaterThan(0.3);
  });

  it('the corridor has 1 dB on both sides', () => {
    expect(MARGIN_DB).toBe(1);
  });

  it('on the rock curve the ballad is thin and sharp', async () => {
    const [own, forced] = [await chorus('ballad'), await chorus('ballad-as-rock')];
    expect(region(forced, HIGHS)).toBeGreaterThan(region(own, HIGHS) + 3);
    expect(region(forced, [250, 700])).toBeLessThan(region(own, [250, 700]) - 2);
  });

  it('lifting the voice’s region on two channels lifts the guitars, the keys and the snare with it', async () => {
    const lift = (sessionOf('voice').strips['master']!.insert['eq']!.values) as Record<string, unknown>;
    for (const strip of ['vox', 'guitar-l', 'guitar-r', 'keys', 'snare']) {
      const alone: Patch = Object.fromEntries(
        Object.entries(sessionOf('stems').strips)
          .filter(([id, each]) => each.kind === 'track' && id !== strip)
          .map(([id]): [string, boolean] => [`${id}.mute`, true]),
      );
      const before = lufs(await chorus('stems', alone));
      const after = lufs(
        await chorus('stems', {
          ...alone,
          'master/inserts': ['lift'],
          'master/lift': { effect: 'eq', v: 1, on: true, values: lift } as never,
        }),
      );
      expect(after - before, strip).toBeGreaterThan(0.7);
    }
  });

  it('what is changed at the sides is gone in mono', async () => {
    const sides = { channels: 'side', 'high.shape': 'highShelf', 'high.freqHz': 5000, 'high.gainDb': 6 };
    const [before, after] = [await chorus('right'), await chorus('right', eqOnMaster(sides))];
    const difference = (of: (sound: Sound, i: number) => number): number => {
      let sum = 0;
      for (let i = 0; i < before.left.length; i++) sum += (of(after, i) - of(before, i)) ** 2;
      return 10 * Math.log10(sum / before.left.length + 1e-20);
    };
    expect(difference(({ left }, i) => left[i]!)).toBeGreaterThan(-60);
    expect(difference(({ left, right }, i) => left[i]! + right[i]!)).toBeLessThan(-100);
  });
});
