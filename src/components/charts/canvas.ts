/** A canvas that is as sharp as the screen and as large as its box. */

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  /** Size in CSS pixels; the drawing is scaled so that one unit is one of them. */
  readonly width: number;
  readonly height: number;
  /** Fits the bitmap to the box and clears it. Called at the start of every drawing. */
  clear(): void;
  stop(): void;
}

/** Follows the canvas's box; `onResize` asks for a new drawing. Null where there is no 2D canvas. */
export function surface(canvas: HTMLCanvasElement, onResize: () => void): Surface | null {
  const context = canvas.getContext('2d');
  if (!context) return null;
  let width = canvas.clientWidth;
  let height = canvas.clientHeight;
  const observer = new ResizeObserver(() => {
    width = canvas.clientWidth;
    height = canvas.clientHeight;
    onResize();
  });
  observer.observe(canvas);
  return {
    context,
    get width() {
      return width;
    },
    get height() {
      return height;
    },
    clear() {
      const ratio = Math.min(3, devicePixelRatio || 1);
      const w = Math.max(1, Math.round(width * ratio));
      const h = Math.max(1, Math.round(height * ratio));
      if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w;
        canvas.height = h;
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
    },
    stop: () => observer.disconnect(),
  };
}

/**
 * A colour as the canvas understands it: any CSS colour, tokens included (`var(--job-trace)`), worked out where
 * the element stands, so that pictures follow the page's side, the stem and the theme. The element's own text
 * colour is used for the working and left unset.
 */
export function colour(element: HTMLElement | SVGElement, css: string): string {
  element.style.color = css;
  const resolved = getComputedStyle(element).color;
  element.style.removeProperty('color');
  return resolved;
}
