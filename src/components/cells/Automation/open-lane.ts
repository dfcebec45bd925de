/** One lane of a strip as its controls see it: what moves, how it is drawn and written, its points and their changes. */
import type { Automation, AutomationPoint, StripId } from '../../../session/document.ts';
import { addPoint, movePoint, removePoint, setPassage, valueAt } from '../../../session/lane.ts';
import type { Mix, Section } from '../../../state/types.ts';
import { newGesture } from '../../controls/gesture.ts';
import { snap } from '../../controls/value.ts';
import { scaleOf, usualMode } from './lane-scale.ts';
import type { LaneScale } from './lane-scale.ts';
import { snapS } from './LanePicture.tsx';
import { targetsOf } from './targets.ts';
import type { Target } from './targets.ts';

type Points = readonly AutomationPoint[];

export interface OpenLane {
  /** All that the strip could move, and which of it this lane moves. */
  targets: readonly Target[];
  index: number;
  target: Target;
  mode: Automation['mode'];
  scale: LaneScale;
  points: Points;
  /** The value that holds while there are no points. */
  restsAt: number;
  /** What the line changes at a time, against where it rests. */
  addedAt: (atS: number) => number;
  /** All points anew; none: the lane is gone. */
  write: (points: Points, gesture: string) => void;
  /** A point, with the value that holds there unless told. Returns its place among the points. */
  add: (atS: number, value?: number) => number;
  move: (index: number, atS: number, value: number, gesture: string) => void;
  remove: (index: number) => void;
  /** One value for a whole section, `rampS` on the way there and back. */
  set: (section: Section, value: number, rampS: number) => void;
}

/** The strip's lane of that number; its last one where it has not so many. */
export function openLane(mix: Mix, strip: StripId, wanted: number): OpenLane {
  const { durationS } = mix.song;
  const session = mix.session.value;
  const targets = targetsOf(session, strip);
  const index = Math.min(wanted, targets.length - 1);
  const target = targets[index]!;
  const automation = session.automation[target.address];
  const mode = automation?.mode ?? usualMode(target);
  const scale = scaleOf(target, mode);
  const points: Points = automation?.points ?? [];
  const restsAt = mode === 'trim' ? 0 : target.value;
  const valueNow = (atS: number): number => (points.length === 0 ? restsAt : valueAt(points, atS));
  const write = (next: Points, gesture: string): void =>
    mix.edit(
      {
        [`automation/${target.address}`]:
          next.length === 0 ? null : { mode, points: next.map((point) => [...point]) },
      },
      gesture,
    );
  return {
    targets,
    index,
    target,
    mode,
    scale,
    points,
    restsAt,
    addedAt: (atS) => valueNow(atS) - restsAt,
    write,
    add: (atS, value) => {
      const made = addPoint(points, snapS(atS, durationS), value ?? snap(scale.param, valueNow(atS)));
      write(made.points, newGesture());
      return made.index;
    },
    move: (at, atS, value, gesture) => write(movePoint(points, at, atS, value, durationS), gesture),
    remove: (at) => write(removePoint(points, at), newGesture()),
    set: ({ fromS, toS }, value, rampS) => {
      // What replaces a control stands where that stood, before and after the section.
      const from: Points = points.length === 0 && mode === 'replace' ? [[0, target.value, 0]] : points;
      write(setPassage(from, fromS, toS, value, rampS), newGesture());
    },
  };
}
