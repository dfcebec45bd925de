/** Names for gestures, so that a whole drag or a run of key presses is one step of undo. */

let count = 0;

/** A name that no other gesture of this document has. */
export const newGesture = (): string => `gesture-${++count}`;

/** Key presses and wheel ticks this close together are one gesture. */
const RUN_MS = 700;

/** Gives the same gesture for events that follow each other closely, a new one after a pause. */
export function gestureRun(now: () => number = () => performance.now()): () => string {
  let name = '';
  let lastMs = -Infinity;
  return () => {
    const t = now();
    if (t - lastMs > RUN_MS) name = newGesture();
    lastMs = t;
    return name;
  };
}
