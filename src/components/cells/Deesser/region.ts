/** Which frequencies a de-esser listens to. */

const HIGHEST_HZ = 20_000;

/**
 * Where the detector's filter is 3 dB down: on both sides of a band-pass of that Q; in the mode *all above* it is a
 * high-pass, whose corner is the frequency itself.
 */
export function regionHz({ freqHz, q, mode }: { freqHz: number; q: number; mode: string }): [number, number] {
  if (mode === 'shelf') return [freqHz, HIGHEST_HZ];
  const half = 1 / (2 * q);
  const root = Math.sqrt(1 + half * half);
  return [freqHz * (root - half), Math.min(HIGHEST_HZ, freqHz * (root + half))];
}
