import { throughSystem } from '../../dsp/monitor/simulator.ts';
import { Sections } from '../../dsp/core/biquad.ts';
import { designSection, SECTION } from '../../dsp/core/filter-design.ts';
import { loudnessOf } from './figures.ts';
import { defineKind, sumOf, tapOf } from './kind.ts';
import type { Stereo } from './kind.ts';

/** Slopes of 24 dB an octave: two second-order sections of a Butterworth filter. */
const BUTTERWORTH_Q = [0.5412, 1.3066];

/** What of a sound lies above a frequency. */
function above({ left, right }: Stereo, freqHz: number, sampleRate: number): Stereo {
  const filter = new Sections(BUTTERWORTH_Q.length);
  BUTTERWORTH_Q.forEach((q, i) =>
    designSection('highPass', freqHz, 0, q, sampleRate, filter.coefs, i * SECTION),
  );
  const l = Float64Array.from(left);
  const r = Float64Array.from(right);
  BUTTERWORTH_Q.forEach((_, i) => filter.run(i, l, r, l.length));
  return { left: Float32Array.from(l), right: Float32Array.from(r) };
}

/**
 * How much louder a strip is than others together on a playback system, in LU; with `shift`, how much that differs
 * from the studio. `aboveHz` looks at what of the strip lies above a frequency.
 */
export const onSystem = defineKind({
  kind: 'on-system',
  unit: () => 'LU',
  taps: ({ of, against }) => ({
    of: tapOf(of),
    ...Object.fromEntries(against.map((strip) => [`against/${strip}`, tapOf(strip)])),
  }),
  relative: () => false,
  leadS: 0,
  measure: (heard, { against, system, aboveHz, shift }) => {
    const rest = sumOf(against.map((strip) => heard.tap(`against/${strip}`)));
    const whole = heard.tap('of');
    const mine = aboveHz === undefined ? whole : above(whole, aboveHz, heard.sampleRate);
    const on = (sound: Stereo, id: string): number =>
      loudnessOf(throughSystem(sound, id, heard.sampleRate), heard.sampleRate);
    const balance = (id: string): number => on(mine, id) - on(rest, id);
    return shift ? balance(system) - balance('studio') : balance(system);
  },
  value: (now) => now,
});
