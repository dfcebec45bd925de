/** Whole signals: one Float32Array a channel, full scale at 1. */
export const SAMPLE_RATE = 48_000;

/** One channel or two of the same length. */
export type Channels = [Float32Array] | [left: Float32Array, right: Float32Array];
export type StereoSignal = [left: Float32Array, right: Float32Array];

export const silence = (frames: number): Float32Array => new Float32Array(frames);
export const dbToGain = (db: number): number => 10 ** (db / 20);
export const gainToDb = (gain: number): number => 20 * Math.log10(Math.max(gain, 1e-12));
export const midiToHz = (midi: number): number => 440 * 2 ** ((midi - 69) / 12);

/** Adds `x` to `into` from a frame on (which may lie between samples: linear interpolation); ends are cut off. */
export function addAt(into: Float32Array, x: Float32Array, atFrame: number, gain = 1): void {
  const whole = Math.floor(atFrame);
  const part = atFrame - whole;
  let before = 0;
  for (let i = 0; i <= x.length; i++) {
    const now = i < x.length ? x[i]! : 0;
    const at = whole + i;
    if (at >= 0 && at < into.length) into[at]! += gain * (now * (1 - part) + before * part);
    before = now;
  }
}

/** Adds `x` to a stereo pair at a place between −1 (left) and 1 (right), with equal power. */
export function addPanned(
  into: StereoSignal,
  x: Float32Array,
  atFrame: number,
  gain: number,
  pan: number,
): void {
  const angle = ((pan + 1) * Math.PI) / 4;
  addAt(into[0], x, atFrame, gain * Math.cos(angle));
  addAt(into[1], x, atFrame, gain * Math.sin(angle));
}

export function scale(x: Float32Array, gain: number): Float32Array {
  for (let i = 0; i < x.length; i++) x[i]! *= gain;
  return x;
}

export function peakOf(channels: readonly Float32Array[]): number {
  let peak = 0;
  for (const x of channels) for (const v of x) peak = Math.max(peak, Math.abs(v));
  return peak;
}

/** Short raised-cosine fades, so that no recording starts or ends with a step. */
export function fadeEnds(x: Float32Array, inFrames: number, outFrames: number): Float32Array {
  for (let i = 0; i < inFrames && i < x.length; i++) x[i]! *= 0.5 - 0.5 * Math.cos((Math.PI * i) / inFrames);
  for (let i = 0; i < outFrames && i < x.length; i++)
    x[x.length - 1 - i]! *= 0.5 - 0.5 * Math.cos((Math.PI * i) / outFrames);
  return x;
}

/** Plays a sample faster or slower by cubic (Hermite) interpolation: `rate` 2 is an octave up. */
export function repitch(x: Float32Array, rate: number): Float32Array {
  const out = new Float32Array(Math.max(0, Math.floor((x.length - 3) / rate)));
  for (let i = 0; i < out.length; i++) {
    const at = i * rate;
    const j = Math.floor(at);
    const t = at - j;
    const a = x[Math.max(0, j - 1)]!;
    const b = x[j]!;
    const c = x[j + 1]!;
    const d = x[j + 2]!;
    out[i] = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }
  return out;
}
