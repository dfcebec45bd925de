/** What is asked of files that are handed over, judged by what was measured on them. */
import { finite, verdictOf } from '../checks/verdict.ts';
import type { CheckResult, Range } from '../types.ts';
import type { Delivered } from './delivered.ts';

export type DeliveryTask = 'hand-off' | 'deliveries';

/** One thing that is asked. */
export interface DeliveryCheck extends Range {
  label: string;
  further?: boolean;
  unit: string;
  closeBy?: number;
  /** The figure; null while there is no file that has it. */
  value: (files: readonly Delivered[]) => number | null;
  /** What to say when it is not met. */
  hint: (value: number) => string;
}

const NATIVE_KHZ = 48;
/** What is below this at the end, a quiet room hides. */
const TAIL_DB = -60;

/** The newest file of a version; of mixes the one without limiter, where there is one. */
function newest(files: readonly Delivered[], version: Delivered['version']): Delivered | null {
  const of = files.filter((file) => file.version === version);
  return of.filter(({ limited }) => !limited).at(-1) ?? of.at(-1) ?? null;
}

const ofFile =
  (version: Delivered['version'], figure: (file: Delivered) => number) =>
  (files: readonly Delivered[]): number | null => {
    const file = newest(files, version);
    return file && figure(file);
  };

/** Longest minus shortest of the versions that a mastering engineer lays under each other, in samples. */
function lengthSpread(files: readonly Delivered[]): number | null {
  const lengths = (['mix', 'vocal-up', 'instrumental'] as const)
    .map((version) => newest(files, version)?.report)
    .filter((report) => report !== undefined)
    .map(({ frames, sampleRate }) => (frames / sampleRate) * NATIVE_KHZ * 1000);
  return lengths.length < 3 ? null : Math.round(Math.max(...lengths) - Math.min(...lengths));
}

const handOff: Record<string, DeliveryCheck> = {
  rate: {
    label: 'The mix at the session’s own rate',
    unit: 'kHz',
    atLeast: NATIVE_KHZ,
    atMost: NATIVE_KHZ,
    value: ofFile('mix', ({ report }) => report.sampleRate / 1000),
    hint: (kHz) =>
      kHz > NATIVE_KHZ
        ? 'The session runs at 48 kHz. A higher rate makes the file larger and adds nothing to it.'
        : 'The session runs at 48 kHz. Converting to 44.1 kHz is the last step, once, from the finished master.',
  },
  bits: {
    label: '24-bit, or 32-bit floating point',
    unit: 'bit',
    atLeast: 24,
    value: ofFile('mix', ({ report }) => report.bits),
    hint: () => '16 bits are the format of a CD, which comes after mastering. Hand over 24.',
  },
  clipped: {
    label: 'Nothing is clipped',
    unit: 'samples',
    atMost: 0,
    value: ofFile('mix', ({ report }) => report.clipped),
    hint: () =>
      'Samples stand at full scale: what went over is cut off. Turn the master fader down and print again.',
  },
  before: {
    label: 'At least 0.2 s of silence before the first sound',
    unit: 's',
    atLeast: 0.2,
    value: ofFile('mix', ({ report }) => report.beforeS),
    hint: () =>
      'The first sound comes too close to the start: players and converters may swallow it. Start half a second earlier.',
  },
  tail: {
    label: 'The end rings out: under −60 dB in the last 50 ms',
    unit: 'dB',
    atMost: TAIL_DB,
    closeBy: 6,
    value: ofFile('mix', ({ report }) => report.tailDb),
    hint: () => 'The file ends while the last chord still rings. Let it go on until it is silent.',
  },
  limiter: {
    label: 'A mix without limiter is there',
    unit: 'files',
    atLeast: 1,
    value: (files) =>
      files.some(({ version }) => version === 'mix')
        ? files.filter(({ version, limited }) => version === 'mix' && !limited).length
        : null,
    hint: () =>
      'The limiter has already taken the room that mastering needs. Switch it off, or hand over both.',
  },
  'vocal-up': {
    label: 'A version with the vocals up by 0.5 to 2 dB, and an instrumental',
    unit: 'dB',
    atLeast: 0.5,
    atMost: 2,
    closeBy: 1,
    value: ofFile('vocal-up', ({ vocalsUpDb = NaN }) => vocalsUpDb),
    hint: (db) =>
      Number.isNaN(db)
        ? 'Make mix, vocal up and instrumental in one go: what is sung is measured as the difference between them.'
        : 'A small step is of use when someone asks for it later: about 1 dB.',
  },
  length: {
    label: 'Mix, vocal up and instrumental are equally long',
    unit: 'samples',
    atMost: 0,
    value: lengthSpread,
    hint: () =>
      'They must start and end together, so that one can be laid under the other. Make them in one go.',
  },
  peak: {
    label: 'True peak from −12 to −1 dBTP, a convention',
    further: true,
    unit: 'dBTP',
    atLeast: -12,
    atMost: -1,
    closeBy: 1,
    value: ofFile('mix', ({ report }) => report.truePeakDb),
    hint: (db) =>
      db > -1
        ? 'Close to full scale. Nothing is lost unless it clips, but many engineers ask for a little room.'
        : 'Quiet, and nothing is lost at 24 bits. It is only unusual.',
  },
};

