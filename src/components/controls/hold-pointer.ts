/** Holding something with a pointer: from the press on it until it is released or taken away. */

/** A press that has moved less than this is still a press, in CSS pixels. */
export const STILL_PX = 3;

interface Hold {
  /** Every move of that pointer, with the way since the press in CSS pixels, right and down. */
  onMove: (event: PointerEvent, dxPx: number, dyPx: number) => void;
  onEnd?: (event: PointerEvent) => void;
  /** Moves are told from this way on; all of them unless told. */
  fromPx?: number;
}

const ENDS = ['pointerup', 'pointercancel', 'lostpointercapture'] as const;

/** Takes the pointer of a press for the element that it was heard on. */
export function holdPointer(press: PointerEvent, { onMove, onEnd, fromPx = 0 }: Hold): void {
  const element = press.currentTarget as HTMLElement | SVGElement;
  const { clientX, clientY, pointerId } = press;
  let moved = fromPx === 0;
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    const [dx, dy] = [event.clientX - clientX, event.clientY - clientY];
    moved ||= Math.hypot(dx, dy) >= fromPx;
    if (moved) onMove(event, dx, dy);
  };
  const end = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    element.removeEventListener('pointermove', move as EventListener);
    for (const type of ENDS) element.removeEventListener(type, end as EventListener);
    onEnd?.(event);
  };
  element.setPointerCapture(pointerId);
  element.addEventListener('pointermove', move as EventListener);
  for (const type of ENDS) element.addEventListener(type, end as EventListener);
}
