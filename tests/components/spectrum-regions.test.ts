import { expect, it } from 'vitest';
import { regionLevels } from '../../src/components/cells/Spectrum/regions.ts';
import { SpectrumAnalyser } from '../../src/dsp/meters/spectrum.ts';

const RATE = 48_000;

function lineOf(...tones: { hz: number; db: number }[]) {
  const analyser = new SpectrumAnalyser(RATE, { size: 8192 });
  const samples = Float32Array.from({ length: 2 * 8192 }, (_, i) =>
    tones.reduce(
      (sum, { hz, db }) => sum + 10 ** (db / 20) * Math.sin((2 * Math.PI * hz * (i >> 1)) / RATE),
      0,
    ),
  );
  analyser.pushInterleaved(samples);
  analyser.update(0.17);
  return regionLevels(analyser.freqsHz, analyser.levelsDb);
}

it('says how high the line reaches in each region, and where it is highest', () => {
  const { levelsDb, highestHz } = lineOf({ hz: 110, db: -20 }, { hz: 3000, db: -32 });
  const [rumble, body, mud, middle, presence, air] = levelsDb;
  expect(body).toBeCloseTo(-20, 0);
  expect(presence).toBeCloseTo(-32, 0);
  expect(highestHz! / 110).toBeCloseTo(1, 1);
  for (const db of [rumble, mud, middle, air]) expect(db).toBeLessThan(-40);
});

it('says nothing of what lies under the picture', () => {
  const { levelsDb, highestHz } = lineOf({ hz: 1000, db: -110 });
  expect(highestHz).toBeNull();
  expect(levelsDb).toEqual(levelsDb.map(() => -Infinity));
});