const deliveries: Record<string, DeliveryCheck> = {
  'streaming-rate': {
    label: 'Streaming: at the master’s own rate',
    unit: 'kHz',
    atLeast: NATIVE_KHZ,
    atMost: NATIVE_KHZ,
    value: ofFile('streaming', ({ report }) => report.sampleRate / 1000),
    hint: () => 'The master runs at 48 kHz. Hand it over as it is; a service makes its own copies from it.',
  },
  'streaming-bits': {
    label: 'Streaming: 24-bit',
    unit: 'bit',
    atLeast: 24,
    value: ofFile('streaming', ({ report }) => report.bits),
    hint: () => 'Services take 24 bits and code from them. 16 bits add noise first.',
  },
  'streaming-peak': {
    label: 'Streaming: true peak at −1 dBTP or lower',
    unit: 'dBTP',
    atMost: -1,
    closeBy: 0.5,
    value: ofFile('streaming', ({ report }) => report.truePeakDb),
    hint: () => 'Coding raises peaks. Set the limiter’s ceiling to −1 dBTP or lower.',
  },
  'cd-rate': {
    label: 'CD: 44.1 kHz',
    unit: 'kHz',
    atLeast: 44.1,
    atMost: 44.1,
    value: ofFile('cd', ({ report }) => report.sampleRate / 1000),
    hint: () => 'A CD has one rate: 44.1 kHz.',
  },
  'cd-bits': {
    label: 'CD: 16-bit',
    unit: 'bit',
    atLeast: 16,
    atMost: 16,
    value: ofFile('cd', ({ report }) => report.bits),
    hint: () => 'A CD holds 16 bits a sample.',
  },
  'cd-dither': {
    label: 'CD: dithered, noise in the quietest 0.1 s',
    unit: 'steps',
    atLeast: 0.2,
    atMost: 8,
    value: ofFile('cd', ({ report }) => (Number.isNaN(report.floorSteps) ? 0 : report.floorSteps)),
    hint: (steps) =>
      steps > 8
        ? 'Nowhere is this file silent, so its noise cannot be told from its sound. Start half a second earlier.'
        : 'The silence is digital zero: nothing was added before rounding. Choose a dither.',
  },
  ends: {
    label: 'Every file ends in silence: under −60 dB in the last 50 ms',
    unit: 'dB',
    atMost: TAIL_DB,
    closeBy: 6,
    value: (files) => {
      const made = (['streaming', 'cd', 'vinyl'] as const)
        .map((version) => newest(files, version))
        .filter((file) => file !== null);
      return made.length === 0 ? null : Math.max(...made.map(({ report }) => report.tailDb));
    },
    hint: () => 'One of the files stops while the last chord still rings. Let it go on until it is silent.',
  },
  'vinyl-bits': {
    label: 'Vinyl: 24-bit',
    unit: 'bit',
    atLeast: 24,
    value: ofFile('vinyl', ({ report }) => report.bits),
    hint: () => 'The cutting engineer works on it: hand over 24 bits.',
  },
  'vinyl-bass': {
    label: 'Vinyl: sides under 100 Hz at least 20 dB below the middle',
    unit: 'dB',
    atMost: -20,
    closeBy: 4,
    value: ofFile('vinyl', ({ report }) => (Number.isNaN(report.bassSideDb) ? -120 : report.bassSideDb)),
    hint: () => 'Wide bass lifts the needle. In the vinyl cell, make everything under 100 to 150 Hz mono.',
  },
  'vinyl-limiter': {
    label: 'Vinyl: without the limiter',
    unit: 'files',
    atLeast: 1,
    value: (files) =>
      files.some(({ version }) => version === 'vinyl')
        ? files.filter(({ version, limited }) => version === 'vinyl' && !limited).length
        : null,
    hint: () =>
      'A record gains nothing from a hard limiter: the side’s length decides its level. Switch it off for this file.',
  },
  'vinyl-peak': {
    label: 'Vinyl: no peak over 0 dBTP',
    unit: 'dBTP',
    atMost: 0,
    closeBy: 0.5,
    value: ofFile('vinyl', ({ report }) => report.truePeakDb),
    hint: () => 'Without the limiter the peaks come back. Turn the level down until they stand under 0 dBTP.',
  },
};

/** What a task asks, by check. */
export const DELIVERY_TASKS: Record<DeliveryTask, Record<string, DeliveryCheck>> = {
  'hand-off': handOff,
  deliveries,
};

/** What was measured for each check that has a file. */
export function judgeDelivery(task: DeliveryTask, files: readonly Delivered[]): CheckResult[] {
  return Object.entries(DELIVERY_TASKS[task]).flatMap(([check, asked]) => {
    const measured = asked.value(files);
    if (measured === null) return [];
    const { label, unit, atLeast, atMost, closeBy } = asked;
    const range: Range = {
      ...(atLeast === undefined ? {} : { atLeast }),
      ...(atMost === undefined ? {} : { atMost }),
    };
    const value = finite(measured);
    const verdict = verdictOf(value, range, closeBy);
    return [
      { check, label, value, unit, range, verdict, hint: verdict === 'met' ? null : asked.hint(measured) },
    ];
  });
}

/** Whether everything that is not "further" is met. */
export const deliveryPassed = (task: DeliveryTask, results: readonly CheckResult[]): boolean =>
  Object.entries(DELIVERY_TASKS[task]).every(
    ([id, { further }]) => further || results.some(({ check, verdict }) => check === id && verdict === 'met'),
  );
