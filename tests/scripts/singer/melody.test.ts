import { describe, expect, it } from 'vitest';
import { cents, median, vibratoOf } from '../../../scripts/songs/singer/measure/figures.ts';
import { singMelody, type TimedNote } from '../../../scripts/songs/singer/melody.ts';
import { midiToHz } from '../../../scripts/songs/signal/buffers.ts';
import { Random } from '../../../scripts/songs/signal/random.ts';

const note = (startS: number, durationS: number, midi: number): TimedNote => ({
  startS,
  durationS,
  midi,
  effort: 0.7,
  slurred: false,
  closing: false,
  scoop: 0,
});
const NOTES = [note(0.8, 0.26, 60), note(1.07, 0.26, 64), note(1.34, 0.4, 67), note(1.9, 1.6, 62)];
const sung = (seed: number, detuneCents = 0) => singMelody(NOTES, 4, detuneCents, new Random(seed));
const curve = (pitchHz: Float32Array, n: TimedNote, from: number, to: number) =>
  Array.from(
    pitchHz.subarray(Math.round(1000 * (n.startS + from)), Math.round(1000 * (n.startS + to))),
    (hz) => cents(hz, midiToHz(n.midi)),
  );

describe('the melody’s pitch', () => {
  it('stands within 15 cents of the score in the middle of notes, whoever sings', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { pitchHz } = sung(seed);
      for (const n of NOTES) {
        const middle = median(curve(pitchHz, n, n.durationS / 3, (2 * n.durationS) / 3));
        expect(Math.abs(middle), `seed ${seed}, ${n.midi}`).toBeLessThan(25);
      }
      const errors = NOTES.map((n) =>
        Math.abs(median(curve(pitchHz, n, n.durationS / 3, (2 * n.durationS) / 3))),
      );
      expect(median(errors)).toBeLessThan(15);
    }
  });

  it('has vibrato of 5 to 6.5 Hz on held notes only', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { pitchHz, vibrato } = sung(seed);
      const held = NOTES[3]!;
      const { rateHz, extentCents } = vibratoOf(curve(pitchHz, held, 0.6, 1.5), 0.001);
      expect(rateHz).toBeGreaterThan(5);
      expect(rateHz).toBeLessThan(6.5);
      expect(extentCents).toBeGreaterThan(20);
      expect(extentCents).toBeLessThan(60);
      for (const n of NOTES.slice(0, 3)) {
        const during = vibrato.subarray(1000 * n.startS, 1000 * (n.startS + n.durationS));
        expect(Math.max(...during.map(Math.abs))).toBe(0);
      }
    }
  });

  it('is another with another seed, and detuned as asked', () => {
    expect(sung(3).pitchHz).toEqual(sung(3).pitchHz);
    expect(sung(3).pitchHz).not.toEqual(sung(4).pitchHz);
    const up = sung(3, 8).pitchHz;
    const shifts = Array.from(sung(3).pitchHz, (hz, i) => cents(up[i]!, hz));
    expect(median(shifts)).toBeCloseTo(8, 1);
  });
});
