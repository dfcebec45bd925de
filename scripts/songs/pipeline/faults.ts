/**
 * Built-in problems as data (`content/songs/<id>/faults.yaml`), put on finished stems as the last step: what
 * stands there is what is done here, so that lessons and tests can name it.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { phraseSpans, ridePhrases } from '../performance/phrases.ts';
import { secondsAt } from '../score.ts';
import { filter } from '../signal/biquad.ts';
import { addAt, dbToGain, SAMPLE_RATE, scale, silence } from '../signal/buffers.ts';
import type { Channels } from '../signal/buffers.ts';
import { Random, seedOf } from '../signal/random.ts';
import type { SongRecipe } from './recipe.ts';

export interface Fault {
  id: string;
  stem: string;
  kind:
    | 'resonance'
    | 'rumble'
    | 'sibilance'
    | 'uneven-level'
    | 'masking'
    | 'low-end-clash'
    | 'boxy'
    | 'mono-cancel'
    | 'bleed'
    | 'phase'
    | 'mud'
    | 'harsh'
    | 'depth';
  /** Curriculum numbers of the lessons that use it. */
  lessons: number[];
  /** `phase` has no figure: the polarity is reversed. Centre of a boost; upper end of rumble. */
  freqHz?: number;
  q?: number;
  /** Boost at `freqHz`; for `uneven-level` the span of the gains; for `mono-cancel` what the mono sum loses, dB. */
  amountDb?: number;
  /** `rumble`: level of the noise, dBFS rms. */
  levelDb?: number;
  /** `uneven-level` of a voice: gain of each sung line, dB. */
  linesDb?: number[];
  /** `uneven-level` of an instrument: sections by id, and the gain of each, dB; the others keep theirs. */
  sections?: string[];
  sectionsDb?: number[];
  /** `uneven-level` of an instrument: gains, dB, each for `stepBeats` beats, again and again. */
  stepBeats?: number;
  stepsDb?: number[];
  /** `bleed`: the stem that is heard in this one, `amountDb` under its own microphone and `delayMs` late. */
  from?: string;
  delayMs?: number;
  /** One plain sentence. */
  says: string;
}

export function readFaults(song: string): Fault[] {
  const file = new URL(`../../../content/songs/${song}/faults.yaml`, import.meta.url);
  return parse(readFileSync(file, 'utf8')) as Fault[];
}

function wants<K extends keyof Fault>(fault: Fault, key: K): NonNullable<Fault[K]> {
  const value = fault[key];
  if (value === undefined) throw new RangeError(`Fault ${fault.id}: ${key} is missing`);
  return value as NonNullable<Fault[K]>;
}

/**
 * Faults of the playing rather than of the sound. Checks compare them with the exercise's start, so the recording
 * that *distance to clean* is taken to has them still: what is judged there is the tone alone.
 */
export const isOfPerformance = (fault: Fault): boolean =>
  fault.kind === 'uneven-level' || fault.kind === 'sibilance';

/** Gives another stem of the song without faults. */
export type StemOf = (id: string) => Promise<Channels>;

/** Puts the stem's faults on it, in the order of the file; changes the arrays. */
export async function applyFaults(
  channels: Channels,
  faults: readonly Fault[],
  song: SongRecipe,
  stemOf: StemOf,
): Promise<Channels> {
  for (const fault of faults) await apply(channels, fault, song, stemOf);
  return channels;
}

