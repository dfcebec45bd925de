/** The cases of lesson 18: masters, a service each, and what it does with them, worked out and not written by hand. */
import { playTrack } from './streaming.ts';
import type { Delivered, Played, Service } from './streaming.ts';
import type { CheckResult } from './types.ts';

export interface Case extends Delivered {
  /** Id of the service. */
  service: string;
}

/** The exact ones first: their rule is published. */
export const CASES: readonly Case[] = [
  { service: 'spotify', integratedLufs: -8, truePeakDb: -1 },
  { service: 'spotify', integratedLufs: -18, truePeakDb: -6 },
  { service: 'spotify', integratedLufs: -20, truePeakDb: -3 },
  { service: 'spotify', integratedLufs: -11.5, truePeakDb: -1 },
  { service: 'youtube', integratedLufs: -18, truePeakDb: -6 },
  { service: 'tidal', integratedLufs: -9, truePeakDb: -1 },
  { service: 'apple', integratedLufs: -10, truePeakDb: -1 },
  { service: 'deezer', integratedLufs: -19, truePeakDb: -5 },
];

export type Move = 'down' | 'up' | 'unchanged' | 'unknown';
export interface Answer {
  move: Move;
  /** dB, without sign; 0 where nothing moves. */
  byDb: number;
}

const EXACT_DB = 0.3;
const ABOUT_DB = 1;
const NEEDED = { exact: 3, about: 3 } as const;

/** Whether the service says exactly what it does, so that an answer can be exact. */
export const isExact = ({ service }: Case): boolean => service === 'spotify';

/** What the service of a case does with its master. */
export const solutionOf = (services: readonly Service[], one: Case): Played =>
  playTrack(
    services.find(({ id }) => id === one.service)!,
    one,
  );

/** The way in which a service moves, as an answer names it. */
export const moveOf = ({ move }: Played): Move => (move === 'held' ? 'up' : move);

/** Whether an answer is right: to 0.3 dB where the rule is published, to 1 dB elsewhere. */
export function isRight(services: readonly Service[], one: Case, answer: Answer): boolean {
  const played = solutionOf(services, one);
  if (moveOf(played) !== answer.move) return false;
  if (answer.move === 'unchanged' || answer.move === 'unknown') return true;
  return (
    Math.abs(Math.abs(played.gainDb) - Math.abs(answer.byDb)) <= (isExact(one) ? EXACT_DB : ABOUT_DB) + 1e-9
  );
}

/** Both checks of the task, in the order of the cases. */
export function judgeCases(services: readonly Service[], answers: readonly Answer[]): CheckResult[] {
  const right = (exact: boolean): number =>
    answers.filter((answer, i) => isExact(CASES[i]!) === exact && isRight(services, CASES[i]!, answer))
      .length;
  const check = (id: keyof typeof NEEDED, label: string, value: number, hint: string): CheckResult => {
    const needed = NEEDED[id];
    const verdict = value >= needed ? 'met' : value === needed - 1 ? 'close' : 'not-yet';
    return {
      check: id,
      label,
      value,
      unit: 'cases',
      range: { atLeast: needed },
      verdict,
      hint: verdict === 'met' ? null : hint,
    };
  };
  return [
    check(
      'exact',
      CASE_LABELS.exact,
      right(true),
      'Take the target less the loudness. If that is up, it goes no further than the peak has room to −1 dBTP.',
    ),
    check(
      'about',
      CASE_LABELS.about,
      right(false),
      'Ask first whether the service raises at all, and whether anybody outside knows.',
    ),
  ];
}

/** What the checks of the task are called. */
export const CASE_LABELS = {
  exact: 'Spotify, to 0.3 dB: three of four',
  about: 'The others, to 1 dB: three of four',
} as const;
