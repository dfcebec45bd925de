/** What lesson 14 says of its songs A and B is true of the recordings. */
import { beforeAll, describe, expect, it } from 'vitest';
import { lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { claimsOf, startSession } from '../../src/course/own-mix.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { integratedLoudness } from '../../src/dsp/meters/loudness.ts';
import type { Rendered, Tap } from '../../src/engine/facade.ts';
import { createNodeRenderer } from '../../src/engine/offline/node.ts';

const RATE = 48_000;
type Sound = Rendered['taps'][string];
const renderer = createNodeRenderer({
  audioDir: 'public/audio',
  songs: 'content/songs',
  sessionOf: (print) => loadPreset(print),
});
const mixes = lessonMixes(loadLesson('14-hears'));
const session = (id: string) => startSession(loadPreset(mixes[id]!.base), {}, claimsOf(mixes[id]!));

/** Level above 5 kHz, dBFS. */
function highs({ left, right }: Sound): number {
  const { bandsHz, levelsDb } = averageBandLevels(left, right, RATE, 3);
  return (
    10 * Math.log10(bandsHz.reduce((sum, hz, i) => (hz >= 5000 ? sum + 10 ** (levelsDb[i]! / 10) : sum), 0))
  );
}

/** The mix, its voice and its hi-hat alone, each as it reaches the two channels. */
async function heard(id: string): Promise<Record<'mix' | 'vox' | 'hats', Sound>> {
  const whole = session(id);
  const alone = (strip: string) => ({
    ...whole,
    strips: Object.fromEntries(
      Object.entries(whole.strips).map(([name, each]) => [
        name,
        { ...each, mute: each.kind === 'track' && name !== strip },
      ]),
    ),
  });
  const passage = { fromS: 22.029, toS: 26 };
  const tap: Tap = { kind: 'tap' };
  const of = async (made: typeof whole) =>
    (await renderer.render({ session: made, ...passage, taps: { out: tap } })).taps['out']!;
  return { mix: await of(whole), vox: await of(alone('vox')), hats: await of(alone('hats')) };
}

const songs: Record<string, Awaited<ReturnType<typeof heard>>> = {};
beforeAll(async () => {
  for (const id of ['mix', 'dull', 'muffled']) songs[id] = await heard(id);
}, 120_000);

describe('lesson 14', () => {
  const change = (id: string, part: 'vox' | 'hats') =>
    highs(songs[id]![part]) - highs(songs['mix']![part]);

  it('song A is dull in every part, hi-hat and voice alike', () => {
    expect(change('dull', 'hats')).toBeLessThan(-5);
    expect(change('dull', 'vox')).toBeLessThan(-5);
    expect(Math.abs(change('dull', 'hats') - change('dull', 'vox'))).toBeLessThan(1);
  });

  it('song B is dull in its voice, and its hi-hat is as bright as ever', () => {
    expect(change('muffled', 'vox')).toBeLessThan(-7);
    expect(Math.abs(change('muffled', 'hats'))).toBeLessThan(0.1);
  });

  it('the band that mends song B stands at −12 dB on the voice', () => {
    // In a cell of its own, so that song B stays what it was beside the other two.
    expect(mixes['mend']!.patch).toEqual(mixes['muffled']!.patch);
    expect(session('muffled').strips['vox']!.insert['eq']!.values['high.gainDb']).toBe(-12);
    expect(session('mix').strips['vox']!.insert['eq']!.values['high.gainDb'] ?? 0).toBe(0);
  });

  it('the four good mixes differ in how far in front the voice stands', async () => {
    const spread = await Promise.all(
      ['mix', 'forward'].map(async (id) => {
        const { taps } = await renderer.render({
          session: session(id),
          fromS: 22.029,
          toS: 26,
          taps: { mix: { kind: 'tap' }, vox: { kind: 'strip', strip: 'vox', tap: 'post' } },
        });
        const lufs = ({ left, right }: Sound) => integratedLoudness([left, right], RATE);
        return lufs(taps['vox']!) - lufs(taps['mix']!);
      }),
    );
    expect(spread[1]! - spread[0]!).toBeGreaterThan(0.5);
  }, 60_000);
});
