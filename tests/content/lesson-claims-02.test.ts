/** What lesson 2 says of its sounds and of chance is true. */
import { beforeAll, describe, expect, it } from 'vitest';
import { guessedAtLeast, neededFor } from '../../src/course/ear/binomial.ts';
import { lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { claimsOf, startSession } from '../../src/course/own-mix.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { integratedLoudness } from '../../src/dsp/meters/loudness.ts';
import { truePeakDb } from '../../src/dsp/meters/true-peak.ts';
import { createNodeRenderer } from '../../src/engine/offline/node.ts';

const RATE = 48_000;
const renderer = createNodeRenderer({
  audioDir: 'public/audio',
  songs: 'content/songs',
  sessionOf: (print) => loadPreset(print),
});
const mixes = lessonMixes(loadLesson('02-louder'));
const PASSAGE = { fromS: 22.029, toS: 30.6 };

interface Heard {
  lufs: number;
  peakDb: number;
  left: Float32Array;
  right: Float32Array;
}
const heard: Record<string, Heard> = {};
beforeAll(async () => {
  for (const id of ['one', 'two', 'plain', 'bright', 'dark', 'air', 'master']) {
    const spec = mixes[id]!;
    const session = startSession(loadPreset(spec.base), {}, claimsOf(spec));
    const { taps } = await renderer.render({ session, ...PASSAGE, taps: { mix: { kind: 'tap' } } });
    const { left, right } = taps['mix']!;
    heard[id] = {
      left,
      right,
      lufs: integratedLoudness([left, right], RATE),
      peakDb: truePeakDb([left, right]),
    };
  }
});

/** Level above 4 kHz against the level from 200 Hz to 1 kHz, dB. */
function brightness({ left, right }: Heard): number {
  const { bandsHz, levelsDb } = averageBandLevels(left, right, RATE, 3);
  const power = (fromHz: number, toHz: number) =>
    bandsHz.reduce((sum, hz, i) => (hz >= fromHz && hz < toHz ? sum + 10 ** (levelsDb[i]! / 10) : sum), 0);
  return 10 * Math.log10(power(4000, 16_000) / power(200, 1000));
}

describe('lesson 2', () => {
  it('version two is version one, 2.5 dB louder, and nothing else', () => {
    const { one, two } = heard;
    expect(two!.lufs - one!.lufs).toBeCloseTo(2.5, 3);
    const gain = 10 ** (2.5 / 20);
    const worst = one!.left.reduce((most, v, i) => Math.max(most, Math.abs(v * gain - two!.left[i]!)), 0);
    expect(worst).toBeLessThan(1e-6);
  });

  it('brighter is brighter, darker is darker, by ear’s measure, and none of them clips', () => {
    const { plain, bright, dark, air } = heard;
    expect(brightness(bright!) - brightness(plain!)).toBeGreaterThan(3);
    expect(brightness(dark!) - brightness(plain!)).toBeLessThan(-4);
    expect(brightness(air!) - brightness(plain!)).toBeGreaterThan(0.8);
    for (const [id, { peakDb }] of Object.entries(heard)) expect(peakDb, id).toBeLessThan(0);
  });

  it('the mix comes to about −19 LUFS, the master to about −13', () => {
    const { prints } = loadSong('paper-lanterns').manifest;
    expect(Math.round(prints['paper-lanterns/mix@1']!.integratedLufs)).toBe(-19);
    expect(Math.round(prints['paper-lanterns/master@1']!.integratedLufs)).toBe(-13);
  });

  it('the master is much louder than the mix', () => {
    // Version one is the mix with no gain at all.
    expect(heard['master']!.lufs - heard['one']!.lufs).toBeGreaterThan(5);
  });

  it('counts luck as it says', () => {
    expect(guessedAtLeast(9, 10)).toBeGreaterThan(0.009);
    expect(guessedAtLeast(9, 10)).toBeLessThan(0.012);
    expect(Math.round(guessedAtLeast(7, 10) * 100)).toBe(17);
    expect(neededFor(10)).toBe(9);
  });
});
