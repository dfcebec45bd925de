/** Time constants of detectors. */

/**
 * Share of the way to the target that a one-pole smoother goes in one frame, 1 − e^(−1/(τ·fs)): it covers
 * 63% of a step in `ms`.
 */
export const approach = (ms: number, sampleRate: number): number =>
  ms > 0 ? -Math.expm1(-1000 / (ms * sampleRate)) : 1;
