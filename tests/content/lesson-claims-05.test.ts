/** What lesson 5 says of the regions and of its five versions is true of the recordings. */
import { beforeAll, describe, expect, it } from 'vitest';
import { BAND_SETS } from '../../src/course/ear/drills/bands.ts';
import { lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { claimsOf, startSession } from '../../src/course/own-mix.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { integratedLoudness } from '../../src/dsp/meters/loudness.ts';
import { truePeakDb } from '../../src/dsp/meters/true-peak.ts';
import type { Rendered } from '../../src/engine/facade.ts';
import { createNodeRenderer } from '../../src/engine/offline/node.ts';

const RATE = 48_000;
type Sound = Rendered['taps'][string];
const renderer = createNodeRenderer({
  audioDir: 'public/audio',
  songs: 'content/songs',
  sessionOf: (print) => loadPreset(print),
});
const mixes = lessonMixes(loadLesson('05-bands'));

const analysed = new WeakMap<Sound, ReturnType<typeof averageBandLevels>>();
/** Level between two frequencies, dBFS. */
function within(sound: Sound, fromHz: number, toHz: number): number {
  const bands = analysed.get(sound) ?? averageBandLevels(sound.left, sound.right, RATE, 3);
  analysed.set(sound, bands);
  const power = bands.bandsHz.reduce(
    (sum, hz, i) => (hz >= fromHz && hz < toHz ? sum + 10 ** (bands.levelsDb[i]! / 10) : sum),
    0,
  );
  return 10 * Math.log10(power);
}

const versions: Record<string, Sound> = {};
beforeAll(async () => {
  for (const id of ['print', 'low', 'mud', 'near', 'air']) {
    const spec = mixes[id]!;
    const session = startSession(loadPreset(spec.base), {}, claimsOf(spec));
    const request = { session, fromS: 22.029, toS: 30.6, taps: { mix: { kind: 'tap' } } } as const;
    versions[id] = (await renderer.render(request)).taps['mix']!;
  }
});
const lufs = ({ left, right }: Sound): number => integratedLoudness([left, right], RATE);

describe('lesson 5', () => {
  it.each([
    ['low', 125],
    ['mud', 500],
    ['near', 2000],
    ['air', 8000],
  ])('«%s» raises %i Hz against all else, and does not clip', (id, hz) => {
    const [before, after] = [versions['print']!, versions[id]!];
    const rise = (at: number): number =>
      within(after, at * 0.85, at * 1.18) - within(before, at * 0.85, at * 1.18);
    for (const other of [125, 500, 2000, 8000]) {
      if (other !== hz) expect(rise(hz) - rise(other), `${other} Hz`).toBeGreaterThan(8);
    }
    expect(truePeakDb([after.left, after.right])).toBeLessThan(0);
  });

  it('raising 125 Hz makes it louder, so that matched the voice steps back', () => {
    const [before, after] = [versions['print']!, versions['low']!];
    const matchDb = lufs(before) - lufs(after);
    // The trims of the two mixes differ by 8 dB.
    expect(matchDb - 8).toBeLessThan(-1.5);
    expect(within(after, 600, 4000) + matchDb - within(before, 600, 4000)).toBeLessThan(-1);
  });

  it('what lives where is so in the mix', { timeout: 60_000 }, async () => {
    const song = loadSong('paper-lanterns');
    const { fromS, toS } = song.sections.find(({ id }) => id === 'chorus')!;
    const ids = song.stems.map(({ id }) => id);
    const { taps } = await renderer.render({
      session: loadPreset('paper-lanterns/mix@1'),
      fromS,
      toS: Math.min(toS, fromS + 6),
      taps: Object.fromEntries(ids.map((id) => [id, { kind: 'strip', strip: id, tap: 'post' }])),
    });
    const strongest = (fromHz: number, toHz: number, count: number): string[] =>
      ids
        .map((id) => [id, within(taps[id]!, fromHz, toHz)] as const)
        .sort((a, b) => b[1] - a[1])
        .slice(0, count)
        .map(([id]) => id);
    expect(strongest(20, 60, 2).sort()).toEqual(['bass', 'kick']);
    expect(strongest(60, 200, 2).sort()).toEqual(['bass', 'kick']);
    expect(strongest(200, 600, 4)).toEqual(expect.arrayContaining(['vox', 'keys', 'pad']));
    expect(strongest(600, 2000, 5)).toEqual(expect.arrayContaining(['vox', 'keys', 'guitar-l', 'guitar-r']));
    expect(strongest(2000, 6000, 4)).toEqual(expect.arrayContaining(['vox', 'guitar-l', 'guitar-r']));
    expect(strongest(6000, 20_000, 3).sort()).toEqual(['hats', 'snare', 'vox']);
  });

  it('guitars and voices fill the middle of the rock song', { timeout: 60_000 }, async () => {
    const song = loadSong('signal-fire');
    const { fromS } = song.sections.find(({ id }) => id === 'chorus')!;
    const ids = song.stems.map(({ id }) => id);
    const { taps } = await renderer.render({
      session: loadPreset('signal-fire/mix@1'),
      fromS,
      toS: fromS + 6,
      taps: Object.fromEntries(ids.map((id) => [id, { kind: 'strip', strip: id, tap: 'post' }])),
    });
    const middle = new Map(ids.map((id) => [id, within(taps[id]!, 600, 2000)]));
    const inFront = ['guitar-l', 'guitar-r', 'vox', 'backing'];
    const others = ids.filter((id) => !inFront.includes(id));
    for (const front of inFront)
      for (const id of others) expect(middle.get(front)! - middle.get(id)!, `${front}, ${id}`).toBeGreaterThan(0);
  });

  it('the ballad’s top is quieter than on both other songs', { timeout: 60_000 }, async () => {
    const air = async (name: string): Promise<number> => {
      const song = loadSong(name);
      const { fromS, toS } = song.sections.find(({ id }) => id === 'chorus')!;
      const request = { session: loadPreset(`${name}/mix@1`), fromS, toS, taps: { mix: { kind: 'tap' } } } as const;
      const sound = (await renderer.render(request)).taps['mix']!;
      return within(sound, 6000, 20_000) - within(sound, 20, 20_000);
    };
    const ballad = await air('half-a-room');
    for (const other of ['paper-lanterns', 'signal-fire']) expect(ballad - (await air(other)), other).toBeLessThan(-1.5);
  });

  it('every band that a drill asks for holds music', () => {
    for (const hz of new Set(BAND_SETS.flatMap(({ freqsHz }) => freqsHz)))
      expect(within(versions['print']!, hz * 0.84, hz * 1.19), `${hz} Hz`).toBeGreaterThan(-55);
  });
});
