/** Radix-2 Fourier transform in place, and what songs need of it: fast convolution. */
const twiddles = new Map<number, { cos: Float64Array; sin: Float64Array }>();

function twiddleOf(n: number): { cos: Float64Array; sin: Float64Array } {
  let t = twiddles.get(n);
  if (!t) {
    t = { cos: new Float64Array(n / 2), sin: new Float64Array(n / 2) };
    for (let k = 0; k < n / 2; k++) {
      t.cos[k] = Math.cos((2 * Math.PI * k) / n);
      t.sin[k] = Math.sin((2 * Math.PI * k) / n);
    }
    twiddles.set(n, t);
  }
  return t;
}

/** Forward by default; the inverse is scaled by 1/n. `re` and `im` hold a power of two of values. */
export function fft(re: Float64Array, im: Float64Array, inverse = false): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
  }
  const { cos, sin } = twiddleOf(n);
  const sign = inverse ? 1 : -1;
  for (let length = 2; length <= n; length <<= 1) {
    const half = length >> 1;
    const stride = n / length;
    for (let start = 0; start < n; start += length) {
      for (let k = 0; k < half; k++) {
        const c = cos[k * stride]!;
        const s = sign * sin[k * stride]!;
        const a = start + k;
        const b = a + half;
        const xr = re[b]! * c - im[b]! * s;
        const xi = re[b]! * s + im[b]! * c;
        re[b] = re[a]! - xr;
        im[b] = im[a]! - xi;
        re[a]! += xr;
        im[a]! += xi;
      }
    }
  }
  if (inverse) {
    for (let i = 0; i < n; i++) {
      re[i]! /= n;
      im[i]! /= n;
    }
  }
}

/** `x` convolved with the response `h`, cut to the length of `x` (overlap-add). */
export function convolve(x: Float32Array, h: Float32Array): Float32Array {
  let n = 4096;
  while (n < 4 * h.length) n <<= 1;
  const block = n - h.length + 1;
  const hr = new Float64Array(n);
  const hi = new Float64Array(n);
  hr.set(h);
  fft(hr, hi);
  const out = new Float32Array(x.length);
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let from = 0; from < x.length; from += block) {
    re.fill(0);
    im.fill(0);
    re.set(x.subarray(from, Math.min(x.length, from + block)));
    fft(re, im);
    for (let k = 0; k < n; k++) {
      const r = re[k]! * hr[k]! - im[k]! * hi[k]!;
      im[k] = re[k]! * hi[k]! + im[k]! * hr[k]!;
      re[k] = r;
    }
    fft(re, im, true);
    const end = Math.min(n, x.length - from);
    for (let i = 0; i < end; i++) out[from + i]! += re[i]!;
  }
  return out;
}
