/** Deterministic test material. */
import { processorMs } from '../contract/rig.ts';

/** Numbers from −1 to 1 that look random and are the same every time (xorshift). */
export function random(seed: number): () => number {
  let s = (seed * 2654435761 + 1) >>> 0 || 1;
  return () => {
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    s >>>= 0;
    return s / 2 ** 31 - 1;
  };
}

/** White noise, −20 dBFS rms or so. */
export function noise(frames: number, seed: number, amplitude = 0.2): Float32Array {
  const next = random(seed);
  return Float32Array.from({ length: frames }, () => amplitude * next());
}

/** Pink noise (Kellet's filter of white noise), about −20 dBFS rms. */
export function pinkNoise(frames: number, seed: number, amplitude = 0.1): Float32Array {
  const next = random(seed);
  const state = new Float64Array(7);
  return Float32Array.from({ length: frames }, () => {
    const w = next();
    state[0] = 0.99886 * state[0]! + w * 0.0555179;
    state[1] = 0.99332 * state[1]! + w * 0.0750759;
    state[2] = 0.969 * state[2]! + w * 0.153852;
    state[3] = 0.8665 * state[3]! + w * 0.3104856;
    state[4] = 0.55 * state[4]! + w * 0.5329522;
    state[5] = -0.7616 * state[5]! - w * 0.016898;
    const sum =
      state[0]! + state[1]! + state[2]! + state[3]! + state[4]! + state[5]! + state[6]! + w * 0.5362;
    state[6] = w * 0.115926;
    return amplitude * sum;
  });
}

export function sine(
  frames: number,
  freqHz: number,
  amplitude: number,
  sampleRate = 48_000,
  phase = 0,
): Float32Array {
  return Float32Array.from(
    { length: frames },
    (_, n) => amplitude * Math.sin((2 * Math.PI * freqHz * n) / sampleRate + phase),
  );
}

/** Processor time that `measure` took at best over a few tries, in ms. */
export function bestTime(measure: () => void, tries = 3): number {
  let best = Infinity;
  for (let i = 0; i < tries; i++) {
    const from = processorMs();
    measure();
    best = Math.min(best, processorMs() - from);
  }
  return best;
}
