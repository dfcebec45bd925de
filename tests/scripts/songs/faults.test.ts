import { describe, expect, it } from 'vitest';
import { readFaults } from '../../../scripts/songs/pipeline/faults.ts';
import type { Fault } from '../../../scripts/songs/pipeline/faults.ts';
import { PAPER_LANTERNS } from '../../../scripts/songs/paper-lanterns/song.ts';
import { HALF_A_ROOM } from '../../../scripts/songs/half-a-room/song.ts';
import { SIGNAL_FIRE } from '../../../scripts/songs/signal-fire/song.ts';
import { phraseSpans } from '../../../scripts/songs/performance/phrases.ts';
import { secondsAt } from '../../../scripts/songs/score.ts';
import { filter } from '../../../scripts/songs/signal/biquad.ts';
import { SAMPLE_RATE } from '../../../scripts/songs/signal/buffers.ts';
import { integratedLoudness } from '../../../src/dsp/meters/loudness.ts';
import { difference, fitBell, frameOffsets, spectralDifference } from './fault-measures.ts';
import { cleanOf, stemOf } from './shipped.ts';

const BELLS = ['resonance', 'masking', 'low-end-clash', 'boxy', 'mud', 'harsh', 'depth'];
const mean = (values: number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

describe.each([PAPER_LANTERNS, SIGNAL_FIRE, HALF_A_ROOM])(
  'the faults of $id, in the decoded audio',
  (song) => {
    const faults = readFaults(song.id);
    const clean = cleanOf(song.id);
    const of = (kinds: string[]): [string, Fault][] =>
      faults.filter((f) => kinds.includes(f.kind)).map((f) => [f.id, f]);

    it.each(of(BELLS))('%s stands within 10% of its frequency and 1 dB of its amount', async (_, fault) => {
      const d = difference(await stemOf(song.id, fault.stem), clean[fault.stem]!);
      const away = (hz: number): boolean => hz > 70 && (hz < fault.freqHz! / 3 || hz > fault.freqHz! * 3);
      const found = fitBell(d.bandsHz, spectralDifference(d, frameOffsets(d, away)), fault.freqHz!, fault.q!);
      expect(
        Math.abs(found.freqHz / fault.freqHz! - 1),
        `found at ${found.freqHz.toFixed(0)} Hz`,
      ).toBeLessThanOrEqual(0.1);
      expect(
        Math.abs(found.gainDb - fault.amountDb!),
        `found ${found.gainDb.toFixed(1)} dB`,
      ).toBeLessThanOrEqual(1);
    });

    it.each(of(['sibilance']))('%s is as strong as stated where sibilants are', async (_, fault) => {
      const levels = clean[`${fault.stem}-clean`]!;
      const d = difference(await stemOf(song.id, fault.stem), levels);
      const offsets = frameOffsets(d, (hz) => hz > 800 && hz < 3500);
      const band = d.bandsHz.findIndex((hz) => hz > fault.freqHz! * 0.95);
      const power = (row: number[], from: number, to: number): number =>
        row.reduce(
          (sum, db, b) => (d.bandsHz[b]! >= from && d.bandsHz[b]! <= to ? sum + 10 ** (db / 10) : sum),
          0,
        );
      const loudest = Math.max(...levels.levelsDb.map((row) => power(row, 4500, 12000)));
      const found = levels.levelsDb.flatMap((row, frame) => {
        const treble = power(row, 4500, 12000);
        const offset = Number.isNaN(offsets[frame]!) ? 0 : offsets[frame]!;
        return treble > loudest / 12 && treble > power(row, 100, 3500) / 2
          ? [d.db[frame]![band]! - offset]
          : [];
      });
      expect(found.length).toBeGreaterThan(2);
      // Faint and short consonants share the analysis window with vowels, which have no boost: the strongest tells.
      const own = Math.max(...found);
      expect(Math.abs(own - fault.amountDb!), `found ${own.toFixed(1)} dB`).toBeLessThanOrEqual(1);
    });

    it.each(of(['uneven-level']))('%s moves each line or section by its gain', async (_, fault) => {
      const d = difference(await stemOf(song.id, fault.stem), clean[`${fault.stem}-clean`]!);
      const own = faults.filter((f) => f.stem === fault.stem && f.freqHz && f.kind !== 'rumble');
      const offsets = frameOffsets(
        d,
        (hz) => hz > 120 && own.every((f) => hz < f.freqHz! * 0.7 || hz > f.freqHz! * 1.4),
      );
      const beats = song.sections.at(-1)!.startBeat;
      const spans = fault.stepsDb
        ? Array.from({ length: Math.floor(beats / fault.stepBeats!) }, (_, i) => ({
            fromS: secondsAt(song.tempo, i * fault.stepBeats!) + 0.1,
            toS: secondsAt(song.tempo, (i + 1) * fault.stepBeats!) - 0.1,
            db: fault.stepsDb![i % fault.stepsDb!.length]!,
          }))
        : fault.linesDb
          ? phraseSpans(song.lead).map((span, i) => ({
              fromS: span.fromFrame / SAMPLE_RATE,
              toS: span.toFrame / SAMPLE_RATE,
              db: fault.linesDb![i]!,
            }))
          : song.sections.map((s) => ({
              fromS: secondsAt(song.tempo, s.startBeat) + 0.3,
              toS: secondsAt(song.tempo, s.startBeat + s.beats) - 0.3,
              db: fault.sectionsDb![fault.sections!.indexOf(s.id)] ?? 0,
            }));
      const measured = spans.map(({ fromS, toS }) => {
        const values = offsets
          .slice(Math.ceil(fromS / d.frameS), Math.floor(toS / d.frameS))
          .filter((v) => !Number.isNaN(v));
        return mean(values);
      });
      // Where the stem is silent there is no level to compare.
      const heard = spans.flatMap((span, i) =>
        Number.isNaN(measured[i]!) ? [] : [{ ...span, foundDb: measured[i]! }],
      );
      expect(heard.length).toBeGreaterThanOrEqual(spans.length / 2);
      // What the stem's other faults change of its level is the same in every span.
      const shift = mean(heard.map((s) => s.foundDb)) - mean(heard.map((s) => s.db));
      for (const { fromS, foundDb, db } of heard)
        expect(Math.abs(foundDb - shift - db), `from ${fromS.toFixed(2)} s`).toBeLessThanOrEqual(1);
      const gains = spans.map((s) => s.db);
      expect(Math.max(...gains) - Math.min(...gains)).toBe(fault.amountDb);
    });

    it.each(of(['rumble']))(
      '%s is as loud as stated under its frequency, and not above',
      async (_, fault) => {
        const [x] = await stemOf(song.id, fault.stem);
        const levels = (await import('../../../src/dsp/meters/bands.ts')).bandLevels(x, x, SAMPLE_RATE);
        const sung = phraseSpans(song.lead);
        const pauses = levels.levelsDb.filter((_, frame) => {
          const at = (frame + 0.5) * levels.frameS * SAMPLE_RATE;
          return (
            at > SAMPLE_RATE &&
            at < x.length - SAMPLE_RATE &&
            sung.every((s) => at < s.fromFrame - SAMPLE_RATE || at > s.toFrame + 0.5 * SAMPLE_RATE)
          );
        });
        const power = (from: number, to: number): number =>
          10 *
          Math.log10(
            mean(
              pauses.map((row) =>
                row.reduce(
                  (sum, db, b) =>
                    levels.bandsHz[b]! > from && levels.bandsHz[b]! <= to ? sum + 10 ** (db / 10) : sum,
                  0,
                ),
              ),
            ),
          );
        expect(
          Math.abs(power(0, fault.freqHz!) - fault.levelDb!),
          `found ${power(0, fault.freqHz!).toFixed(1)} dBFS`,
        ).toBeLessThanOrEqual(1);
        expect(power(2 * fault.freqHz!, 1000)).toBeLessThan(fault.levelDb! - 20);
      },
    );

    it.each(of(['mono-cancel']))('%s loses as much in mono as stated', async (_, fault) => {
      const [left, right] = await stemOf(song.id, fault.stem);
      const mono = left.map((l, i) => (l + right![i]!) / 2);
      const loss =
        integratedLoudness([left, right!], SAMPLE_RATE) - integratedLoudness([mono, mono], SAMPLE_RATE);
      expect(Math.abs(loss - fault.amountDb!), `found ${loss.toFixed(1)} LU`).toBeLessThanOrEqual(1);
    });

    it.each(of(['bleed']))('%s is as loud as stated', async (_, fault) => {
      const [x] = await stemOf(song.id, fault.stem);
      const [source] = await stemOf(song.id, fault.from!);
      const delay = Math.round((fault.delayMs! / 1000) * SAMPLE_RATE);
      // Where the hat sounds and the codec still keeps the waveform, not only the energy.
      const high = (signal: Float32Array): Float32Array =>
        filter(filter(signal.slice(), SAMPLE_RATE, 'highPass', 1500), SAMPLE_RATE, 'lowPass', 5000);
      const body = filter(x.slice(), SAMPLE_RATE, 'lowPass', 1000);
      const [treble, other] = [high(x), high(source)];
      // Least squares over the moments between this stem's own hits: what of it is the other one, that much late.
      let shared = 0;
      let own = 0;
      const step = 960;
      const quiet = (from: number): boolean =>
        body.subarray(Math.max(0, from - 4 * step), from + step).every((v) => Math.abs(v) < 0.02);
      for (let from = step; from + step < x.length; from += step) {
        if (!quiet(from)) continue;
        for (let i = from; i < from + step; i++) {
          shared += treble[i]! * other[i - delay]!;
          own += other[i - delay]! ** 2;
        }
      }
      const foundDb = 20 * Math.log10(shared / own);
      expect(Math.abs(foundDb - fault.amountDb!), `found ${foundDb.toFixed(1)} dB`).toBeLessThanOrEqual(1);
    });

    it.each(of(['phase']))('%s reverses the polarity against the snare', async (_, fault) => {
      const [x] = await stemOf(song.id, fault.stem);
      const [snare] = await stemOf(song.id, 'snare');
      const delay = Math.round(0.0031 * SAMPLE_RATE);
      let shared = 0;
      for (let i = delay; i < x.length; i++) shared += x[i]! * snare[i - delay]!;
      expect(shared).toBeLessThan(0);
    });

    it.each([3, 4, 6, 7, 8, 9, 12])('holds a fault for lesson %i', (lesson) => {
      expect(
        faults.filter((fault) => fault.lessons.includes(lesson)).map((fault) => `${fault.stem}: ${fault.id}`),
      ).not.toEqual([]);
    });
  },
);
