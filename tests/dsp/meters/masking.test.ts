import { describe, expect, it } from 'vitest';
import { coveredShare } from '../../../src/dsp/meters/masking.ts';
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { random } from './signals.ts';

const RATE = 48_000;
const FRAMES = RATE * 4;

/** A sung line: a glottal pulse train in notes, through four formants that move from vowel to vowel, with breath noise. */
function voice(): Float32Array {
  const next = random(9);
  const vowels = [
    [700, 1150, 2500, 3300],
    [400, 1900, 2600, 3400],
    [320, 800, 2300, 3200],
    [560, 1700, 2500, 3400],
  ];
  const out = new Float32Array(FRAMES);
  const state = vowels[0]!.map(() => [0, 0]);
  let phase = 0;
  for (let n = 0; n < FRAMES; n++) {
    const note = Math.floor(n / 16_000);
    const inNote = (n % 16_000) / 16_000;
    const hz =
      [220, 247, 262, 294, 262, 247][note % 6]! * (1 + 0.006 * Math.sin((2 * Math.PI * 5.5 * n) / RATE));
    phase += hz / RATE;
    if (phase >= 1) phase -= 1;
    const source = (phase < 0.1 ? Math.sin((Math.PI * phase) / 0.1) : -0.067) + 0.02 * next();
    const envelope = Math.min(1, inNote / 0.05, (1 - inNote) / 0.15);
    let sum = 0;
    vowels[note % 4]!.forEach((f, i) => {
      const r = Math.exp((-Math.PI * (60 + 40 * i)) / RATE);
      const s = state[i]!;
      const y = (1 - r) * source + 2 * r * Math.cos((2 * Math.PI * f) / RATE) * s[0]! - r * r * s[1]!;
      s[1] = s[0]!;
      s[0] = y;
      sum += y * [1, 0.7, 0.5, 0.35][i]!;
    });
    out[n] = sum * envelope;
  }
  return out;
}

/** Strummed guitar: six strings of decaying harmonics, picked anew twice a second, with a pick's noise. */
function guitar(seed: number): Float32Array {
  const next = random(seed);
  const out = new Float32Array(FRAMES);
  const strings = [110, 164.8, 220, 277.2, 329.6, 440];
  for (let strum = 0; strum * 24_000 < FRAMES; strum++) {
    strings.forEach((hz, i) => {
      const start = strum * 24_000 + i * 300;
      for (let k = 1; k * hz < 9000; k++) {
        const phase = Math.PI * next();
        const w = (2 * Math.PI * hz * k * (1 + 1e-4 * k * k)) / RATE;
        const level = k ** -1.1;
        const decay = 8000 + 16_000 / k;
        for (let n = 0; n < 24_000 && start + n < FRAMES; n++)
          out[start + n]! += level * Math.exp(-n / decay) * Math.sin(w * n + phase);
      }
      for (let n = 0; n < 400 && start + n < FRAMES; n++) out[start + n]! += 0.5 * next() * Math.exp(-n / 80);
    });
  }
  return out;
}

type Pair = [Float32Array, Float32Array];
const panned = (x: Float32Array, left: number, right: number): Pair => [
  x.map((v) => left * v),
  x.map((v) => right * v),
];
/** To −20 LUFS plus `lu`. */
const atLoudness = (x: Pair, lu: number): Pair => {
  const gain = 10 ** ((-20 + lu - integratedLoudness(x, RATE)) / 20);
  return [x[0].map((v) => gain * v), x[1].map((v) => gain * v)];
};

describe('covered share', () => {
  const vox = atLoudness(panned(voice(), 1, 1), 0);
  const [one, two] = [guitar(1), guitar(2)];
  const both = one.map((v, n) => v + two[n]!);
  const centred = (lu: number) => atLoudness(panned(both, 1, 1), lu);
  const parted = (lu: number) => atLoudness([one, two], lu);
  const aside = (lu: number) => atLoudness(panned(both, 1, 0.1), lu);

  it('is at most a tenth with guitars 12 dB under the voice, at least 0.8 with guitars 12 dB over', () => {
    expect(coveredShare(vox, centred(-12), RATE)).toBeLessThanOrEqual(0.1);
    expect(coveredShare(vox, centred(12), RATE)).toBeGreaterThanOrEqual(0.8);
  });

  it('grows with the masker’s level', () => {
    const shares = [-12, -6, 0, 6, 12].map((lu) => coveredShare(vox, centred(lu), RATE));
    for (let i = 1; i < shares.length; i++) expect(shares[i]).toBeGreaterThan(shares[i - 1]!);
  });

  it('is less when the guitars are parted or moved aside than centred', () => {
    for (const lu of [0, 6]) {
      expect(coveredShare(vox, parted(lu), RATE)).toBeLessThanOrEqual(
        coveredShare(vox, centred(lu), RATE) + 0.02,
      );
      expect(coveredShare(vox, aside(lu), RATE)).toBeLessThan(coveredShare(vox, centred(lu), RATE) - 0.1);
    }
  });

  it('is less when the masker makes room where the target is', () => {
    // Half of the guitar's energy around the voice's formants taken out by a plain one-pole split.
    let low = 0;
    const thinned = both.map((v) => (low += 0.02 * (v - low)));
    expect(coveredShare(vox, atLoudness(panned(thinned, 1, 1), 0), RATE)).toBeLessThan(
      coveredShare(vox, centred(0), RATE),
    );
  });

  it('is none under silence, all under a copy 3.1 dB louder, none under one 2.9 dB louder', () => {
    const silent: Pair = [new Float32Array(FRAMES), new Float32Array(FRAMES)];
    const louder = (db: number): Pair => [
      vox[0].map((v) => v * 10 ** (db / 20)),
      vox[1].map((v) => v * 10 ** (db / 20)),
    ];
    expect(coveredShare(vox, silent, RATE)).toBe(0);
    expect(coveredShare(vox, louder(3.1), RATE)).toBe(1);
    expect(coveredShare(vox, louder(2.9), RATE)).toBe(0);
    expect(() => coveredShare(silent, vox, RATE)).toThrow(/silent/);
  });

  it('says the same at 44.1 kHz as at 48 within a twentieth', () => {
    const slower = (x: Float32Array) =>
      Float32Array.from({ length: Math.floor((x.length * 147) / 160) - 2 }, (_, n) => {
        const at = (n * 160) / 147;
        const i = Math.floor(at);
        return x[i]! + (at - i) * (x[i + 1]! - x[i]!);
      });
    const g = centred(0);
    const share = coveredShare([slower(vox[0]), slower(vox[1])], [slower(g[0]), slower(g[1])], 44_100);
    expect(Math.abs(share - coveredShare(vox, g, RATE))).toBeLessThan(0.05);
  });
});
