/** What of a strip can be automated here, and how a lane's values lie on its picture. Pure. */
import type { Address, Automation, Session, StripId } from '../../../session/document.ts';
import { writeLevel } from '../level.ts';
import { formatNumber } from '../../../dsp/core/params.ts';
import type { Figure } from '../../../dsp/core/params.ts';

export interface Target {
  address: Address;
  label: string;
}

/** The level of a strip and of each of its sends. */
export function targetsOf(session: Pick<Session, 'strips'>, strip: StripId): Target[] {
  const found = session.strips[strip];
  if (!found) return [];
  return [
    { address: `${strip}.gainDb`, label: 'Level' },
    ...Object.keys(found.sends).map((to) => ({
      address: `${strip}/sends/${to}.gainDb`,
      label: `Send to ${session.strips[to]?.label ?? to}`,
    })),
  ];
}

export interface LaneScale {
  /** Top and bottom of the picture. What is lower is drawn at the bottom. */
  topDb: number;
  lowDb: number;
  /** Where there is a line and a figure. */
  marks: readonly number[];
  /** What silences: the lowest value that the document takes. */
  silenceDb: number;
}

/** A trim is added to the fader, a replacing lane stands in its place. */
export const scaleOf = (mode: Automation['mode']): LaneScale =>
  mode === 'trim'
    ? { topDb: 12, lowDb: -24, marks: [12, 6, 0, -6, -12, -18], silenceDb: -110 }
    : { topDb: 10, lowDb: -50, marks: [10, 0, -10, -20, -30, -40], silenceDb: -100 };

/** At this and below, nothing is heard. */
const UNHEARD_DB = -60;

/** A lane's value as it is written: silence is called so. */
export const writeLane = (mode: Automation['mode'], db: number): Figure => {
  if (mode === 'replace') return writeLevel(db);
  return db <= UNHEARD_DB ? { figure: '−∞', unit: 'dB' } : formatNumber(db, 'dB', 1, true);
};
