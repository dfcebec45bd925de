/** Good mixes made with different taste: all of them are good by the course's own measures. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPreset } from '../../../src/course/content/presets.ts';
import { loadSongFile } from '../../../src/course/content/songs.ts';
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { coveredShare } from '../../../src/dsp/meters/masking.ts';
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';
import type { Rendered, Tap } from '../../../src/engine/facade.ts';
import { createNodeRenderer } from '../../../src/engine/offline/node.ts';
import { manifestOf } from '../../scripts/songs/shipped.ts';

const SONG = 'paper-lanterns';
const RATE = 48_000;
const GUITARS = ['guitar-l', 'guitar-r'];
type Stereo = [Float32Array, Float32Array];

const renderer = createNodeRenderer({ audioDir: 'public/audio', songs: 'content/songs' });
const sections = loadSongFile(SONG).sections;
const strip = (id: string): Tap => ({ kind: 'strip', strip: id, tap: 'post' });
const stereo = (taps: Rendered['taps'], id: string): Stereo => [taps[id]!.left, taps[id]!.right];
const guitarsOf = (taps: Rendered['taps']): Stereo => {
  const [a, b] = GUITARS.map((id) => stereo(taps, id)) as [Stereo, Stereo];
  return [0, 1].map((side) => a[side]!.map((v, i) => v + b[side]![i]!)) as Stereo;
};
const monoLoss = ([left, right]: Stereo): number => {
  const mono = left.map((v, i) => (v + right[i]!) / 2);
  return integratedLoudness([left, right], RATE) - integratedLoudness([mono, mono], RATE);
};

describe.each(['mix', 'mix-dry', 'mix-wide', 'mix-forward'])('%s of paper-lanterns', (name) => {
  let taps: Rendered['taps'];
  const cut = (x: Stereo, id: string): Stereo => {
    const { fromS, toS } = sections.find((s) => s.id === id)!;
    return x.map((c) => c.subarray(Math.round(fromS * RATE), Math.round(toS * RATE))) as Stereo;
  };

  beforeAll(async () => {
    const ids = ['vox', 'kick', 'snare', 'bass', 'pad', 'backing', ...GUITARS];
    const wanted = { mix: { kind: 'tap' } as Tap, ...Object.fromEntries(ids.map((id) => [id, strip(id)])) };
    const toS = manifestOf(SONG).frames / RATE;
    ({ taps } = await renderer.render({ session: loadPreset(`${SONG}/${name}@1`), fromS: 0, toS, preRollS: 0, taps: wanted }));
  }, 60_000);

  it('stands at mixing level and lifts into the chorus', () => {
    const mix = stereo(taps, 'mix');
    const lufs = integratedLoudness(mix, RATE);
    expect(lufs).toBeGreaterThanOrEqual(-20);
    expect(lufs).toBeLessThanOrEqual(-16);
    expect(truePeakDb(mix)).toBeGreaterThanOrEqual(-12);
    expect(truePeakDb(mix)).toBeLessThanOrEqual(-3);
    const lift = integratedLoudness(cut(mix, 'chorus'), RATE) - integratedLoudness(cut(mix, 'verse'), RATE);
    expect(lift).toBeGreaterThanOrEqual(0.5);
    expect(lift).toBeLessThanOrEqual(6);
  });

  it('leaves the voice uncovered by the guitars', () => {
    expect(coveredShare(cut(stereo(taps, 'vox'), 'chorus'), cut(guitarsOf(taps), 'chorus'), RATE)).toBeLessThan(0.3);
  });

  it('survives mono as lesson 4 asks', () => {
    for (const id of ['vox', 'kick', 'snare', 'bass']) expect(monoLoss(stereo(taps, id)), id).toBeLessThanOrEqual(1);
    for (const id of ['pad', 'backing', ...GUITARS]) expect(monoLoss(stereo(taps, id)), id).toBeLessThanOrEqual(4.5);
  });
});
