/**
 * The synthetic singer: sings a vocal part once, as one take.
 *
 * Flite speaks each line; its phones are laid on the notes; the spoken line's spectral envelope is excited anew at
 * the melody's pitch. Two takes of other seeds differ in timing, pitch, tempo of the words, vibrato and breath, as
 * two recordings of one singer do.
 */
import { dbToGain, gainToDb } from '../signal/buffers.ts';
import { filter } from '../signal/biquad.ts';
import { Random } from '../signal/random.ts';
import { secondsAt, type SungLine, type VocalPart } from '../score.ts';
import { refineVowelStarts } from './boundaries.ts';
import { breathIn } from './breath.ts';
import { clamp } from './control.ts';
import { analyse } from './envelope.ts';
import { layOut, type Sung } from './layout.ts';
import { singMelody, type TimedNote } from './melody.ts';
import { noteEffort, readLine, scoopOf, soundingShare } from './reading.ts';
import { resample } from './resample.ts';
import { speak, type Phone } from './speech.ts';
import { syllabify } from './syllables.ts';
import { synthesise } from './synth.ts';
import { layTimeline } from './timeline.ts';
import { VOICES, type VoiceSettings } from './voices.ts';

export interface Take {
  /** The same seed sings the same samples. */
  seed: number;
  /** Constant detuning of the take, cents. */
  detuneCents?: number;
  /** Formants are multiplied by this: 0.97 is a larger singer, 1.03 a smaller one. */
  tractScale?: number;
}

/** One of the two singers, in one take. */
export interface Singer {
  voice: keyof typeof VOICES;
  take: Take;
}

/** Standard deviations of a take's timing: of a whole line, and of a note in it, s. */
const LINE_TIMING_S = 0.005;
const NOTE_TIMING_S = 0.004;
/** The words' tempo differs from take to take by up to this share. */
const TEMPO_SPREAD = 0.06;
/** Silence kept before a line's first vowel (its consonants) and after its last note, s. */
const LEAD_IN_S = 0.8;
const TAIL_S = 0.7;
/** Brings the speech's level to that of a recorded vocal: peaks near −6 dBFS at the top of a chorus. */
const OUTPUT_DB = -10;
/** Breaths: only into rests this long, this long at most, this far under the line, this soon before it. */
const LEAST_REST_S = 0.3;
const LONGEST_BREATH_S = 0.46;
const BREATH_DB = -21;
const BREATH_GAP_S = 0.045;

const pronunciations = new Map<string, Promise<Phone[]>>();

/** The phones of a word spoken alone. */
function pronounce(word: string, voice: VoiceSettings): Promise<Phone[]> {
  const key = `${voice.flite} ${word}`;
  let found = pronunciations.get(key);
  if (!found) {
    found = speak(word, { voice: voice.flite, stretch: 1, pitchFactor: 1 }).then((speech) => speech.phones);
    pronunciations.set(key, found);
  }
  return found;
}

/** A rendered line and where it starts in the song. */
interface SungAudio {
  samples: Float32Array;
  fromS: number;
  /** Where each phone lies, in song time. */
  phones: Sung[];
}

