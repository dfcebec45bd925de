/**
 * Where one takes hold of a stem on the stage: dragged both ways, or moved with the arrow keys. Handles keep their order
 * while the players change theirs with every step, or the focus would be lost.
 */
import type { RefObject } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { StripId } from '../../../session/document.ts';
import { gestureRun, newGesture } from '../../controls/gesture.ts';
import { holdPointer, STILL_PX } from '../../controls/hold-pointer.ts';
import { useUnscrolled } from '../../controls/use-unscrolled.ts';
import { BACK_Y, FRONT_Y, halfAt, xOf, yOf } from './perspective.ts';

/** Where a movement began: the fader goes on from there. */
export interface Start {
  gainDb: number;
  distance: number;
}

interface HandleProps {
  id: StripId;
  label: string;
  pan: number;
  distance: number;
  gainDb: number;
  spoken: string;
  selected: boolean;
  box: RefObject<SVGSVGElement>;
  onSelect: () => void;
  onMove: (id: StripId, pan: number | null, distance: number | null, gesture: string, from?: Start) => void;
}

export function Handle({
  id,
  label,
  pan,
  distance,
  gainDb,
  spoken,
  selected,
  box,
  onSelect,
  onMove,
}: HandleProps) {
  const hold = useRef<SVGGElement>(null);
  const run = useMemo(() => gestureRun(), []);
  useUnscrolled(hold);

  const pointerDown = (event: PointerEvent) => {
    const handle = event.currentTarget as SVGGElement;
    onSelect();
    if (event.button !== 0) return;
    const gesture = newGesture();
    const rect = box.current!.getBoundingClientRect();
    const from: Start = { gainDb, distance };
    const begun = { x: xOf(pan, distance), y: yOf(distance) };
    handle.focus({ preventScroll: true });
    event.preventDefault();
    const onDrag = (e: PointerEvent, dxPx: number, dyPx: number) => {
      const fine = e.shiftKey ? 0.25 : 1;
      const dx = dxPx * fine;
      const dy = dyPx * fine;
      const to = Math.min(100, Math.max(0, ((begun.y + dy - FRONT_Y) / (BACK_Y - FRONT_Y)) * 100));
      const x = begun.x + (dx / rect.width) * 100;
      onMove(id, Math.min(100, Math.max(-100, ((x - 50) / halfAt(to)) * 100)), to, gesture, from);
    };
    holdPointer(event, { onMove: onDrag, fromPx: STILL_PX });
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 1 : 5;
    const action = {
      ArrowLeft: () => onMove(id, pan - step, null, run()),
      ArrowRight: () => onMove(id, pan + step, null, run()),
      ArrowUp: () => onMove(id, null, distance + step, run()),
      ArrowDown: () => onMove(id, null, distance - step, run()),
      Home: () => onMove(id, 0, null, run()),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect();
    action();
  };
  return (
    <svg x={`${xOf(pan, distance)}%`} y={yOf(distance)} overflow="visible">
      <g
        ref={hold}
        class="stage-handle"
        role="button"
        tabindex={0}
        aria-pressed={selected}
        aria-label={`${label}: ${spoken}`}
        aria-description="Left and right: pan. Up and down: farther and nearer. Home: centre."
        onPointerDown={pointerDown}
        onKeyDown={keyDown}
        onFocus={onSelect}
        onDblClick={() => onMove(id, 0, null, newGesture())}
      >
        <circle class="stage-hit" r="24" />
        <circle class="stage-focus" r="20" />
      </g>
    </svg>
  );
}
