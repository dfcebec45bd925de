/** A canvas's surface for the life of a component. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { surface } from './canvas.ts';
import type { Surface } from './canvas.ts';

export function useCanvas(
  canvas: RefObject<HTMLCanvasElement>,
  onResize: () => void,
): RefObject<Surface | null> {
  const panel = useRef<Surface | null>(null);
  const latest = useRef(onResize);
  latest.current = onResize;
  useEffect(() => {
    if (!canvas.current) return;
    const made = surface(canvas.current, () => latest.current());
    panel.current = made;
    return () => {
      made?.stop();
      panel.current = null;
    };
  }, []);
  return panel;
}
