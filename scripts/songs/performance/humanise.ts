/** From the written score to what a player does: small seeded errors of time and strength. */
import type { Random } from '../signal/random.ts';

/** Spread of a tight player's timing (standard deviation); drum machines have 0, loose takes 10 and more. */
export interface Feel {
  /** Standard deviation of timing, milliseconds: 3 to 6 here. */
  timingMs: number;
  /** Constant lateness (positive) or push (negative), milliseconds. */
  lateMs: number;
  /** Standard deviation of strength, as a share of it. */
  velocitySpread: number;
}

/** Seconds to add to a note's time; never further out than 2.5 standard deviations. */
export function timingErrorS(random: Random, feel: Feel): number {
  const g = Math.max(-2.5, Math.min(2.5, random.gaussian()));
  return (feel.lateMs + feel.timingMs * g) / 1000;
}

/** A strength as played, 0.02 to 1. */
export function playedVelocity(random: Random, feel: Feel, velocity: number): number {
  return Math.max(0.02, Math.min(1, velocity * (1 + feel.velocitySpread * random.gaussian())));
}