async function singLine(
  part: VocalPart,
  line: SungLine,
  voice: VoiceSettings,
  take: Take,
  sampleRate: number,
  random: Random,
): Promise<SungAudio> {
  const { words, syllables: sungSyllables } = readLine(line);
  const stretch = voice.speechStretch * (1 + random.between(-TEMPO_SPREAD, TEMPO_SPREAD));
  const text = `${words.map(({ word }) => word).join(' ')}.`;
  const spoken = await speak(text, { voice: voice.flite, stretch, pitchFactor: 1 });
  const alone = await Promise.all(words.map(({ word }) => pronounce(word, voice)));
  const envelope = analyse(spoken, {
    fftSize: voice.fftSize,
    sampleRate,
    pitchRangeHz: voice.spokenRangeHz,
    sharpen: voice.sharpen,
    bandwidthHz: voice.bandwidthHz,
    smoothingS: voice.smoothingS,
  });
  const syllables = syllabify(refineVowelStarts(spoken.phones, envelope), words, alone);

  const lineLateS = LINE_TIMING_S * clamp(random.gaussian(), -2, 2);
  const notes: TimedNote[] = line.notes.map((note, i) => ({
    startS: secondsAt(part, note.startBeat) + lineLateS + NOTE_TIMING_S * clamp(random.gaussian(), -2, 2),
    durationS: (note.beats * 60) / part.bpm,
    midi: note.midi,
    effort: noteEffort(line, note, i === line.notes.length - 1) * (1 + 0.02 * random.gaussian()),
    slurred: sungSyllables.some((s) => s.notes.indexOf(note) > 0),
    closing: i === line.notes.length - 1,
    scoop: scoopOf(line, i, random),
  }));
  const fromS = notes[0]!.startS - LEAD_IN_S;
  for (const note of notes) note.startS -= fromS;
  const last = notes[notes.length - 1]!;
  const seconds = last.startS + last.durationS + TAIL_S;
  let next = 0;
  const times = sungSyllables.map((syllable, s) => {
    const first = notes[next]!;
    next += syllable.notes.length;
    const final = notes[next - 1]!;
    const seconds = final.startS + final.durationS - first.startS;
    const endsWord = sungSyllables[s + 1]?.word !== syllable.word;
    return {
      startS: first.startS,
      endS: first.startS + seconds * (endsWord ? soundingShare(seconds, voice.detached) : 1),
    };
  });

  const sung = layOut(syllables, times, stretch);
  const performance = {
    envelope,
    spoken: resample(spoken.samples, spoken.sampleRate, sampleRate),
    sung,
    timeline: layTimeline(sung, envelope, voice, seconds, random),
    curves: singMelody(notes, seconds, take.detuneCents ?? 0, random),
    tractScale: voice.tractScale * (take.tractScale ?? 1),
  };
  return {
    samples: synthesise(performance, voice, seconds, random),
    fromS,
    phones: sung.map((phone) => ({ ...phone, startS: phone.startS + fromS, endS: phone.endS + fromS })),
  };
}

/** Level of the sounding part of a line, dB: silence does not count. */
function soundingLevelDb(samples: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (const v of samples) {
    if (Math.abs(v) < 1e-4) continue;
    sum += v * v;
    count++;
  }
  return gainToDb(Math.sqrt(sum / Math.max(1, count)));
}

function add(into: Float32Array, x: Float32Array, atFrame: number, gain: number): void {
  const from = Math.max(0, -atFrame);
  const to = Math.min(x.length, into.length - atFrame);
  for (let i = from; i < to; i++) into[atFrame + i]! += x[i]! * gain;
}

/** A take, and where in it each line's phones lie (song time): for measuring. */
export interface RecordedTake {
  samples: Float32Array;
  lines: Sung[][];
}

/**
 * Sings the part once.
 * @param frames length of the result; what would be sung later is cut off
 * @throws when a word cannot be sung on the syllables written for it
 */
export async function recordTake(
  part: VocalPart,
  voice: 'female' | 'male',
  take: Take,
  sampleRate: number,
  frames: number,
): Promise<RecordedTake> {
  const samples = new Float32Array(frames);
  const lines: Sung[][] = [];
  let lastEndS = -1;
  for (const [index, line] of part.lines.entries()) {
    const random = new Random(Math.imul(take.seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
    const sung = await singLine(part, line, VOICES[voice], take, sampleRate, random);
    add(samples, sung.samples, Math.round(sung.fromS * sampleRate), dbToGain(OUTPUT_DB));
    const firstS = sung.phones[0]!.startS;
    if (firstS - lastEndS > LEAST_REST_S) {
      const seconds = Math.min(LONGEST_BREATH_S, (firstS - lastEndS) * 0.62);
      const air = breathIn(seconds, sampleRate, take.tractScale ?? 1, random);
      const gain = dbToGain(soundingLevelDb(sung.samples) - soundingLevelDb(air) + BREATH_DB + OUTPUT_DB);
      add(samples, air, Math.round((firstS - seconds - BREATH_GAP_S) * sampleRate), gain);
    }
    lastEndS = sung.phones[sung.phones.length - 1]!.endS;
    lines.push(sung.phones);
  }
  // What a close microphone's own filter takes away.
  filter(samples, sampleRate, 'highPass', 75, 0.54);
  filter(samples, sampleRate, 'highPass', 75, 1.31);
  return { samples, lines };
}

/**
 * Sings the part once and returns the recording: mono, levels following effort with peaks near −6 dBFS at the top
 * of a chorus (not normalised). Arguments and errors as `recordTake`.
 */
export async function sing(
  part: VocalPart,
  voice: 'female' | 'male',
  take: Take,
  sampleRate: number,
  frames: number,
): Promise<Float32Array> {
  return (await recordTake(part, voice, take, sampleRate, frames)).samples;
}
