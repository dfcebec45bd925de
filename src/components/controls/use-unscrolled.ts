/** What is dragged both ways on a picture: no touch on it scrolls. (`touch-action` does not hold for parts of an SVG.) */
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Keeps touches that begin on the part from scrolling the page. */
export function useUnscrolled(part: RefObject<SVGElement>): void {
  useEffect(() => {
    const element = part.current;
    const keep = (event: TouchEvent) => event.cancelable && event.preventDefault();
    element?.addEventListener('touchmove', keep, { passive: false });
    return () => element?.removeEventListener('touchmove', keep);
  }, []);
}
