/** The figures of one sung take, note by note, against its score. */
import { midiToHz } from '../../signal/buffers.ts';
import { secondsAt, type SungNote, type VocalPart } from '../../score.ts';
import type { Sung } from '../layout.ts';
import { isSibilant, isVowel } from '../phones.ts';
import { readLine } from '../reading.ts';
import type { RecordedTake } from '../sing.ts';
import {
  bandDb,
  cents,
  frameLevels,
  harmonicsToNoiseDb,
  median,
  onsetNear,
  pitchCurve,
  vibratoOf,
} from './figures.ts';

export interface NoteFigures {
  word: string;
  phone: string;
  seconds: number;
  /** Median pitch of the middle third of the note, against the score. */
  pitchCents: number;
  /** Over the note from 0.3 s on, for notes that are long enough. */
  vibrato?: { rateHz: number; extentCents: number };
  harmonicsToNoiseDb: number;
  /** When the vowel is heard against the beat; absent after a vowel without a consonant between. */
  onsetMs?: number;
  /** Level of 8–16 kHz against the whole, in the vowel's middle, dB. */
  airDb: number;
  /** Largest change of level between 5 ms frames inside the vowel, dB. */
  jumpDb: number;
}

/** Pitch curves are taken at these steps. */
const STEP_S = 0.01;

function measureNote(
  take: RecordedTake,
  sampleRate: number,
  note: SungNote,
  beatS: number,
  vowel: Sung,
  before: Sung | undefined,
): NoteFigures {
  const x = take.samples;
  const hz = midiToHz(note.midi);
  const seconds = vowel.endS - vowel.startS;
  const curve = pitchCurve(x, sampleRate, vowel.startS + 0.03, vowel.endS - 0.03, hz, STEP_S).filter(
    (f) => f.hz > 0,
  );
  const middle = curve.slice(Math.floor(curve.length / 3), Math.ceil((2 * curve.length) / 3));
  const figures: NoteFigures = {
    word: note.word,
    phone: vowel.name,
    seconds,
    pitchCents: cents(median(middle.map((f) => f.hz)), hz),
    harmonicsToNoiseDb: harmonicsToNoiseDb(median(middle.map((f) => f.periodicity))),
    airDb:
      bandDb(x, sampleRate, vowel.startS + seconds / 2, [8000, 16000], 2048) -
      bandDb(x, sampleRate, vowel.startS + seconds / 2, [80, 20000], 2048),
    jumpDb: 0,
  };
  if (!before || !isVowel(before.name)) figures.onsetMs = 1000 * (onsetNear(x, sampleRate, beatS) - beatS);
  const steady = curve
    .filter((f) => f.timeS > vowel.startS + 0.3 || seconds < 0.5)
    .map((f) => cents(f.hz, hz));
  if (steady.length * STEP_S > 0.2) figures.vibrato = vibratoOf(steady, STEP_S);
  const levels = frameLevels(x, sampleRate, vowel.startS + 0.03, vowel.endS - 0.03, hz);
  for (let i = 1; i < levels.length; i++) {
    figures.jumpDb = Math.max(figures.jumpDb, Math.abs(levels[i]! - levels[i - 1]!));
  }
  return figures;
}

/** Figures of every note that begins a syllable and carries it alone. */
export function measureTake(part: VocalPart, take: RecordedTake, sampleRate: number): NoteFigures[] {
  return part.lines.flatMap((line, l) => {
    const phones = take.lines[l]!;
    return readLine(line).syllables.flatMap(({ notes }, s) => {
      const at = phones.findIndex((phone) => phone.nucleus && phone.syllable === s);
      const vowel = phones[at]!;
      const adjacent = phones[at - 1];
      const before = adjacent && vowel.startS - adjacent.endS < 0.03 ? adjacent : undefined;
      const note = notes[0]!;
      if (notes.length > 1) return [];
      return [measureNote(take, sampleRate, note, secondsAt(part, note.startBeat), vowel, before)];
    });
  });
}

/** Level of the sibilants' 5–10 kHz against the median vowel's whole level, dB. */
export function sibilantsDb(take: RecordedTake, sampleRate: number): number[] {
  const phones = take.lines.flat();
  const at = (phone: Sung) => (phone.startS + phone.endS) / 2;
  const vowels = median(
    phones.filter((p) => p.nucleus).map((p) => bandDb(take.samples, sampleRate, at(p), [80, 20000], 1024)),
  );
  return phones
    .filter((p) => isSibilant(p.name))
    .map((p) => bandDb(take.samples, sampleRate, at(p), [5000, 10000], 1024) - vowels);
}
