/** What went wrong on the way: clipped stretches and clicks. */

/** Samples from here on are at full scale (a 16-bit converter's largest value is 0.99997). */
const FULL_SCALE = 0.9999;
/** Fewer samples in a row at full scale are a peak, not a flattened one. */
const CLIPPED_RUN = 3;

export interface ClippedRun {
  channel: number;
  /** First frame. */
  at: number;
  frames: number;
}

/** Runs of three or more samples at or over full scale on one side. */
export function clippedRuns(channels: readonly Float32Array[]): ClippedRun[] {
  const runs: ClippedRun[] = [];
  channels.forEach((x, channel) => {
    let start = 0;
    let side = 0;
    for (let n = 0; n <= x.length; n++) {
      const v = n < x.length ? x[n]! : 0;
      const here = v >= FULL_SCALE ? 1 : v <= -FULL_SCALE ? -1 : 0;
      if (here === side) continue;
      if (side !== 0 && n - start >= CLIPPED_RUN) runs.push({ channel, at: start, frames: n - start });
      side = here;
      start = n;
    }
  });
  return runs;
}

const PREDICTOR_ORDER = 24;
const BLOCK_S = 0.02;
/** A click stands this far above what its surroundings leave unpredicted … */
const CLICK_RATIO = 12;
/** … and above this much in full-scale terms (−60 dB). */
const CLICK_FLOOR = 1e-3;
/** It is over within this time; what lasts longer is an attack. */
const CLICK_S = 0.0015;

export interface Click {
  channel: number;
  at: number;
  /** How far it stands above its surroundings, dB. */
  overDb: number;
}

/** Coefficients of the linear predictor of a stretch: autocorrelation method, Levinson's recursion. */
function predictor(x: Float32Array, from: number, to: number): Float64Array {
  const n = to - from;
  const r = new Float64Array(PREDICTOR_ORDER + 1);
  for (let lag = 0; lag <= PREDICTOR_ORDER; lag++) {
    let sum = 0;
    for (let i = lag; i < n; i++) {
      const w = Math.sin((Math.PI * (i + 0.5)) / n) * Math.sin((Math.PI * (i - lag + 0.5)) / n);
      sum += x[from + i]! * x[from + i - lag]! * w;
    }
    r[lag] = sum;
  }
  const a = new Float64Array(PREDICTOR_ORDER + 1);
  if (r[0]! <= 0) return a;
  r[0]! *= 1 + 1e-9;
  let error = r[0]!;
  for (let i = 1; i <= PREDICTOR_ORDER; i++) {
    let acc = r[i]!;
    for (let j = 1; j < i; j++) acc -= a[j]! * r[i - j]!;
    const k = acc / error;
    const old = a.slice();
    a[i] = k;
    for (let j = 1; j < i; j++) a[j] = old[j]! - k * old[i - j]!;
    error *= 1 - k * k;
    if (error <= 0) break;
  }
  return a;
}

/**
 * Clicks: moments that a linear predictor fitted to their surroundings misses by far more than it misses
 * anything just before and just after (Godsill & Rayner, Digital Audio Restoration, ch. 5). An attack is missed
 * as well, but goes on; a click is over within 1.5 ms. Where the recording starts is not judged.
 */
export function clicks(channels: readonly Float32Array[], sampleRate: number): Click[] {
  const found: Click[] = [];
  const block = Math.round(BLOCK_S * sampleRate);
  const short = Math.max(4, Math.round(CLICK_S * sampleRate));
  channels.forEach((x, channel) => {
    const residual = new Float32Array(x.length);
    for (let from = 0; from < x.length; from += block) {
      const to = Math.min(x.length, from + block);
      const a = predictor(x, Math.max(0, from - block), Math.min(x.length, to + block));
      for (let n = Math.max(from, PREDICTOR_ORDER); n < to; n++) {
        let predicted = 0;
        for (let j = 1; j <= PREDICTOR_ORDER; j++) predicted += a[j]! * x[n - j]!;
        residual[n] = Math.abs(x[n]! - predicted);
      }
    }
    // Loudest residual of stretches of 1.5 ms: a click owns one or two, with quiet on both sides.
    const stretches = Math.ceil(x.length / short);
    const peak = new Float64Array(stretches);
    for (let i = 0; i < stretches; i++) {
      for (let n = i * short; n < Math.min(x.length, (i + 1) * short); n++)
        peak[i] = Math.max(peak[i]!, residual[n]!);
    }
    const around = (from: number, to: number) => {
      let level = 0;
      for (let i = Math.max(0, from); i <= Math.min(stretches - 1, to); i++)
        level = Math.max(level, peak[i]!);
      return level;
    };
    for (let i = 0; i < stretches; i++) {
      const here = peak[i]!;
      if (here < CLICK_FLOOR || here < peak[i - 1]! || here <= (peak[i + 1] ?? 0)) continue;
      const beside = Math.max(around(i - 6, i - 2), around(i + 2, i + 6), CLICK_FLOOR / CLICK_RATIO);
      if (here < CLICK_RATIO * beside) continue;
      let at = i * short;
      while (residual[at]! < here && at < x.length - 1) at++;
      found.push({ channel, at, overDb: 20 * Math.log10(here / beside) });
    }
  });
  return found;
}
