import { beforeAll, describe, expect, it } from 'vitest';
import { median, quantile } from '../../../scripts/songs/singer/measure/figures.ts';
import {
  measureTake,
  sibilantsDb,
  type NoteFigures,
} from '../../../scripts/songs/singer/measure/takeFigures.ts';
import { trySettings } from '../../../scripts/songs/singer/measure/trial.ts';
import { recordTake, sing, type RecordedTake } from '../../../scripts/songs/singer/sing.ts';
import { VOICES } from '../../../scripts/songs/singer/voices.ts';
import type { SungNote, VocalPart } from '../../../scripts/songs/score.ts';

const RATE = 48_000;
const SECONDS = 6;

const note = (
  startBeat: number,
  beats: number,
  midi: number,
  word: string,
  index?: number,
  of?: number,
): SungNote => ({
  startBeat,
  beats,
  midi,
  word,
  ...(of ? { syllable: { index: index!, of } } : {}),
});

/** Sung by nobody in a song: its figures were not tuned on. */
const PART: VocalPart = {
  bpm: 112,
  beatOneS: 1,
  lines: [
    {
      effort: 0.6,
      notes: [
        note(0, 0.45, 60, 'seven', 0, 2),
        note(0.5, 0.45, 62, 'seven', 1, 2),
        note(1, 0.95, 64, 'boats'),
        note(2, 0.45, 62, 'are'),
        note(2.5, 0.45, 60, 'turning', 0, 2),
        note(3, 0.95, 62, 'turning', 1, 2),
        note(4, 1.9, 64, 'back'),
        note(6, 0.45, 57, 'to'),
        note(6.5, 1.9, 60, 'sea'),
      ],
    },
  ],
};

/** To the bit. */
const same = (a: Float32Array, b: Float32Array): boolean =>
  Buffer.from(a.buffer).equals(Buffer.from(b.buffer));

/** Its first two words, for what needs no more. */
const SHORT: VocalPart = { ...PART, lines: [{ effort: 0.6, notes: PART.lines[0]!.notes.slice(0, 3) }] };

let take: RecordedTake;
let notes: NoteFigures[];

beforeAll(async () => {
  take = await recordTake(PART, 'female', { seed: 11 }, RATE, SECONDS * RATE);
  notes = measureTake(PART, take, RATE);
}, 120_000);

describe('the singer', () => {
  it('sings the score’s pitch within 15 cents in the middle of notes', () => {
    const errors = notes.map((n) => Math.abs(n.pitchCents));
    expect(median(errors)).toBeLessThan(10);
    expect(quantile(errors, 0.8)).toBeLessThan(15);
  });

  it('has vowels heard on the beat: spread under 20 ms between the quartiles, early or late by no more', () => {
    const onsets = notes.flatMap((n) => n.onsetMs ?? []);
    expect(onsets.length).toBeGreaterThanOrEqual(8);
    expect(quantile(onsets, 0.75) - quantile(onsets, 0.25)).toBeLessThan(20);
    expect(Math.abs(median(onsets))).toBeLessThan(20);
  });

  it('holds vowels without jumps, clear but with breath in them', () => {
    for (const n of notes) expect(n.jumpDb, n.word).toBeLessThan(6);
    const hnr = median(notes.map((n) => n.harmonicsToNoiseDb));
    expect(hnr).toBeGreaterThan(18);
    expect(hnr).toBeLessThan(26);
  });

  it('has vibrato of 5 to 6.5 Hz on the held notes', () => {
    for (const n of notes.filter((held) => held.seconds > 0.9)) {
      expect(n.vibrato!.rateHz).toBeGreaterThan(5);
      expect(n.vibrato!.rateHz).toBeLessThan(6.5);
      expect(n.vibrato!.extentCents).toBeGreaterThan(12);
    }
  });

  it('hisses: sibilants stand within 12 dB of the vowels', () => {
    const levels = sibilantsDb(take, RATE);
    expect(levels.length).toBeGreaterThanOrEqual(3);
    expect(median(levels)).toBeGreaterThan(-12);
  });

  it('keeps pitch and level where the speech’s own wave and the pulses take turns', async () => {
    const { ownWaveS } = VOICES.female;
    trySettings('female', '{"ownWaveS":0.05}');
    const own = await recordTake(SHORT, 'female', { seed: 11 }, RATE, 3 * RATE);
    VOICES.female.ownWaveS = ownWaveS;
    const plain = await recordTake(SHORT, 'female', { seed: 11 }, RATE, 3 * RATE);
    expect(same(own.samples, plain.samples)).toBe(false);
    const figures = measureTake(SHORT, own, RATE);
    expect(median(figures.map((n) => Math.abs(n.pitchCents)))).toBeLessThan(10);
    expect(median(figures.map((n) => n.harmonicsToNoiseDb))).toBeGreaterThan(18);
    for (const n of figures) expect(n.jumpDb, n.word).toBeLessThan(6);
    const power = (x: Float32Array) => x.reduce((sum, v) => sum + v * v, 0);
    expect(Math.abs(10 * Math.log10(power(own.samples) / power(plain.samples)))).toBeLessThan(3);
    expect(() => trySettings('female', '{"ownWave":1}')).toThrow('ownWave');
  }, 60_000);

  it('breathes before the line and is silent before and after', () => {
    const peak = (fromS: number, toS: number) =>
      take.samples.subarray(fromS * RATE, toS * RATE).reduce((max, v) => Math.max(max, Math.abs(v)), 0);
    expect(peak(0, 0.1)).toBe(0);
    expect(peak(0.3, 0.8)).toBeGreaterThan(1e-3);
    expect(peak(5.9, 6)).toBeLessThan(1e-3);
    expect(peak(0, SECONDS)).toBeGreaterThan(0.1);
    expect(peak(0, SECONDS)).toBeLessThan(1);
    expect(take.samples.every(Number.isFinite)).toBe(true);
  });

  it('sings the same take for the same seed, and another for another', async () => {
    const first = await sing(SHORT, 'male', { seed: 2 }, RATE, 2 * RATE);
    expect(same(await sing(SHORT, 'male', { seed: 2 }, RATE, 2 * RATE), first)).toBe(true);
    const second = await recordTake(SHORT, 'male', { seed: 3, tractScale: 1.01 }, RATE, 2 * RATE);
    expect(same(second.samples, first)).toBe(false);
  }, 60_000);

  it('is not together with its double to the sample, but within 40 ms', async () => {
    const double = await recordTake(PART, 'female', { seed: 12, detuneCents: 6 }, RATE, 2 * RATE);
    const starts = (t: RecordedTake) => t.lines[0]!.filter((p) => p.nucleus).map((p) => p.startS);
    const apart = starts(take).map((s, i) => Math.abs(s - starts(double)[i]!));
    expect(median(apart)).toBeGreaterThan(0.001);
    expect(Math.max(...apart)).toBeLessThan(0.04);
  }, 60_000);
});
