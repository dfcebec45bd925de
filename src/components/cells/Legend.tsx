/** What each trace of a picture is, in words beside its colour. */
import type { StripId } from '../../session/document.ts';

export interface LegendEntry {
  label: string;
  /** Class that sets `color`, or a stem's classes with `legend-stem`. */
  class: string;
  mark: 'line' | 'area' | 'dash' | 'dot';
  /** The strip whose colour it is. */
  strip?: StripId;
}

export function Legend({ entries }: { entries: LegendEntry[] }) {
  return (
    <ul class="legend">
      {entries.map((entry) => (
        <li key={entry.label}>
          <svg class={entry.class} data-strip={entry.strip} viewBox="0 0 18 10" aria-hidden="true">
            {entry.mark === 'area' ? (
              <rect x="0" y="1" width="18" height="9" rx="2" fill="currentColor" opacity="0.55" />
            ) : entry.mark === 'dot' ? (
              <circle cx="9" cy="5" r="4" fill="currentColor" />
            ) : (
              <line
                x1="1"
                x2="17"
                y1="5"
                y2="5"
                stroke="currentColor"
                stroke-width="2.6"
                stroke-dasharray={entry.mark === 'dash' ? '4 3' : undefined}
              />
            )}
          </svg>
          {entry.label}
        </li>
      ))}
    </ul>
  );
}

/** The colour that a cell's legend gives a strip, for drawing the same on its canvas. */
export function legendColour(inCell: Element, strip: StripId): string {
  const mark = inCell.closest('.cell')?.querySelector(`.legend [data-strip="${strip}"]`);
  return mark ? getComputedStyle(mark).color : 'gray';
}
