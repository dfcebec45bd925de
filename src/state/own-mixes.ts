/** The own mix of a song, and the own master of its print: one patch each, kept on the device. */
import type { Address, Patch, Session } from '../session/document.ts';
import { isMastering } from '../session/sources.ts';
import { fetchEditor } from './editing.ts';
import { readKeptPatch } from './kept-patch.ts';
import type { KeptPatch } from './kept-patch.ts';
import { keepRecord, readRecord } from './store.ts';

/** A mix made of stems is one thing that is carried from lesson to lesson, a master made of a print another. */
const nameOf = (song: string, given: Session): string => `${song}/${isMastering(given) ? 'master' : 'mix'}`;

/** The learner's own mix (or master) of a song; empty when there is none yet. */
export async function readOwnMix(song: string, given: Session): Promise<Patch> {
  return (await readRecord('own', nameOf(song, given), readKeptPatch))?.patch ?? {};
}

/** Writes what an exercise owns from a session into the own mix; without an exercise, everything. */
export async function keepOwnMix(
  song: string,
  base: string,
  given: Session,
  session: Session,
  owns: readonly Address[] | null,
): Promise<void> {
  const { keptPatch } = await fetchEditor();
  const before = await readOwnMix(song, given);
  const patch = keptPatch(given, before, session, owns);
  await keepRecord('own', nameOf(song, given), { base, patch } satisfies KeptPatch);
}
