import { describe, expect, it } from 'vitest';
import { judge } from '../../src/course/checks/judge.ts';
import type { Check, Exercise } from '../../src/course/types.ts';
import { throughSystem } from '../../src/dsp/monitor/simulator.ts';
import type { OfflineRenderer } from '../../src/engine/facade.ts';
import { small } from '../session/fixtures.ts';

const RATE = 48_000;
const tone = (hz: number, gain = 0.1): Float32Array =>
  Float32Array.from({ length: 2 * RATE }, (_, i) => gain * Math.sin((2 * Math.PI * hz * i) / RATE));
const plus = (a: Float32Array, b: Float32Array): Float32Array => a.map((x, i) => x + b[i]!);

/** The vocal is a tone of 1 kHz; the bass one of 60 Hz with an overtone 20 dB under it at 600 Hz. */
const render: OfflineRenderer['render'] = async ({ taps }) => ({
  sampleRate: RATE,
  taps: Object.fromEntries(
    Object.entries(taps).map(([name, tap]) => {
      const vocal = tap.kind === 'strip' && tap.strip === 'vox';
      const sound = vocal ? tone(1000) : plus(tone(60), tone(600, 0.01));
      return [name, { left: sound, right: sound }];
    }),
  ),
});
async function value(more: Partial<Check>): Promise<number> {
  const check = {
    kind: 'on-system',
    of: 'bass',
    against: ['vox'],
    system: 'phone',
    label: 'x',
    hint: 'h',
    passage: { fromS: 0, toS: 2 },
    atLeast: -18,
    ...more,
  } as Check;
  const exercise = {
    owns: [],
    pins: {},
    start: {},
    solutions: [],
    traps: {},
    checks: { it: check },
  } as Exercise;
  const references = { sections: [], durationS: 4, clean: {} };
  return (await judge(exercise, small(), small(), references, render))[0]!.value;
}

describe('on-system', () => {
  it('hears a bass on a phone by its overtones', async () => {
    const studio = await value({ system: 'studio' });
    const phone = await value({});
    expect(studio).toBeGreaterThan(-6);
    expect(phone).toBeLessThan(-15);
    expect(await value({ shift: true })).toBeCloseTo(phone - studio, 5);
    expect(await value({ system: 'studio', shift: true })).toBe(0);
  });

  it('may look at what lies above a frequency', async () => {
    const above = await value({ system: 'studio', aboveHz: 250 });
    expect(above).toBeLessThan(-19);
    expect(above).toBeGreaterThan(-22);
  });

  it('leaves the noise of the road out', () => {
    const silence = new Float32Array(RATE);
    const heard = throughSystem({ left: silence, right: silence }, 'car', RATE);
    expect(Math.max(...heard.left)).toBe(0);
  });
});
