/** Reading what somebody typed into a field. */
import type { NumberParam } from '../../dsp/core/params.ts';
import { snap } from './value.ts';

/**
 * What was typed, as a value: "−6.5", "-6,5 dB", "3.1k", "3.1 kHz", "320". Null when it is no number.
 * Out of range is clamped.
 */
export function parseTyped(param: NumberParam, text: string): number | null {
  const plain = text.trim().toLowerCase().replace(/[−–]/g, '-').replace(/\s+/g, '').replace(',', '.');
  if (/^-?(∞|inf)/.test(plain)) return plain.startsWith('-') ? param.min : param.max;
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(k|m?s|khz|hz|db|dbtp|%|:1|lu|lufs|q)?$/.exec(plain);
  if (!match) return null;
  let value = Number(match[1]);
  const suffix = match[2] ?? '';
  if (suffix === 'k' || suffix === 'khz') value *= 1000;
  if (suffix === 's' && param.unit === 'ms') value *= 1000;
  if (suffix === 'ms' && param.unit === 's') value /= 1000;
  return snap(param, value);
}