async function apply(channels: Channels, fault: Fault, song: SongRecipe, stemOf: StemOf): Promise<void> {
  switch (fault.kind) {
    case 'resonance':
    case 'masking':
    case 'low-end-clash':
    case 'boxy':
    case 'mud':
    case 'harsh':
    case 'depth':
      for (const x of channels) {
        filter(x, SAMPLE_RATE, 'bell', wants(fault, 'freqHz'), wants(fault, 'q'), wants(fault, 'amountDb'));
      }
      return;
    case 'rumble':
      for (const x of channels)
        addRumble(x, wants(fault, 'freqHz'), wants(fault, 'levelDb'), seedOf(fault.id));
      return;
    case 'sibilance':
      for (const x of channels)
        sharpenSibilants(x, wants(fault, 'freqHz'), wants(fault, 'q'), wants(fault, 'amountDb'));
      return;
    case 'uneven-level':
      for (const x of channels) {
        if (fault.linesDb) ridePhrases(x, phraseSpans(song.lead), fault.linesDb);
        else if (fault.stepsDb) rideSteps(x, song, fault.stepsDb, wants(fault, 'stepBeats'));
        else rideSections(x, song, gainsBySection(fault));
      }
      return;
    case 'mono-cancel':
      if (channels.length !== 2) throw new RangeError(`Fault ${fault.id}: ${fault.stem} is mono`);
      widenAgainstMono(channels, wants(fault, 'amountDb'));
      return;
    case 'bleed': {
      const [source] = await stemOf(wants(fault, 'from'));
      const delayFrames = Math.round((wants(fault, 'delayMs') / 1000) * SAMPLE_RATE);
      for (const x of channels) addAt(x, source, delayFrames, dbToGain(wants(fault, 'amountDb')));
      return;
    }
    case 'phase':
      for (const x of channels) scale(x, -1);
      return;
  }
}

/** Footsteps, traffic and ventilation: noise under `freqHz`, four poles, that breathes slowly. */
function addRumble(x: Float32Array, freqHz: number, levelDb: number, seed: number): void {
  const random = new Random(seed);
  const noise = silence(x.length);
  for (let i = 0; i < noise.length; i++) noise[i] = random.gaussian();
  // Corners under the named frequency, so that at it the noise is well on its way down.
  filter(noise, SAMPLE_RATE, 'lowPass', freqHz * 0.62, 0.54);
  filter(noise, SAMPLE_RATE, 'lowPass', freqHz * 0.62, 1.31);
  filter(noise, SAMPLE_RATE, 'highPass', 25, 0.9);
  let sum = 0;
  for (const v of noise) sum += v * v;
  const gain = dbToGain(levelDb) / Math.sqrt(sum / noise.length);
  for (let i = 0; i < x.length; i++) {
    const ends = Math.min(1, i / 4800, (x.length - 1 - i) / 24000);
    x[i]! += noise[i]! * gain * ends * (1 + 0.25 * Math.sin((2 * Math.PI * 0.21 * i) / SAMPLE_RATE));
  }
}

const SIBILANT_FRAME_S = 0.005;

/** How much of a sibilant each 5 ms frame is, 0 to 1: treble louder than everything under 3.5 kHz, and not faint. */
export function sibilance(x: Float32Array): Float32Array {
  const step = Math.round(SIBILANT_FRAME_S * SAMPLE_RATE);
  const treble = filter(filter(x.slice(), SAMPLE_RATE, 'highPass', 4500), SAMPLE_RATE, 'highPass', 4500);
  const rest = filter(filter(x.slice(), SAMPLE_RATE, 'lowPass', 3500), SAMPLE_RATE, 'lowPass', 3500);
  const count = Math.ceil(x.length / step);
  const trebleDb = new Float32Array(count);
  const amount = new Float32Array(count);
  let loudest = -200;
  for (let frame = 0; frame < count; frame++) {
    let high = 1e-20;
    let low = 1e-20;
    for (let i = frame * step; i < Math.min(x.length, (frame + 1) * step); i++) {
      high += treble[i]! * treble[i]!;
      low += rest[i]! * rest[i]!;
    }
    trebleDb[frame] = 10 * Math.log10(high / step);
    amount[frame] = Math.max(0, Math.min(1, (10 * Math.log10(high / low) + 3) / 6));
    loudest = Math.max(loudest, trebleDb[frame]!);
  }
  // A breath is treble too, but 14 dB under the loudest s.
  for (let frame = 0; frame < count; frame++) {
    amount[frame]! *= Math.max(0, Math.min(1, (trebleDb[frame]! - loudest + 14) / 4));
  }
  return amount;
}

