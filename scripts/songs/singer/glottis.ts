/**
 * The voice source: the Liljencrants–Fant model of the glottal-flow derivative (Fant, Liljencrants & Lin 1985), as
 * a spectrum. One number, Rd (Fant 1995, "The LF-model revisited"), runs from pressed (0.5) over modal (1.0) to
 * breathy (2.5) and moves open quotient, skew and return phase together, as they move in real voices.
 *
 * Above some 25 harmonics only the closure matters: the spectrum tends to Ee / (jω(1 + jω·ta)), and what the
 * model adds to it, the corner at the opening, is a ripple of fixed bands that no voice has. There the asymptote
 * itself is used.
 */

/** Spectrum of one period (T0 = 1, Ee = 1) over harmonic number f·T0; the closure is at time 0. */
interface LfTable {
  re: Float64Array;
  im: Float64Array;
  /** Magnitude without ripple, for taking the spoken source out of an envelope. */
  magnitude: Float64Array;
}

/** Table step and end, in harmonics. */
const STEP = 0.25;
const LAST_HARMONIC = 420;
/** Where the model's spectrum hands over to its asymptote, harmonics. */
const ASYMPTOTE_FROM = 8;
const ASYMPTOTE_TO = 25;
const RD_RANGE = [0.4, 2.7] as const;
const TABLES_PER_RD = 50;

function lfParameters(rd: number) {
  const ra = (-1 + 4.8 * rd) / 100;
  const rk = (22.4 + 11.8 * rd) / 100;
  const rg = rk / (4 * ((0.11 * rd) / (0.5 + 1.2 * rk) - ra));
  const peak = 1 / (2 * rg);
  const closure = peak * (1 + rk);
  const returnTime = Math.max(ra, 0.003);
  const closed = 1 - closure;
  // Return phase: epsilon·ta = 1 − exp(−epsilon·(T0 − te)).
  let epsilon = 1 / returnTime;
  for (let i = 0; i < 40; i++) epsilon = (1 - Math.exp(-epsilon * closed)) / returnTime;
  const omega = Math.PI / peak;
  // Growth of the open phase by bisection: over a period the flow comes back to zero.
  const returnArea =
    -(1 / (epsilon * returnTime)) *
    ((1 - Math.exp(-epsilon * closed)) / epsilon - closed * Math.exp(-epsilon * closed));
  const sine = Math.sin(omega * closure);
  const cosine = Math.cos(omega * closure);
  const openArea = (a: number) => {
    const grown = Math.exp(a * closure);
    return -(grown * (a * sine - omega * cosine) + omega) / (grown * sine) / (a * a + omega * omega);
  };
  let low = -20;
  let high = 60;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (openArea(middle) + returnArea > 0) low = middle;
    else high = middle;
  }
  const alpha = (low + high) / 2;
  return {
    closure,
    returnTime,
    closed,
    epsilon,
    omega,
    alpha,
    scale: -1 / (Math.exp(alpha * closure) * sine),
  };
}

