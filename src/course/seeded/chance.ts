/** Seeded chance: even numbers from 0 to 1, the same ones for the same seed (mulberry32, Tommy Ettinger's generator). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number between two, each as likely. */
export const between = (chance: () => number, low: number, high: number): number =>
  low + (high - low) * chance();
