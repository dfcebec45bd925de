/** Solo, as cells set and say it. It belongs to listening, never to the document. */
import type { StripId } from '../../session/document.ts';
import { listening } from '../../state/audio.ts';
import type { Mix } from '../../state/types.ts';

export const isSolo = (mix: Mix, strip: StripId): boolean =>
  listening.value.solo.includes(strip) && strip in mix.session.value.strips;

export function toggleSolo(mix: Mix, strip: StripId): void {
  const { solo } = listening.value;
  listening.value = { ...listening.value, solo: isSolo(mix, strip) ? solo.filter((id) => id !== strip) : [...solo, strip] };
}

/** "Solo: Vocal only", or null while everything is heard. */
export function soloBadge(mix: Mix): string | null {
  const { strips } = mix.session.value;
  const labels = listening.value.solo.flatMap((id) => (strips[id] ? [strips[id].label] : []));
  return labels.length === 0 ? null : `Solo: ${labels.join(', ')} only`;
}
