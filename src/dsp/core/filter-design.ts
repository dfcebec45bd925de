/**
 * Second-order digital sections that follow their analogue prototypes up to 20 kHz.
 *
 * The bilinear transform squeezes the frequency axis below half the sampling rate: a bell at 16 kHz comes
 * out several decibels off. Here a section starts from the matched z-transform (poles and zeros mapped by
 * exp(sT), as in M. Vicanek, "Matched Second Order Digital Filters", 2016) and is then fitted to the
 * prototype's magnitude: Gauss–Newton on the error in log magnitude over a fixed set of frequencies. The
 * unknowns are the logarithms of the coefficients in the bilinear variable s = (1 − z⁻¹)/(1 + z⁻¹)/K,
 * K = tan(ω0/2). Positive coefficients there are exactly the stable, minimum-phase sections, so every step
 * of the fit is one, and the numbers stay near 1 at any frequency, so that nothing is lost at 20 Hz.
 *
 * Prototypes: R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients".
 */

export type Shape =
  | 'bell'
  | 'lowShelf'
  | 'highShelf'
  | 'notch'
  | 'tilt'
  | 'lowPass'
  | 'highPass'
  /** First order, 6 dB per octave. */
  | 'lowPass1'
  | 'highPass1';

/** Numbers a section takes in a coefficient array: b0, b1, b2, a1, a2 (a0 is 1). */
export const SECTION = 5;

/** Whether a shape is neutral at 0 dB of gain. */
export const hasGain = (shape: Shape): boolean =>
  shape === 'bell' || shape === 'lowShelf' || shape === 'highShelf' || shape === 'tilt';

/** Prototype as [n2, n1, n0, d2, d1, d0] in s normalised to ω0. */
function prototype(shape: Shape, gainDb: number, q: number, out: Float64Array): void {
  const a = 10 ** (gainDb / 40);
  const r = Math.sqrt(a);
  switch (shape) {
    case 'bell':
      return put(out, 1, a / q, 1, 1, 1 / (a * q), 1);
    case 'lowShelf':
      return put(out, a, (a * r) / q, a * a, a, r / q, 1);
    case 'highShelf':
      return put(out, a * a, (a * r) / q, a, 1, r / q, a);
    case 'notch':
      return put(out, 1, 0, 1, 1, 1 / q, 1);
    case 'tilt':
      // −gain at the bottom, +gain at the top, 0 dB at ω0.
      return put(out, 0, a * a, 1, 0, 1, a * a);
    case 'lowPass':
      return put(out, 0, 0, 1, 1, 1 / q, 1);
    case 'highPass':
      return put(out, 1, 0, 0, 1, 1 / q, 1);
    case 'lowPass1':
      return put(out, 0, 0, 1, 0, 1, 1);
    case 'highPass1':
      return put(out, 0, 1, 0, 0, 1, 1);
  }
}

function put(o: Float64Array, n2: number, n1: number, n0: number, d2: number, d1: number, d0: number): void {
  o[0] = n2;
  o[1] = n1;
  o[2] = n0;
  o[3] = d2;
  o[4] = d1;
  o[5] = d0;
}

/** Squared magnitude of a ratio of quadratics at s = jx. */
function power(p: Float64Array, x: number): number {
  const x2 = x * x;
  const ne = p[2] - p[0] * x2;
  const de = p[5] - p[3] * x2;
  return (ne * ne + p[1] * p[1] * x2) / (de * de + p[4] * p[4] * x2);
}

const goal = new Float64Array(6);

/** Magnitude in dB of the analogue prototype: what a section is held to. */
export function prototypeDb(shape: Shape, f0Hz: number, gainDb: number, q: number, freqHz: number): number {
  prototype(shape, gainDb, q, goal);
  return 10 * Math.log10(Math.max(1e-30, power(goal, freqHz / f0Hz)));
}

/** Magnitude in dB of the section at `offset` in `coefs`. */
export function sectionDb(coefs: Float64Array, offset: number, freqHz: number, sampleRate: number): number {
  const w = (2 * Math.PI * freqHz) / sampleRate;
  // In φ = sin²(ω/2), where nothing cancels at low frequencies.
  const phi = Math.sin(w / 2) ** 2;
  const num = quadratic(coefs[offset], coefs[offset + 1], coefs[offset + 2], phi);
  const den = quadratic(1, coefs[offset + 3], coefs[offset + 4], phi);
  return 10 * Math.log10(Math.max(1e-30, num / den));
}

function quadratic(c0: number, c1: number, c2: number, phi: number): number {
  const dc = c0 + c1 + c2;
  return Math.max(0, dc * dc - 4 * phi * (c0 * c1 + c1 * c2 + 4 * c0 * c2 * (1 - phi)));
}

/** Frequencies of the fit around ω0; the rest are spread evenly up to the top of the band. */
const AROUND = [0.125, 0.25, 0.4, 0.55, 0.7, 0.85, 1, 1.15, 1.3, 1.6, 2, 4];
const EVENLY = 24;
const POINTS = AROUND.length + EVENLY;
const STEPS = 3;
/** Above 16 kHz the fit may give way a little, where the ear does too. */
const WEIGHT_ABOVE_16K = 0.4;
/** Below −50 dB a pass filter's shape is not heard and not fitted. */
const INAUDIBLE = 1e-5;

