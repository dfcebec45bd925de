/** Quality control by ear: six seeded faults in three files, marked with their times; judged by what was found. */
import { seedFault } from '../seeded/seed-fault.ts';
import { SEEDED_KINDS } from '../seeded/types.ts';
import type { Recording, Seeded, SeededKind } from '../seeded/types.ts';
import type { CheckResult } from '../types.ts';
import { seededRandom, seedOf, shuffled } from './random.ts';

/** The files of a test. */
export const FILES = ['A', 'B', 'C'] as const;
export type FileLetter = (typeof FILES)[number];

/** What faults are called. */
export const KIND_LABELS: Record<SeededKind, string> = {
  click: 'Click',
  dropout: 'Dropout',
  swapped: 'Channels swapped',
  dc: 'Offset (DC)',
  clip: 'Clipping',
  'cut-tail': 'End cut off',
};

/** Faults of the whole file: they have no time. */
export const WHOLE: ReadonlySet<SeededKind> = new Set(['swapped', 'dc']);

/** Which faults each file gets: two of the six, dealt. */
export function dealFaults(seed: number): Record<FileLetter, SeededKind[]> {
  const order = shuffled(seededRandom(seedOf(seed, 0)), SEEDED_KINDS);
  return { A: order.slice(0, 2), B: order.slice(2, 4), C: order.slice(4, 6) };
}

/** Two faults in one file are tried to be this far apart, so that one is not lost beside the other. */
const APART_S = 2;
const TRIES = 24;

export interface FaultyFile extends Recording {
  faults: Seeded[];
}

/** Seconds between two faults of a place; endless where one of them spans the file. */
const gapS = (a: Seeded, b: Seeded): number =>
  WHOLE.has(a.kind) || WHOLE.has(b.kind) ? Infinity : Math.max(a.fromS - b.toS, b.fromS - a.toS);

/** A recording with these faults, one after the other. Times are seconds from its beginning. */
export function faultyFile(
  sound: Recording,
  kinds: readonly SeededKind[],
  sampleRate: number,
  seed: number,
): FaultyFile {
  // What spans the file comes last: places are looked for in the sound as it is heard.
  const order = [...kinds].sort((a, b) => Number(WHOLE.has(a)) - Number(WHOLE.has(b)));
  let made: FaultyFile = { ...sound, faults: [] };
  for (const [i, kind] of order.entries()) {
    let best: { file: FaultyFile; gap: number } | null = null;
    for (let attempt = 0; attempt < TRIES && (best === null || best.gap < APART_S); attempt++) {
      const { left, right, ...fault } = seedFault(kind, made, sampleRate, seedOf(seed, 100 * i + attempt));
      const gap = Math.min(Infinity, ...made.faults.map((other) => gapS(fault, other)));
      if (best === null || gap > best.gap)
        best = { file: { left, right, faults: [...made.faults, fault] }, gap };
    }
    made = best!.file;
  }
  return made;
}

/** What the learner marked. `atS` is null for a fault of the whole file. */
export interface Mark {
  file: FileLetter;
  kind: SeededKind;
  atS: number | null;
}

/** A mark may come this much before a fault begins, and this much after it ends: a hand is slower than an ear. */
const EARLY_S = 0.5;
const LATE_S = 1.2;

/** Whether a mark means a fault. */
export const hits = (mark: Mark, fault: Seeded): boolean =>
  mark.kind === fault.kind &&
  (WHOLE.has(fault.kind) ||
    (mark.atS !== null && mark.atS >= fault.fromS - EARLY_S && mark.atS <= fault.toS + LATE_S));

export interface QualityResult {
  /** Whether each fault was found, file by file. */
  found: { file: FileLetter; fault: Seeded; found: boolean }[];
  /** Marks where nothing is, or something else; a second mark on one fault is none. */
  falseAlarms: Mark[];
}

/** Which faults were found, and which marks mean none. */
export function judgeMarks(
  files: Readonly<Record<FileLetter, readonly Seeded[]>>,
  marks: readonly Mark[],
): QualityResult {
  const found = FILES.flatMap((file) =>
    files[file].map((fault) => ({
      file,
      fault,
      found: marks.some((mark) => mark.file === file && hits(mark, fault)),
    })),
  );
  const falseAlarms = marks.filter((mark) => !files[mark.file].some((fault) => hits(mark, fault)));
  return { found, falseAlarms };
}

const NEEDED = 5;
const MOST_FALSE = 1;

/** What is asked, as checks. */
export const QUALITY_ASKED = {
  found: { label: `Faults found: ${NEEDED} of ${SEEDED_KINDS.length}` },
  alarms: { label: `False alarms: at most ${MOST_FALSE}` },
};

/** Verdicts of a judged test. */
export function judgeQuality({ found, falseAlarms }: QualityResult): CheckResult[] {
  const count = found.filter((each) => each.found).length;
  const missed = found.find((each) => !each.found);
  return [
    {
      check: 'found',
      label: QUALITY_ASKED.found.label,
      value: count,
      unit: 'faults',
      range: { atLeast: NEEDED },
      verdict: count >= NEEDED ? 'met' : count === NEEDED - 1 ? 'close' : 'not-yet',
      hint: count >= NEEDED || !missed ? null : `Missed in file ${missed.file}: ${missed.fault.says}`,
    },
    {
      check: 'alarms',
      label: QUALITY_ASKED.alarms.label,
      value: falseAlarms.length,
      unit: 'faults',
      range: { atMost: MOST_FALSE },
      verdict:
        falseAlarms.length <= MOST_FALSE
          ? 'met'
          : falseAlarms.length === MOST_FALSE + 1
            ? 'close'
            : 'not-yet',
      hint:
        falseAlarms.length <= MOST_FALSE
          ? null
          : 'Something was marked that is not there. Compare with the master as approved before you mark.',
    },
  ];
}

/** "A click 3.20". */
export const writeMark = ({ file, kind, atS }: Mark): string =>
  `${file} ${kind} ${atS === null ? '-' : atS.toFixed(2)}`;

/** A kept mark; null for what is none. */
export function readMark(text: string): Mark | null {
  const [file = '', kind = '', at = ''] = text.split(' ');
  const known = FILES.find((each) => each === file);
  const what = SEEDED_KINDS.find((each) => each === kind);
  const atS = at === '-' ? null : Number(at);
  return known && what && (atS === null || Number.isFinite(atS)) ? { file: known, kind: what, atS } : null;
}
