/**
 * Prints the measured figures of a song's lead: `node scripts/songs/singer/measure/report.ts SONG [--notes]
 * [--with SETTINGS]`, SETTINGS being some of the voice's, as JSON, to be tried.
 */
import { SAMPLE_RATE } from '../../signal/buffers.ts';
import { secondsAt } from '../../score.ts';
import { recordTake } from '../sing.ts';
import { quantile } from './figures.ts';
import { LEADS } from './leads.ts';
import { measureTake, sibilantsDb } from './takeFigures.ts';
import { trySettings } from './trial.ts';

const lead = LEADS[process.argv[2] ?? ''];
if (!lead) {
  console.error(`report.ts ${Object.keys(LEADS).join('|')} [--notes] [--with SETTINGS]`);
  process.exit(2);
}
const { part, voice } = lead;
const tried = process.argv.indexOf('--with');
trySettings(voice, tried < 0 ? undefined : process.argv[tried + 1]);

const lastNote = part.lines[part.lines.length - 1]!.notes.at(-1)!;
const seconds = secondsAt(part, lastNote.startBeat + lastNote.beats) + 1;
const started = performance.now();
const take = await recordTake(part, voice, lead.take, SAMPLE_RATE, Math.ceil(seconds * SAMPLE_RATE));
const computed = (performance.now() - started) / 1000;
const notes = measureTake(part, take, SAMPLE_RATE);

const print = (what: string, all: readonly number[], unit: string): void => {
  // A vowel that is over within 60 ms has no middle to take a pitch of.
  const values = all.filter(Number.isFinite);
  const [low, mid, high] = [0.05, 0.5, 0.95].map((q) => quantile(values, q).toFixed(1));
  console.log(
    `${what.padEnd(44)} median ${mid} ${unit}, 5th to 95th percentile ${low} to ${high} (${values.length})`,
  );
};

for (const n of process.argv.includes('--notes') ? notes : []) {
  const vibrato = n.vibrato ? `${n.vibrato.rateHz.toFixed(1)} Hz ±${n.vibrato.extentCents.toFixed(0)}` : '–';
  console.log(
    `${n.word.padEnd(10)} ${n.phone.padEnd(3)} ${n.seconds.toFixed(2)} s  pitch ${n.pitchCents.toFixed(0)}  ` +
      `onset ${n.onsetMs?.toFixed(0) ?? '–'}  vibrato ${vibrato}  hnr ${n.harmonicsToNoiseDb.toFixed(0)}  ` +
      `air ${n.airDb.toFixed(0)}  jump ${n.jumpDb.toFixed(1)}`,
  );
}
const onsets = notes.flatMap((n) => n.onsetMs ?? []);
const held = notes.filter((n) => n.seconds > 0.8);
const short = notes.filter((n) => n.seconds < 0.5);
print(
  'pitch in the middle of notes, off the score',
  notes.map((n) => Math.abs(n.pitchCents)),
  'cents',
);
print(
  'vibrato rate, notes over 0.8 s',
  held.flatMap((n) => n.vibrato?.rateHz ?? []),
  'Hz',
);
print(
  'vibrato extent, notes over 0.8 s',
  held.flatMap((n) => n.vibrato?.extentCents ?? []),
  'cents',
);
print(
  'extent at 3–9 Hz, notes under 0.5 s',
  short.flatMap((n) => n.vibrato?.extentCents ?? []),
  'cents',
);
print(
  'harmonics to noise',
  notes.map((n) => n.harmonicsToNoiseDb),
  'dB',
);
print('vowel onset against the beat', onsets, 'ms');
console.log(`  interquartile range ${(quantile(onsets, 0.75) - quantile(onsets, 0.25)).toFixed(1)} ms`);
print(
  '8–16 kHz against the whole, vowels',
  notes.map((n) => n.airDb),
  'dB',
);
print(
  'largest step of 5 ms inside vowels',
  notes.map((n) => n.jumpDb),
  'dB',
);
print('sibilants, 5–10 kHz against vowels', sibilantsDb(take, SAMPLE_RATE), 'dB');
const sung = part.lines.reduce(
  (sum, l) => sum + l.notes.at(-1)!.startBeat + l.notes.at(-1)!.beats - l.notes[0]!.startBeat,
  0,
);
console.log(`${computed.toFixed(1)} s of computing for ${((sung * 60) / part.bpm).toFixed(1)} s of singing`);
