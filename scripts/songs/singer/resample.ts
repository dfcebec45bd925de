/** Speech at the song's rate: a windowed-sinc interpolator (Hann, 32 zero crossings), offline. */

const CROSSINGS = 32;
const PASS = 0.97;

export function resample(x: Float32Array, fromRate: number, toRate: number): Float32Array {
  if (fromRate === toRate) return x;
  const y = new Float32Array(Math.floor((x.length * toRate) / fromRate));
  const cutoff = Math.min(1, toRate / fromRate) * PASS;
  const half = Math.ceil(CROSSINGS / cutoff);
  for (let i = 0; i < y.length; i++) {
    const t = (i * fromRate) / toRate;
    const centre = Math.floor(t);
    let sum = 0;
    for (let j = Math.max(0, centre - half + 1); j <= Math.min(x.length - 1, centre + half); j++) {
      const d = t - j;
      const a = Math.PI * d * cutoff;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * d) / (half + 1));
      sum += x[j]! * window * cutoff * (Math.abs(a) < 1e-9 ? 1 : Math.sin(a) / a);
    }
    y[i] = sum;
  }
  return y;
}
