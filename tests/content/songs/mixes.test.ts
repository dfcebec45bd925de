import { beforeAll, describe, expect, it } from 'vitest';
import { loadPreset } from '../../../src/course/content/presets.ts';
import { loadSongFile } from '../../../src/course/content/songs.ts';
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { coveredShare } from '../../../src/dsp/meters/masking.ts';
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';
import type { Rendered } from '../../../src/engine/facade.ts';
import { createNodeRenderer } from '../../../src/engine/offline/node.ts';
import { manifestOf, stemOf } from '../../scripts/songs/shipped.ts';

const RATE = 48_000;
type Stereo = [Float32Array, Float32Array];

/** What a song's mixes are held to where songs differ. */
const SONGS = [
  { song: 'paper-lanterns', middle: ['vox', 'kick', 'snare', 'bass'], guitars: ['guitar-l', 'guitar-r'], wide: 'pad' },
  { song: 'signal-fire', middle: ['vox', 'kick', 'snare', 'bass'], guitars: ['guitar-l', 'guitar-r'], wide: 'room' },
  { song: 'half-a-room', middle: ['vox', 'kick', 'bass'], guitars: ['guitar-l', 'guitar-r'], wide: 'strings' },
];

const loudness = (x: readonly Float32Array[]): number => integratedLoudness(x, RATE);
const monoLoss = ([left, right]: Stereo): number => {
  const mono = left.map((v, i) => (v + right[i]!) / 2);
  return loudness([left, right]) - loudness([mono, mono]);
};

describe.each(SONGS)('the mixes of $song', ({ song, middle, guitars, wide }) => {
  const sections = loadSongFile(song).sections;
  const section = (id: string): { fromS: number; toS: number } => sections.find((s) => s.id === id)!;
  const part = (x: Stereo, { fromS, toS }: { fromS: number; toS: number }): Stereo =>
    x.map((c) => c.subarray(Math.round(fromS * RATE), Math.round(toS * RATE))) as Stereo;
  const printOf = async (name: string): Promise<Stereo> => (await stemOf(song, `${name}-rev1`)) as Stereo;
  const heard: Record<string, Rendered['taps']> = {};
  const at = (preset: string, id: string): Stereo => [heard[preset]![id]!.left, heard[preset]![id]!.right];
  const sum = (preset: string, ids: string[]): Stereo =>
    [0, 1].map((side) => ids.map((id) => at(preset, id)[side]!).reduce((a, b) => a.map((v, i) => v + b[i]!))) as Stereo;

  beforeAll(async () => {
    const renderer = createNodeRenderer({ audioDir: 'public/audio', songs: 'content/songs' });
    for (const preset of ['rough', 'mix']) {
      const taps = Object.fromEntries(
        [...middle, wide, ...guitars].map((id) => [id, { kind: 'strip' as const, strip: id, tap: 'post' as const }]),
      );
      const request = { session: loadPreset(`${song}/${preset}@1`), ...section('chorus'), taps };
      heard[preset] = (await renderer.render(request)).taps;
    }
  });

  it('has a mix at mixing level, with headroom', async () => {
    const mix = await printOf('mix');
    expect(loudness(mix)).toBeGreaterThanOrEqual(-20);
    expect(loudness(mix)).toBeLessThanOrEqual(-16);
    expect(truePeakDb(mix)).toBeGreaterThanOrEqual(-12);
    expect(truePeakDb(mix)).toBeLessThanOrEqual(-3);
  });

  it('lifts from verse to chorus by 0.5 to 6 LU', async () => {
    const mix = await printOf('mix');
    const lift = loudness(part(mix, section('chorus'))) - loudness(part(mix, section('verse')));
    expect(lift).toBeGreaterThanOrEqual(0.5);
    expect(lift).toBeLessThanOrEqual(6);
  });

  it('uncovers the voice that the rough mix buries', () => {
    const covered = (preset: string): number => coveredShare(at(preset, 'vox'), sum(preset, guitars), RATE);
    expect(covered('rough')).toBeGreaterThan(0.4);
    expect(covered('mix')).toBeLessThan(covered('rough') - 0.2);
  });

  it('keeps to lesson 4: what stands in the middle survives mono, nothing else loses over 4.5 LU', () => {
    for (const id of middle) expect(monoLoss(at('mix', id)), id).toBeLessThanOrEqual(1);
    expect(monoLoss(at('mix', wide))).toBeLessThanOrEqual(4.5);
    expect(monoLoss(at('rough', wide))).toBeGreaterThan(4.5);
    for (const id of guitars) expect(monoLoss(at('mix', id)), id).toBeLessThanOrEqual(4.5);
  });

  it('starts mastering at −1.0 dBTP', () => {
    const print = manifestOf(song).prints[`${song}/mix@1`]!;
    const trim = loadPreset(`${song}/print@1`).strips.mix!.insert.trim!.values.gainDb as number;
    expect(Math.abs(print.truePeakDb + trim + 1)).toBeLessThanOrEqual(0.1);
  });

  it('has a master that meets lesson 17', async () => {
    const start = loudness(await printOf('mix')) + (loadPreset(`${song}/print@1`).strips.mix!.insert.trim!.values.gainDb as number);
    const renderer = createNodeRenderer({ audioDir: 'public/audio', songs: 'content/songs' });
    const toS = manifestOf(song).frames / RATE;
    const { taps } = await renderer.render({ session: loadPreset(`${song}/master@1`), fromS: 0, toS, preRollS: 0, taps: { out: { kind: 'tap' } } });
    const master: Stereo = [taps.out!.left, taps.out!.right];
    const peak = truePeakDb(master);
    const gained = loudness(master) - start;
    expect(gained).toBeGreaterThanOrEqual(3);
    expect(gained).toBeLessThanOrEqual(5);
    expect(peak).toBeGreaterThanOrEqual(-2);
    expect(peak).toBeLessThanOrEqual(-0.9);
    const ratio = peak - loudness(master);
    expect(ratio).toBeGreaterThanOrEqual(8);
    expect(ratio).toBeLessThanOrEqual(12);
    expect(-1 - start - ratio).toBeLessThanOrEqual(4.5);
  }, 60_000);
});
