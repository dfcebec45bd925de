/**
 * Rhythms as text, a bar in sixteen steps: `X` an accent, `x` a normal stroke, `o` a soft one, `,` a ghost note,
 * `O` and `U` open hats (normal and soft), anything else a rest.
 */
export interface GridHit {
  beat: number;
  velocity: number;
  open: boolean;
}

const STRENGTH: Record<string, number> = { X: 0.95, x: 0.75, o: 0.5, ',': 0.22, O: 0.8, U: 0.55 };

/** Hits of one bar of four beats that starts at `startBeat`; strengths are scaled from `fromGain` to `toGain` over it. */
export function readGrid(pattern: string, startBeat: number, fromGain = 1, toGain = fromGain): GridHit[] {
  if (pattern.length !== 16) throw new RangeError(`A bar has 16 steps: "${pattern}"`);
  return [...pattern].flatMap((step, i) => {
    const strength = STRENGTH[step];
    if (strength === undefined) return [];
    const velocity = Math.min(1, strength * (fromGain + ((toGain - fromGain) * i) / 15));
    return [{ beat: startBeat + i / 4, velocity, open: step === 'O' || step === 'U' }];
  });
}
