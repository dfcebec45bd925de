/** What a figure that can be typed is given; its field gets the same. */
import type { NumberParam } from '../../dsp/core/params.ts';
import type { Change } from './value.ts';

export interface FieldProps {
  param: NumberParam;
  value: number;
  onChange: Change<number>;
  /** What it sets, for a screen reader: "Vocal level". */
  name: string;
  disabled?: boolean;
  /** Another way to write the value than the parameter's own (a pan: L 60). */
  write?: (value: number) => { figure: string; unit: string };
  /** Reads what `write` wrote; null when it cannot. */
  read?: (text: string) => number | null;
}
