/**
 * The one animation-frame loop of a page. A picture asks to be drawn when its data changed; it is drawn in the
 * next frame if it is on the screen, else when it comes back. Nothing asks, nothing runs. With reduced motion,
 * what the sound drives is drawn four times a second; what the reader's hand drives is always drawn at once.
 */

export interface Drawing {
  /** The sound moved: draw in the next frame (or the next quarter second with reduced motion). */
  signal(): void;
  /** The reader moved something, or the size changed: draw in the next frame. */
  now(): void;
  readonly visible: boolean;
  stop(): void;
}

/** Interval between frames with reduced motion: 4 Hz. */
const CALM_MS = 250;

interface Entry {
  draw: (timeMs: number) => void;
  visible: boolean;
  wanted: 'no' | 'signal' | 'now';
  drawnMs: number;
  onVisible?: (visible: boolean) => void;
}

const entries = new Map<Element, Entry>();
let frame = 0;
let observer: IntersectionObserver | null = null;
let calm: MediaQueryList | null = null;

/** Whether the reader asked for less motion. */
export const isCalm = (): boolean => (calm ??= matchMedia('(prefers-reduced-motion: reduce)')).matches;

function run(timeMs: number): void {
  frame = 0;
  const slow = isCalm();
  let again = false;
  for (const entry of entries.values()) {
    if (entry.wanted === 'no' || !entry.visible) continue;
    if (slow && entry.wanted === 'signal' && timeMs - entry.drawnMs < CALM_MS) {
      again = true;
      continue;
    }
    entry.wanted = 'no';
    entry.drawnMs = timeMs;
    entry.draw(timeMs);
  }
  if (again) schedule();
}

function schedule(): void {
  if (frame === 0) frame = requestAnimationFrame(run);
}

function watch(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (changes) => {
      for (const change of changes) {
        const entry = entries.get(change.target);
        if (!entry || entry.visible === change.isIntersecting) continue;
        entry.visible = change.isIntersecting;
        if (entry.visible) {
          entry.wanted = 'now';
          schedule();
        }
        entry.onVisible?.(entry.visible);
      }
    },
    { rootMargin: '64px' },
  );
  return observer;
}

/**
 * Registers a picture. `draw` gets the frame's time. `onVisible` tells when it comes onto the screen and leaves
 * it, so that meters can be subscribed to only while they are seen.
 */
export function drawing(
  element: Element,
  draw: (timeMs: number) => void,
  onVisible?: (visible: boolean) => void,
): Drawing {
  const entry: Entry = { draw, visible: false, wanted: 'now', drawnMs: -Infinity, onVisible };
  entries.set(element, entry);
  const seen = watch();
  seen.observe(element);
  return {
    signal() {
      if (entry.wanted === 'no') entry.wanted = 'signal';
      if (entry.visible) schedule();
    },
    now() {
      entry.wanted = 'now';
      if (entry.visible) schedule();
    },
    get visible() {
      return entry.visible;
    },
    stop() {
      seen.unobserve(element);
      entries.delete(element);
      if (entry.visible) onVisible?.(false);
    },
  };
}
