/** How one stem looks on the stage; where one takes hold of it is `Handle.tsx`. */
import type { StripId } from '../../../session/document.ts';
import { xOf, yOf } from './perspective.ts';

interface PlayerProps {
  id: StripId;
  label: string;
  class: string;
  pan: number;
  distance: number;
  selected: boolean;
  /** How far its name stands below it, in pixels. */
  labelDown: number;
}

export function Player({ id, label, class: classes, pan, distance, selected, labelDown }: PlayerProps) {
  // At the edges there is no room beside a player.
  const above = Math.abs(pan) > 55;
  return (
    <svg x={`${xOf(pan, distance)}%`} y={yOf(distance)} overflow="visible">
      <g class={`stage-player ${selected ? 'stage-picked' : ''} ${classes}`}>
        <circle class="stage-halo" data-halo={id} r="17" />
        <circle class="stage-dot" r="10" />
        <text
          class="stage-label"
          x={above ? 0 : 17}
          y={above ? -18 - labelDown : 4 + labelDown}
          text-anchor={above ? 'middle' : 'start'}
        >
          {label}
        </text>
      </g>
    </svg>
  );
}