const fit = new Float64Array(6);
const best = new Float64Array(6);
const xs = new Float64Array(POINTS);
const weights = new Float64Array(POINTS);
const goals = new Float64Array(POINTS);
const matrix = new Float64Array(16);
const vector = new Float64Array(4);
const slope = new Float64Array(4);
const unknowns = new Int32Array(4);

/**
 * Coefficients of one section, written to `out` at `offset`. A cut is the exact inverse of the boost.
 *
 * @param f0Hz centre, corner or cut-off; held below 0.49 of the sampling rate
 * @param gainDb of bell and shelves; of a tilt at its top, and the opposite at its bottom
 * @param draft for values on the move: fitted once only, a few tenths of a decibel off for a third of the work
 */
export function designSection(
  shape: Shape,
  f0Hz: number,
  gainDb: number,
  q: number,
  sampleRate: number,
  out: Float64Array,
  offset: number,
  draft = false,
): void {
  const f0 = Math.min(f0Hz, 0.49 * sampleRate);
  const w0 = (2 * Math.PI * f0) / sampleRate;
  const k = Math.tan(w0 / 2);
  const cut = gainDb < 0 && hasGain(shape);
  prototype(shape, cut ? -gainDb : gainDb, q, goal);

  seed(shape, w0, k);
  const count = chooseUnknowns(shape);
  const points = choosePoints(f0, k, sampleRate);
  if (draft) {
    linearise(points, count);
    if (solve(count)) advance(shape, count);
    best.set(fit);
  } else {
    let least = Infinity;
    for (let step = 0; ; step++) {
      const error = linearise(points, count);
      if (error < least) {
        least = error;
        best.set(fit);
      }
      if (step === STEPS || !solve(count)) break;
      advance(shape, count);
    }
  }

  // No gain is nothing at all, not almost nothing.
  if (gainDb === 0 && hasGain(shape)) best.copyWithin(0, 3);

  const n = cut ? 3 : 0;
  const d = cut ? 0 : 3;
  const k2 = k * k;
  const a0 = best[d] + best[d + 1] * k + best[d + 2] * k2;
  out[offset] = (best[n] + best[n + 1] * k + best[n + 2] * k2) / a0;
  out[offset + 1] = (2 * (best[n + 2] * k2 - best[n])) / a0;
  out[offset + 2] = (best[n] - best[n + 1] * k + best[n + 2] * k2) / a0;
  out[offset + 3] = (2 * (best[d + 2] * k2 - best[d])) / a0;
  out[offset + 4] = (best[d] - best[d + 1] * k + best[d + 2] * k2) / a0;
}

/** Takes the step that was solved for, in the logarithms of the unknowns. */
function advance(shape: Shape, count: number): void {
  for (let i = 0; i < count; i++) fit[unknowns[i]] *= Math.exp(Math.max(-1, Math.min(1, vector[i])));
  if (shape === 'notch') fit[0] = fit[2];
}

/** First guess in the bilinear variable: the matched z-transform, with spare zeros and poles well above ω0. */
function seed(shape: Shape, w0: number, k: number): void {
  fit.set(goal);
  if (shape === 'tilt' || shape === 'lowPass1' || shape === 'highPass1') {
    const n1 = goal[1] === 0 ? k / 1.9 : firstOrderSlope(goal[1], goal[2], w0, k);
    const d1 = firstOrderSlope(goal[4], goal[5], w0, k);
    // (n1 s + n0)(k s/1.5 + 1) over (d1 s + d0)(k s/1.2 + 1)
    put(
      fit,
      (n1 * k) / 1.5,
      n1 + (goal[2] * k) / 1.5,
      goal[2],
      (d1 * k) / 1.2,
      d1 + (goal[5] * k) / 1.2,
      goal[5],
    );
    return;
  }
  matched(3, w0, k);
  if (shape === 'lowPass') {
    const r = k / 1.5;
    fit[0] = r * r;
    fit[1] = 2 * r;
  } else if (shape === 'highPass') {
    fit[0] = fit[3];
  } else if (shape !== 'notch') {
    matched(0, w0, k);
  }
}

/** Slope of c1 s + c0 in the bilinear variable after its root has been mapped by exp(sT). */
function firstOrderSlope(c1: number, c0: number, w0: number, k: number): number {
  return c0 === 0 ? c1 : (c0 * k) / Math.tanh((c0 / c1) * (w0 / 2));
}

/** Maps the roots of the quadratic at `at` in `fit` by exp(sT); its value at s = 0 stays. */
function matched(at: number, w0: number, k: number): void {
  const c2 = fit[at];
  const c1 = fit[at + 1];
  const c0 = fit[at + 2];
  const wp = Math.sqrt(c0 / c2) * w0;
  const damping = c1 / (2 * Math.sqrt(c0 * c2));
  const beat = Math.sqrt(Math.abs(1 - damping * damping)) * wp;
  const a2 = Math.exp(-2 * damping * wp);
  const a1 =
    damping <= 1
      ? -2 * Math.exp(-damping * wp) * Math.cos(beat)
      : -(Math.exp(beat - damping * wp) + Math.exp(-beat - damping * wp));
  const scale = (c0 * 4 * k * k) / Math.max(1e-30, 1 + a1 + a2);
  fit[at] = (scale * (1 - a1 + a2)) / 4;
  fit[at + 1] = (scale * (1 - a2)) / (2 * k);
}

