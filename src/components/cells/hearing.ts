/**
 * What is solo in each mix, for as long as the page lives: a solo set before play still holds when play is pressed,
 * and comes back when one returns to that mix. Handed to the engine while that mix sounds; never part of a document.
 */
import { effect, signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { StripId } from '../../session/document.ts';
import { listening, sounding } from '../../state/audio.ts';
import type { Mix } from '../../state/types.ts';

const solos = new Map<string, Signal<StripId[]>>();

function soloOf(mix: Mix): Signal<StripId[]> {
  let solo = solos.get(mix.id);
  if (!solo) {
    solo = signal<StripId[]>([]);
    // On the server every page is rendered in one process: nothing may stay from one to the next.
    if (typeof window !== 'undefined') solos.set(mix.id, solo);
  }
  return solo;
}

effect(() => {
  const solo = solos.get(sounding.value ?? '')?.value;
  if (solo) listening.value = { ...listening.peek(), solo };
});

/** Whether a strip is solo in this mix. */
export const isSolo = (mix: Mix, strip: StripId): boolean => soloOf(mix).value.includes(strip);

/** Adds a strip to those that are solo, or takes it away. */
export function toggleSolo(mix: Mix, strip: StripId): void {
  const solo = soloOf(mix);
  solo.value = solo.value.includes(strip) ? solo.value.filter((id) => id !== strip) : [...solo.value, strip];
}

/** The strips that are solo in this mix. */
export const soloed = (mix: Mix): readonly StripId[] => soloOf(mix).peek();

/** "Solo: Vocal only", or null while everything is heard. */
export function soloBadge(mix: Mix): string | null {
  const { strips } = mix.session.value;
  const labels = soloOf(mix).value.flatMap((id) => (strips[id] ? [strips[id].label] : []));
  return labels.length === 0 ? null : `Solo: ${labels.join(', ')} only`;
}

/** Exactly these strips alone; none: everything is heard. */
export function onlySolo(mix: Mix, strips: readonly StripId[]): void {
  soloOf(mix).value = [...strips];
}
