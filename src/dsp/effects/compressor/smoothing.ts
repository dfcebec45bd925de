/**
 * Attack and release of a reduction in dB: smooth branching of Giannoulis, Massberg and Reiss (2012). Of the ways up
 * and down, the next value is the larger where the attack is the faster, as nearly always, and the smaller where it is
 * not. Each is written as a weighted sum, in which only one product has to wait for the frame before.
 */

/**
 * Shares of the way that attack and release go in a frame, then the largest reduction since the caller set it to 0. An
 * array, because numbers handed to a function that is not inlined are boxed: an allocation.
 */
export type Rates = Float64Array;
export const RATES = 3;

/** Wanted reductions to smoothed ones, in place; the last one is kept in `state[at]`. */
export function smoothReductions(
  x: Float64Array,
  frames: number,
  rates: Rates,
  state: Float64Array,
  at: number,
): void {
  const attack = rates[0];
  const release = rates[1];
  const attackRest = 1 - attack;
  const releaseRest = 1 - release;
  const faster = attack >= release;
  let reduction = state[at];
  let most = rates[2];
  for (let i = 0; i < frames; i++) {
    const wanted = x[i];
    const up = attack * wanted + attackRest * reduction;
    const down = release * wanted + releaseRest * reduction;
    reduction = up > down === faster ? up : down;
    if (reduction > most) most = reduction;
    x[i] = reduction;
  }
  state[at] = reduction;
  rates[2] = most;
}