function buildTable(rd: number): LfTable {
  const { closure, returnTime, closed, epsilon, omega, alpha, scale } = lfParameters(rd);
  const count = Math.ceil(LAST_HARMONIC / STEP) + 2;
  const re = new Float64Array(count);
  const im = new Float64Array(count);
  const magnitude = new Float64Array(count);
  const grown = Math.exp(alpha * closure);
  const sine = Math.sin(omega * closure);
  const cosine = omega * Math.cos(omega * closure);
  const decayed = Math.exp(-epsilon * closed);
  for (let i = 0; i < count; i++) {
    const w = 2 * Math.PI * Math.max(i * STEP, 0.02);
    // Open phase: scale·e^{alpha·t}·sin(omega·t), 0…te, transformed in closed form with s = alpha − jw.
    const c = Math.cos(w * closure);
    const s = Math.sin(w * closure);
    const ur = alpha * sine - cosine;
    const ui = -w * sine;
    const numRe = scale * (grown * (c * ur + s * ui) + omega);
    const numIm = scale * (grown * (c * ui - s * ur));
    const denRe = alpha * alpha - w * w + omega * omega;
    const denIm = -2 * alpha * w;
    const den = denRe * denRe + denIm * denIm;
    const openRe = (numRe * denRe + numIm * denIm) / den;
    const openIm = (numIm * denRe - numRe * denIm) / den;
    // Return phase, from the closure on: −(e^{−epsilon·t} − e^{−epsilon·tb}) / (epsilon·ta).
    const cb = Math.cos(w * closed);
    const sb = -Math.sin(w * closed);
    const aRe = 1 - decayed * cb;
    const aIm = -decayed * sb;
    const square = epsilon * epsilon + w * w;
    const firstRe = (aRe * epsilon + aIm * w) / square;
    const firstIm = (aIm * epsilon - aRe * w) / square;
    const secondRe = -sb / w;
    const secondIm = -(1 - cb) / w;
    const k = -1 / (epsilon * returnTime);
    // Move the closure to time 0; the sign makes its peak point up.
    const exactRe = -(openRe * c - openIm * s + k * (firstRe - decayed * secondRe));
    const exactIm = -(openIm * c + openRe * s + k * (firstIm - decayed * secondIm));
    // 1/(jw(1 + jw·ta)) = (−w²ta − jw) / (w²(1 + w²ta²)), with the same sign.
    const bottom = w * (1 + (w * returnTime) ** 2);
    const limitRe = (w * returnTime) / bottom;
    const limitIm = 1 / bottom;
    const u = Math.min(1, Math.max(0, (i * STEP - ASYMPTOTE_FROM) / (ASYMPTOTE_TO - ASYMPTOTE_FROM)));
    const blend = 0.5 - 0.5 * Math.cos(Math.PI * u);
    re[i] = exactRe * (1 - blend) + limitRe * blend;
    im[i] = exactIm * (1 - blend) + limitIm * blend;
    magnitude[i] = Math.hypot(re[i], im[i]);
  }
  // What is left of the ripple below the hand-over: the reference is smoothed over 1.5 harmonics.
  const smoothed = magnitude.map((_, i) => {
    let sum = 0;
    let n = 0;
    for (let j = Math.max(0, i - 3); j <= Math.min(count - 1, i + 3); j++, n++)
      sum += Math.log(magnitude[j] + 1e-9);
    return Math.exp(sum / n);
  });
  return { re, im, magnitude: smoothed };
}

const tables = new Map<number, LfTable>();

function tableFor(rd: number): LfTable {
  const key = Math.round(Math.min(RD_RANGE[1], Math.max(RD_RANGE[0], rd)) * TABLES_PER_RD);
  let table = tables.get(key);
  if (!table) {
    table = buildTable(key / TABLES_PER_RD);
    tables.set(key, table);
  }
  return table;
}

/** Smooth magnitude of the source (Ee = 1) at `freqHz` for a period of `periodS`. */
export function lfMagnitude(rd: number, freqHz: number, periodS: number): number {
  const at = Math.min(LAST_HARMONIC, freqHz * periodS) / STEP;
  const i = Math.floor(at);
  const { magnitude } = tableFor(rd);
  return periodS * (magnitude[i] + (at - i) * (magnitude[i + 1] - magnitude[i]));
}

/** Complex spectrum of one pulse at bins 0…re.length−1, `binHz` apart; closure at time 0. */
export function lfSpectrum(
  rd: number,
  periodS: number,
  binHz: number,
  re: Float64Array,
  im: Float64Array,
): void {
  const table = tableFor(rd);
  for (let k = 0; k < re.length; k++) {
    const at = Math.min(LAST_HARMONIC, k * binHz * periodS) / STEP;
    const i = Math.floor(at);
    const u = at - i;
    re[k] = periodS * (table.re[i] + u * (table.re[i + 1] - table.re[i]));
    im[k] = periodS * (table.im[i] + u * (table.im[i + 1] - table.im[i]));
  }
}
