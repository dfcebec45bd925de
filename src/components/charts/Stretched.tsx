/**
 * The part of a picture that follows its width: 100 units across, as many as the picture has pixels down. What is drawn
 * in it is stretched, so that the server can draw it at its final size; text and dots stand beside it, in percent.
 */
import type { ComponentChildren } from 'preact';

export function Stretched({ height, children }: { height: number; children: ComponentChildren }) {
  return (
    <svg
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      width="100%"
      height="100%"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
