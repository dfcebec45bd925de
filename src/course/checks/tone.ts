import { legalValues } from '../../dsp/core/params.ts';
import { eqSpec } from '../../dsp/effects/eq/spec.ts';
import { averageBandLevels } from '../../dsp/meters/bands.ts';
import type { Session } from '../../session/document.ts';
import { defineKind } from './kind.ts';

/** What hardly any speaker plays, and what hardly anybody hears, does not count. */
const FROM_HZ = 40;
const TO_HZ = 13_000;

/**
 * How far the tone at one insert's output is from the tone at another one's input, level removed: rms over octaves,
 * in dB. With the second one a fault that was put in, that is the distance to the sound without the fault.
 */
export const toneDistance = defineKind({
  kind: 'tone-distance',
  unit: () => 'dB',
  taps: ({ strip, insert, from }, session) => ({
    now: session.strips[strip]?.insert[insert]
      ? { kind: 'insert', strip, insert, side: 'out' }
      : { kind: 'strip', strip, tap: 'pre' },
    clean: { kind: 'insert', ...from, side: 'in' },
  }),
  relative: () => false,
  leadS: 0,
  measure: (heard) => {
    const octaves = (name: string): number[] => {
      const { left, right } = heard.tap(name);
      const { bandsHz, levelsDb } = averageBandLevels(left, right, heard.sampleRate, 1);
      return levelsDb.filter((_, i) => bandsHz[i]! >= FROM_HZ && bandsHz[i]! <= TO_HZ);
    };
    const clean = octaves('clean');
    const differences = octaves('now').map((level, i) => level - clean[i]!);
    const mean = differences.reduce((sum, d) => sum + d, 0) / differences.length;
    return Math.sqrt(differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / differences.length);
  },
  value: (now) => now,
});

const BANDS = ['low', 'lowMid', 'mid', 'highMid', 'high'] as const;
/** A smaller gain is nothing that anybody set. */
const LEAST_DB = 0.1;

interface Moves {
  count: number;
  largestDb: number;
  /** Largest Q of a bell or notch that does something; 0 when there is none. */
  narrowestQ: number;
}

function movesOf(session: Session, strip: string, insert: string): Moves {
  const found = session.strips[strip]?.insert[insert];
  const moves: Moves = { count: 0, largestDb: 0, narrowestQ: 0 };
  if (!found?.on) return moves;
  const values = legalValues(eqSpec.params, found.values);
  if (values['highPass.on']) moves.count++;
  if (values['lowPass.on']) moves.count++;
  for (const band of BANDS) {
    const notch = values[`${band}.shape`] === 'notch';
    const gainDb = Math.abs(values[`${band}.gainDb`]);
    if (!values[`${band}.on`] || (!notch && gainDb < LEAST_DB)) continue;
    moves.count++;
    moves.largestDb = Math.max(moves.largestDb, notch ? Infinity : gainDb);
    if (notch || values[`${band}.shape`] === 'bell')
      moves.narrowestQ = Math.max(moves.narrowestQ, values[`${band}.q`]);
  }
  return moves;
}

const UNITS = { count: 'moves', largest: 'dB', narrowest: 'Q' } as const;

/**
 * What was set on an equaliser: how many bands and filters do something, the largest gain among them, or the narrowest
 * bell. For lessons in which small, broad and few is the point; everywhere else only the sound is judged.
 */
export const eqMoves = defineKind({
  kind: 'eq-moves',
  unit: ({ figure }) => UNITS[figure],
  taps: () => ({}),
  relative: () => false,
  leadS: 0,
  measure: ({ session }, { strip, insert, figure }) => {
    const { count, largestDb, narrowestQ } = movesOf(session, strip, insert);
    return { count, largest: largestDb, narrowest: narrowestQ }[figure];
  },
  value: (now) => now,
});
