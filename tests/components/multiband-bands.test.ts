import { expect, it } from 'vitest';
import { bandAlone } from '../../src/components/cells/Multiband/bands.ts';
import { legalValues } from '../../src/dsp/core/params.ts';
import { multiband } from '../../src/dsp/effects/multiband/multiband.ts';
import { multibandSpec } from '../../src/dsp/effects/multiband/spec.ts';

const RATE = 48_000;
const TONES_HZ = { low: 60, lowMid: 400, highMid: 2000, high: 9000 } as const;
/** What the crossovers, 24 dB an octave, leave at least of tones in the middle of another band. */
const SKIRT_DB = 22;
type Tone = keyof typeof TONES_HZ;

/** Level of each tone, dBFS, in the last second of three that the effect makes of all together. */
function tonesDb(values: Parameters<typeof legalValues>[1]): Record<Tone, number> {
  const frames = 3 * RATE;
  const sound = Float32Array.from({ length: frames }, (_, n) =>
    Object.values(TONES_HZ).reduce((sum, hz) => sum + 0.1 * Math.sin((2 * Math.PI * hz * n) / RATE), 0),
  );
  const processor = multiband.create(RATE);
  processor.set(legalValues(multibandSpec.params, values), false);
  const block = { left: new Float32Array(128), right: new Float32Array(128) };
  const out = new Float32Array(frames);
  for (let at = 0; at + 128 <= frames; at += 128) {
    block.left.set(sound.subarray(at, at + 128));
    block.right.set(sound.subarray(at, at + 128));
    processor.process(block, 128, null);
    out.set(block.left, at);
  }
  const level = (hz: number): number => {
    let [re, im] = [0, 0];
    for (let n = 2 * RATE; n < frames; n++) {
      re += out[n]! * Math.cos((2 * Math.PI * hz * n) / RATE);
      im += out[n]! * Math.sin((2 * Math.PI * hz * n) / RATE);
    }
    return 20 * Math.log10((2 * Math.hypot(re, im)) / RATE + 1e-12);
  };
  return Object.fromEntries(Object.entries(TONES_HZ).map(([id, hz]) => [id, level(hz)])) as Record<
    Tone,
    number
  >;
}

const values = legalValues(multibandSpec.params, {
  bands: '4',
  'lowMid.thresholdDb': -30,
  'lowMid.ratio': 4,
});

it.each(['low', 'lowMid', 'highMid', 'high'] as const)(
  '%s alone is as it is, the others are gone',
  (alone) => {
    const whole = tonesDb(values);
    const heard = tonesDb(bandAlone(values, alone));
    for (const id of Object.keys(TONES_HZ) as Tone[]) {
      if (id === alone) expect(Math.abs(heard[id] - whole[id])).toBeLessThan(1);
      else expect(heard[id]).toBeLessThan(whole[id] - SKIRT_DB);
    }
  },
);

it('of three bands the middle one holds both tones in the middle', () => {
  const three = legalValues(multibandSpec.params, { ...values, bands: '3' });
  const whole = tonesDb(three);
  const heard = tonesDb(bandAlone(three, 'lowMid'));
  expect(Math.abs(heard.highMid - whole.highMid)).toBeLessThan(1);
  expect(heard.low).toBeLessThan(whole.low - SKIRT_DB);
  expect(heard.high).toBeLessThan(whole.high - SKIRT_DB);
});