/** A bell that opens on sibilants only: what a bright microphone without a de-esser leaves. */
function sharpenSibilants(x: Float32Array, freqHz: number, q: number, amountDb: number): void {
  const amount = sibilance(x);
  const bright = filter(x.slice(), SAMPLE_RATE, 'bell', freqHz, q, amountDb);
  const step = Math.round(SIBILANT_FRAME_S * SAMPLE_RATE);
  for (let i = 0; i < x.length; i++) {
    const at = i / step - 0.5;
    const frame = Math.max(0, Math.floor(at));
    const next = Math.min(amount.length - 1, frame + 1);
    const share = amount[frame]! + (amount[next]! - amount[frame]!) * Math.max(0, at - frame);
    x[i]! += share * (bright[i]! - x[i]!);
  }
}

function gainsBySection(fault: Fault): Record<string, number> {
  const gains = wants(fault, 'sectionsDb');
  return Object.fromEntries(wants(fault, 'sections').map((section, i) => [section, gains[i] ?? 0]));
}

function rideSections(x: Float32Array, song: SongRecipe, sectionsDb: Record<string, number>): void {
  const glide = 1 - Math.exp(-1 / (0.03 * SAMPLE_RATE));
  const starts = song.sections.map(
    (s) => Math.round(secondsAt(song.tempo, s.startBeat) * SAMPLE_RATE) - 0.02 * SAMPLE_RATE,
  );
  let section = 0;
  let db = sectionsDb[song.sections[0]!.id] ?? 0;
  for (let i = 0; i < x.length; i++) {
    while (section + 1 < starts.length && i >= starts[section + 1]!) section++;
    db += ((sectionsDb[song.sections[section]!.id] ?? 0) - db) * glide;
    x[i]! *= dbToGain(db);
  }
}

function rideSteps(x: Float32Array, song: SongRecipe, stepsDb: readonly number[], stepBeats: number): void {
  const glide = 1 - Math.exp(-1 / (0.008 * SAMPLE_RATE));
  const stepFrames = (stepBeats * 60 * SAMPLE_RATE) / song.tempo.bpm;
  // The gain moves just before the beat, when the last note is over and the next not yet struck.
  const first = (song.tempo.beatOneS - 0.03) * SAMPLE_RATE;
  let db = stepsDb[0]!;
  for (let i = 0; i < x.length; i++) {
    const step = Math.max(0, Math.floor((i - first) / stepFrames));
    db += (stepsDb[step % stepsDb.length]! - db) * glide;
    x[i]! *= dbToGain(db);
  }
}

const WIDENER_DELAY_S = 0.011;

/**
 * A careless widener: the sum, 11 ms late, added left and taken away right, until the mono sum is `lossDb` under
 * the stereo sound. The whole keeps its level.
 */
function widenAgainstMono(channels: Channels & { length: 2 }, lossDb: number): void {
  const [left, right] = channels;
  const delay = Math.round(WIDENER_DELAY_S * SAMPLE_RATE);
  const mid = left.map((l, i) => (l + right[i]!) / 2);
  let midPower = 0;
  let sidePower = 0;
  for (let i = 0; i < mid.length; i++) {
    midPower += mid[i]! ** 2;
    sidePower += ((left[i]! - right[i]!) / 2) ** 2;
  }
  const wanted = 10 ** (lossDb / 10) - 1;
  const gain = Math.sqrt(Math.max(0, wanted - sidePower / midPower));
  const level = Math.sqrt((midPower + sidePower) / (midPower * (1 + wanted)));
  for (let i = 0; i < mid.length; i++) {
    const late = i >= delay ? gain * mid[i - delay]! : 0;
    left[i] = (left[i]! + late) * level;
    right[i] = (right[i]! - late) * level;
  }
}