/** Which of the six coefficients the fit may move; the gain at s = 0, and the zeros of a null, stay. */
function chooseUnknowns(shape: Shape): number {
  if (shape === 'notch') {
    unknowns[0] = 3;
    unknowns[1] = 4;
    return 2;
  }
  if (shape === 'highPass') {
    unknowns[0] = 0;
    unknowns[1] = 3;
    unknowns[2] = 4;
    return 3;
  }
  unknowns[0] = 0;
  unknowns[1] = 1;
  unknowns[2] = 3;
  unknowns[3] = 4;
  return 4;
}

/** Upper end of the fit. */
const topOf = (sampleRate: number): number => Math.min(0.47 * sampleRate, Math.max(20_000, 0.3 * sampleRate));

/** Tangents of the evenly spread points, at the rate they were last wanted for. */
const evenly = new Float64Array(EVENLY);
let evenlyRate = 0;

function spread(sampleRate: number): void {
  evenlyRate = sampleRate;
  for (let i = 0; i < EVENLY; i++) {
    evenly[i] = Math.tan((Math.PI * ((topOf(sampleRate) * (i + 1)) / EVENLY)) / sampleRate);
  }
}

/** Fills `xs` (bilinear), `goals` (power) and `weights` and returns how many points count. */
function choosePoints(f0: number, k: number, sampleRate: number): number {
  if (sampleRate !== evenlyRate) spread(sampleRate);
  const top = topOf(sampleRate);
  let points = 0;
  for (let i = 0; i < POINTS; i++) {
    const freq = i < EVENLY ? (top * (i + 1)) / EVENLY : f0 * AROUND[i - EVENLY];
    const wanted = power(goal, freq / f0);
    if (freq > top || wanted < INAUDIBLE) continue;
    xs[points] = (i < EVENLY ? evenly[i] : Math.tan((Math.PI * freq) / sampleRate)) / k;
    goals[points] = wanted;
    weights[points] = freq > 16_000 ? WEIGHT_ABOVE_16K : 1;
    points++;
  }
  return points;
}

/** Normal equations of the fit around `fit`, into `matrix` and `vector`; returns the squared error. */
function linearise(points: number, count: number): number {
  matrix.fill(0);
  vector.fill(0);
  let error = 0;
  for (let p = 0; p < points; p++) {
    const x = xs[p];
    const x2 = x * x;
    const ne = fit[2] - fit[0] * x2;
    const num = ne * ne + fit[1] * fit[1] * x2;
    const de = fit[5] - fit[3] * x2;
    const den = de * de + fit[4] * fit[4] * x2;
    const residual = Math.log(Math.max(1e-30, num / (den * goals[p])));
    const weight = weights[p];
    error += weight * residual * residual;
    for (let i = 0; i < count; i++) {
      const u = unknowns[i];
      const c = fit[u];
      slope[i] =
        u === 0
          ? (-2 * ne * x2 * c) / Math.max(1e-30, num)
          : u === 1
            ? (2 * c * c * x2) / Math.max(1e-30, num)
            : u === 3
              ? (2 * de * x2 * c) / den
              : (-2 * c * c * x2) / den;
      const weighted = weight * slope[i];
      vector[i] -= weighted * residual;
      for (let j = 0; j <= i; j++) matrix[i * 4 + j] += weighted * slope[j];
    }
  }
  return error;
}

/** Solves the normal equations in place by Cholesky, lightly damped; false if they cannot be. */
function solve(count: number): boolean {
  for (let i = 0; i < count; i++) matrix[i * 5] = matrix[i * 5] * 1.001 + 1e-9;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * 4 + j];
      for (let m = 0; m < j; m++) sum -= matrix[i * 4 + m] * matrix[j * 4 + m];
      if (i === j) {
        if (!(sum > 0)) return false;
        matrix[i * 5] = Math.sqrt(sum);
      } else {
        matrix[i * 4 + j] = sum / matrix[j * 5];
      }
    }
  }
  for (let i = 0; i < count; i++) {
    let sum = vector[i];
    for (let m = 0; m < i; m++) sum -= matrix[i * 4 + m] * vector[m];
    vector[i] = sum / matrix[i * 5];
  }
  for (let i = count - 1; i >= 0; i--) {
    let sum = vector[i];
    for (let m = i + 1; m < count; m++) sum -= matrix[m * 4 + i] * vector[m];
    vector[i] = sum / matrix[i * 5];
  }
  return true;
}

/** Q of section `index` of a Butterworth filter of the given order (its pairs, lowest Q first). */
export function butterworthQ(order: number, index: number): number {
  const odd = order % 2;
  return 1 / (2 * Math.cos(((2 * index + 1 + odd) * Math.PI) / (2 * order)));
}
