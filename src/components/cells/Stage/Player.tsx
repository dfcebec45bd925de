/** How one stem looks on the stage; where one takes hold of it is `Handle.tsx`. */
import type { StripId } from '../../../session/document.ts';
import { nameSide, xOf, yOf } from './perspective.ts';

interface PlayerProps {
  id: StripId;
  class: string;
  pan: number;
  distance: number;
  selected: boolean;
}

export function Player({ id, class: classes, pan, distance, selected }: PlayerProps) {
  return (
    <svg x={`${xOf(pan, distance)}%`} y={yOf(distance)} overflow="visible">
      <g class={`stage-player ${selected ? 'stage-picked' : ''} ${classes}`}>
        <circle class="stage-halo" data-halo={id} r="17" />
        <circle class="stage-dot" r="10" />
      </g>
    </svg>
  );
}

const BESIDE = {
  left: { x: -17, anchor: 'end' },
  right: { x: 17, anchor: 'start' },
  edge: { x: 0, anchor: 'middle' },
} as const;

interface NameProps {
  label: string;
  pan: number;
  distance: number;
  /** How far it stands below its place, in pixels. */
  down: number;
}

/** A player's name. All names lie over all players, so that nobody hides one. */
export function PlayerName({ label, pan, distance, down }: NameProps) {
  const { x, anchor } = BESIDE[nameSide(pan)];
  // At the edges it stands under the player, or over it where the stage ends.
  const edgeY = distance > 25 ? 28 + down : -18 - down;
  return (
    <svg x={`${xOf(pan, distance)}%`} y={yOf(distance)} overflow="visible">
      <text class="stage-label" x={x} y={anchor === 'middle' ? edgeY : 4 + down} text-anchor={anchor}>
        {label}
      </text>
    </svg>
  );
}
