/** How a lane's values lie on its picture, and how they are written. Pure. */
import { format, formatNumber, fromTravel, number, toTravel } from '../../../dsp/core/params.ts';
import type { Figure, NumberParam } from '../../../dsp/core/params.ts';
import type { Automation } from '../../../session/document.ts';
import { snap, spoken } from '../../controls/value.ts';
import { writeLevel } from '../level.ts';
import { readPan, speakPan, writePan } from '../Mixer/pan.ts';
import type { Target } from './targets.ts';

type Mode = Automation['mode'];

export interface LaneScale {
  /** Range, grid and unit of a point's value. */
  param: NumberParam;
  /** Place of a value on the picture: 0 at the foot, 1 at the top. What lies beyond stands at the edge. */
  place(value: number): number;
  /** The value at a place, on the grid. */
  at(place: number): number;
  /** Where there is a line and a figure. */
  marks: readonly number[];
  /** The figure at a line. */
  mark(value: number): string;
  write(value: number): Figure;
  /** What a typed text means, where that is not a number with its unit. */
  read?: (text: string) => number | null;
  /** As a screen reader says it. */
  say(value: number): string;
  /** What silences; null where nothing does. */
  silence: number | null;
  /** What a whole section can be set to, and at first; null where nothing is added that could be chosen. */
  ride: { param: NumberParam; first: number } | null;
  /** A smaller way than this, in places, is no movement. */
  least: number;
}

/** A line's usual mode where it has no points yet: added to a fader, in the place of any other control. */
export const usualMode = ({ kind }: Target): Mode => (kind === 'level' ? 'trim' : 'replace');

/** At this and below, nothing is heard of what is turned down. */
const UNHEARD_DB = -60;

/** A trim is added to the fader; a replacing lane stands in its place. */
const LEVELS = {
  trim: { topDb: 12, lowDb: -24, marks: [12, 6, 0, -6, -12, -18], silenceDb: -110 },
  replace: { topDb: 10, lowDb: -50, marks: [10, 0, -10, -20, -30, -40], silenceDb: -100 },
} as const;
const RIDE = number('Change', 'dB', { min: -12, max: 12, default: 0, decimals: 1 });
const RIDE_FIRST_DB = 3;
const LEAST_DB = 0.5;

const within = (place: number): number => Math.min(1, Math.max(0, place));

function levelScale(mode: Mode): LaneScale {
  const { topDb, lowDb, marks, silenceDb } = LEVELS[mode];
  const param = number('Value', 'dB', { min: silenceDb, max: topDb, default: 0, decimals: 1 });
  const write = (db: number): Figure => {
    if (mode === 'replace') return writeLevel(db);
    return db <= UNHEARD_DB ? { figure: '−∞', unit: 'dB' } : formatNumber(db, 'dB', 1, true);
  };
  return {
    param,
    place: (db) => within((db - lowDb) / (topDb - lowDb)),
    at: (place) => snap(param, lowDb + within(place) * (topDb - lowDb)) + 0,
    marks,
    mark: (db) => formatNumber(db, 'dB', 0, true).figure,
    write,
    say: (db) => spoken(write(db)),
    silence: silenceDb,
    ride: mode === 'trim' ? { param: RIDE, first: RIDE_FIRST_DB } : null,
    least: LEAST_DB / (topDb - lowDb),
  };
}

/** Lines at most; more would stand on each other. */
const MOST_MARKS = 7;

/** Round values over a control's travel: 1, 2 and 5 of each decade, or even steps. */
function marksOf(param: NumberParam): number[] {
  const { min, max, taper } = param;
  if (taper.kind !== 'log')
    return [1, 0.75, 0.5, 0.25, 0].map((place) => snap(param, min + place * (max - min)));
  const decades = Array.from(
    { length: Math.ceil(Math.log10(max)) - Math.floor(Math.log10(min)) + 1 },
    (_, i) => 10 ** (Math.floor(Math.log10(min)) + i),
  );
  const inside = (steps: readonly number[]): number[] =>
    decades.flatMap((decade) => steps.map((step) => step * decade)).filter((x) => x >= min && x <= max);
  const all = inside([1, 2, 5]);
  return all.length <= MOST_MARKS ? all : inside([1]);
}

/** As short as a figure beside the picture must be: 5k, L 50. */
const short = ({ figure, unit }: Figure): string => (unit === 'kHz' ? `${figure}k` : figure);

function controlScale({ kind, param, value }: Target): LaneScale {
  const write = kind === 'pan' ? writePan : (x: number): Figure => format(param, x);
  return {
    param,
    place: (x) => toTravel(param, x),
    at: (place) => snap(param, fromTravel(param, within(place))) + 0,
    marks: marksOf(param),
    mark: (x) => short(write(x)),
    write,
    ...(kind === 'pan' ? { read: readPan } : {}),
    say: kind === 'pan' ? speakPan : (x) => spoken(write(x)),
    silence: null,
    ride: { param, first: value },
    least: 0.02,
  };
}

/** What is added to a control that is no level, which only a document from elsewhere holds: as far up as down. */
function addedScale({ param }: Target): LaneScale {
  const span = param.max - param.min;
  const added: NumberParam = { ...param, min: -span, max: span, default: 0, taper: { kind: 'linear' } };
  const write = (x: number): Figure => formatNumber(x, param.unit, param.decimals, true);
  return {
    param: added,
    place: (x) => within((x + span) / (2 * span)),
    at: (place) => snap(added, (2 * within(place) - 1) * span) + 0,
    marks: [span, 0, -span],
    mark: (x) => write(x).figure,
    write,
    say: (x) => spoken(write(x)),
    silence: null,
    ride: { param: added, first: 0 },
    least: 0.02,
  };
}

/** The scale of a target whose lane has that mode. */
export function scaleOf(target: Target, mode: Mode): LaneScale {
  if (target.kind === 'level') return levelScale(mode);
  return mode === 'trim' ? addedScale(target) : controlScale(target);
}
