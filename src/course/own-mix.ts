/**
 * Whose mix: what a lesson gives, and what the learner carries from lesson to lesson. The own mix of a song is a
 * patch on the preset that the lesson gives; only what the exercise neither owns nor pins is carried in.
 */
import { liesUnder } from '../session/address.ts';
import { diff } from '../session/diff.ts';
import type { Address, Json, Patch, Session } from '../session/document.ts';
import { applyPatch } from '../session/patch.ts';
import type { Exercise, MixSpec } from './types.ts';

export type Claims = Pick<Exercise, 'owns' | 'pins' | 'start'>;
const NO_CLAIMS: Claims = { owns: [], pins: {}, start: {} };

/** What a mix of a lesson claims: its own patch is held still like an exercise's pins. */
export function claimsOf({ patch = {} }: Pick<MixSpec, 'patch'>, exercise: Claims = NO_CLAIMS): Claims {
  return { owns: exercise.owns, pins: { ...patch, ...exercise.pins }, start: exercise.start };
}

/**
 * The session that an exercise begins with: the lesson's given session, the own mix where the exercise claims
 * nothing, then the pins and the start. Without an exercise the whole own mix is carried in.
 */
export function startSession(given: Session, ownMix: Patch, exercise: Claims = NO_CLAIMS): Session {
  const carried = carriedPatch(given, ownMix, exercise);
  return applyPatch(applyPatch(applyPatch(given, carried).session, exercise.pins).session, exercise.start)
    .session;
}

/** The part of an own mix that an exercise lets in. A removal or replacement that would take a claimed place with it stays out. */
export function carriedPatch(given: Session, ownMix: Patch, exercise: Pick<Claims, 'owns' | 'pins'>): Patch {
  const claimed = [...exercise.owns, ...Object.keys(exercise.pins)];
  // By way of the session, so that a whole strip in the own mix is looked at address by address.
  const changes = diff(given, applyPatch(given, ownMix).session);
  const addresses = Object.keys(changes);
  const keptOut = addresses.filter((address) => claimed.some((claim) => touches(address, claim)));
  // With a strip that may not be removed stays what goes with it: its automation.
  const letIn = addresses.filter((address) => !keptOut.some((out) => liesUnder(address, out)));
  return Object.fromEntries(letIn.map((address) => [address, changes[address] as Json]));
}

/** One lies under the other. */
const touches = (address: Address, claim: Address): boolean =>
  liesUnder(address, claim) || liesUnder(claim, address);

/**
 * The own mix after the learner keeps a session: the owned addresses are written back, everything else of the own
 * mix stays. `given` is the preset that the own mix stands on; `owns` null means that everything is kept.
 */
export function keptPatch(
  given: Session,
  ownMix: Patch,
  session: Session,
  owns: readonly Address[] | null,
): Patch {
  if (owns === null) return diff(given, session);
  const mine = applyPatch(given, ownMix).session;
  const owned = Object.fromEntries(
    Object.entries(diff(mine, session)).filter(([address]) =>
      owns.some((prefix) => liesUnder(address, prefix)),
    ),
  );
  return diff(given, applyPatch(mine, owned).session);
}
