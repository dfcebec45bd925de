/**
 * How many sung words a machine hears right: renders lines and gives them to `words.py`.
 *
 *     node scripts/songs/singer/measure/wordTest.ts SONG|held-out|tuning female|male sung|spoken FOLDER [SETTINGS]
 *
 * SETTINGS are some of the voice's, as JSON, to be tried.
 *
 * Every line is sung in three takes, because one take is right or wrong by luck: a single run of some 50 words strays
 * by 7 points.
 *
 * The breath before a line is cut off, as it would be by whoever cuts a word out of a recording; a noise floor of
 * −64 dBFS is added to sung and spoken lines alike, because the recogniser's statistics suffer from digital silence.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secondsAt, type VocalPart } from '../../score.ts';
import { peakOf, SAMPLE_RATE, scale } from '../../signal/buffers.ts';
import { Random } from '../../signal/random.ts';
import { recordTake } from '../sing.ts';
import { speak } from '../speech.ts';
import { VOICES } from '../voices.ts';
import { LEADS } from './leads.ts';
import { HELD_OUT_LINES, melodyFor, TUNING_LINES } from './lines.ts';
import { readLine } from '../reading.ts';
import { trySettings } from './trial.ts';

const [set, who, manner, folder, settings] = process.argv.slice(2);
const lead = LEADS[set ?? ''];
if (!folder || (!lead && !/^(held-out|tuning)$/.test(set!)) || !/^(sung|spoken)$/.test(manner!)) {
  console.error(
    `wordTest.ts ${Object.keys(LEADS).join('|')}|held-out|tuning female|male sung|spoken FOLDER [SETTINGS]`,
  );
  process.exit(2);
}
const voice = lead?.voice ?? (who === 'male' ? 'male' : 'female');
trySettings(voice, settings);
const TAKES = 3;

/** The parts, one line each. */
async function parts(): Promise<VocalPart[]> {
  if (!lead) {
    const lines = set === 'tuning' ? TUNING_LINES : HELD_OUT_LINES;
    return Promise.all(lines.map((text, i) => melodyFor(text, voice, i)));
  }
  const { bpm, lines } = lead.part;
  return lines.map((line) => ({
    bpm,
    beatOneS: 1.1 - (line.notes[0]!.startBeat * 60) / bpm,
    lines: [line],
  }));
}

async function recorded(
  part: VocalPart,
  text: string,
  seed: number,
): Promise<{ samples: Float32Array; rate: number }> {
  if (manner === 'spoken') {
    const speech = await speak(`${text}.`, { voice: VOICES[voice].flite, stretch: 1, pitchFactor: 1 });
    return { samples: speech.samples, rate: speech.sampleRate };
  }
  const last = part.lines[0]!.notes.at(-1)!;
  const seconds = secondsAt(part, last.startBeat + last.beats) + 0.5;
  const { samples, lines } = await recordTake(
    part,
    voice,
    { ...lead?.take, seed },
    SAMPLE_RATE,
    Math.ceil(seconds * SAMPLE_RATE),
  );
  return {
    samples: samples.fill(0, 0, Math.round((lines[0]![0]!.startS - 0.03) * SAMPLE_RATE)),
    rate: SAMPLE_RATE,
  };
}

mkdirSync(folder, { recursive: true });
const entries: { file: string; rate: number; words: string[]; group: string }[] = [];
for (const [i, part] of (await parts()).entries()) {
  const words = readLine(part.lines[0]!).words.map(({ word }) => word);
  for (let take = 0; take < (manner === 'sung' ? TAKES : 1); take++) {
    const { samples, rate } = await recorded(part, words.join(' '), 100 * take + 1 + i);
    scale(samples, 0.5 / peakOf([samples]));
    const noise = new Random(99);
    for (let k = 0; k < samples.length; k++) samples[k]! += 0.0006 * noise.gaussian();
    const file = join(folder, `${i}-${take}.f32`);
    writeFileSync(file, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    entries.push({ file, rate, words, group: `${set}, ${voice}, ${manner}` });
  }
}
const list = join(folder, 'list.json');
writeFileSync(list, JSON.stringify(entries));
execFileSync('python3', [join(import.meta.dirname, 'words.py'), '-v', list], { stdio: 'inherit' });
