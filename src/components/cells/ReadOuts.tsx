/** Figures with their units. What moves with the sound is written straight into the page, so that nothing re-renders. */
import type { Ref } from 'preact';
import { formatNumber } from '../../dsp/core/params.ts';
import type { Figure, Unit } from '../../dsp/core/params.ts';

export interface ReadOut {
  label: string;
  unit: string;
  /** What stands there before anything is measured. */
  figure?: string;
  target?: Ref<HTMLElement>;
}

export function ReadOuts({ items }: { items: ReadOut[] }) {
  return (
    <dl class="readouts">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>
            <span ref={item.target}>{item.figure ?? '–'}</span>
            {item.unit && <small>{item.unit}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Writes a measured value; a dash when there is none yet (silence, or too short). */
export function writeFigure(
  element: HTMLElement | null,
  value: number,
  unit: Unit,
  decimals = 1,
  signed = false,
): void {
  if (!element) return;
  const figure: Figure = formatNumber(value, unit, decimals, signed);
  const text = Number.isFinite(value) || value === -Infinity ? figure.figure : '–';
  if (element.textContent !== text) element.textContent = text;
}
