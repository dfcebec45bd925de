/** The pitch of the spoken line: normalised cross-correlation with a Viterbi path (after Talkin's RAPT, 1995). */

interface Candidate {
  hz: number;
  score: number;
}

/** Cost of an octave of pitch change between frames, and of voicing switching, in units of correlation. */
const OCTAVE_COST = 1.6;
const SWITCH_COST = 0.06;
/** What an octave down costs: a period is also repeated after two. */
const LAG_COST = 0.06;
/** What "unvoiced" scores: a correlation below this is not taken for a voice. */
const UNVOICED_SCORE = 0.37;

/**
 * @param hopS seconds between frames; frame k is centred at k·hopS
 * @returns pitch in Hz a frame, 0 where unvoiced
 */
export function trackPitch(
  samples: Float32Array,
  sampleRate: number,
  hopS: number,
  [lowHz, highHz]: readonly [number, number],
): Float32Array {
  // About 8 kHz is plenty for pitch.
  const decimation = Math.max(1, Math.floor(sampleRate / 8000));
  const rate = sampleRate / decimation;
  const length = Math.floor(samples.length / decimation);
  const x = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let k = 0; k < decimation; k++) sum += samples[i * decimation + k];
    x[i] = sum / decimation;
  }
  const shortest = Math.floor(rate / highHz);
  const longest = Math.ceil(rate / lowHz);
  const window = 2 * Math.round(rate * 0.02);
  const frames = Math.floor(samples.length / sampleRate / hopS);
  const correlation = new Float64Array(longest + 2);
  const lattice: Candidate[][] = [];
  for (let k = 0; k < frames; k++) {
    const centre = Math.round(k * hopS * rate);
    for (let lag = shortest - 1; lag <= longest + 1; lag++) {
      let cross = 0;
      let e0 = 1e-7;
      let e1 = 1e-7;
      const start = centre - Math.floor((window + lag) / 2);
      const from = Math.max(0, -start);
      const to = Math.min(window, length - lag - start);
      for (let i = from; i < to; i++) {
        const u = x[start + i];
        const v = x[start + i + lag];
        cross += u * v;
        e0 += u * u;
        e1 += v * v;
      }
      correlation[lag] = cross / Math.sqrt(e0 * e1);
    }
    const found: Candidate[] = [];
    for (let lag = shortest; lag <= longest; lag++) {
      const [before, here, after] = [correlation[lag - 1], correlation[lag], correlation[lag + 1]];
      if (here < 0.3 || here < before || here <= after) continue;
      const curvature = before - 2 * here + after;
      const offset = curvature < 0 ? (0.5 * (before - after)) / curvature : 0;
      // The peak between lags: a period that falls on a whole number of samples has no advantage.
      const peak = Math.min(1, here - 0.25 * (before - after) * offset);
      found.push({ hz: rate / (lag + offset), score: peak - LAG_COST * Math.log2(lag / shortest) });
    }
    found.sort((a, b) => b.score - a.score);
    lattice.push([{ hz: 0, score: UNVOICED_SCORE }, ...found.slice(0, 5)]);
  }
  return bestPath(lattice);
}

function bestPath(lattice: Candidate[][]): Float32Array {
  const pitch = new Float32Array(lattice.length);
  if (lattice.length === 0) return pitch;
  let totals = lattice[0].map((c) => c.score);
  const cameFrom: number[][] = [[]];
  for (let k = 1; k < lattice.length; k++) {
    const next: number[] = [];
    const from: number[] = [];
    for (const here of lattice[k]) {
      let best = -Infinity;
      let at = 0;
      lattice[k - 1].forEach((there, i) => {
        const bothVoiced = here.hz > 0 && there.hz > 0;
        const eitherVoiced = here.hz > 0 || there.hz > 0;
        const cost = bothVoiced
          ? OCTAVE_COST * Math.abs(Math.log2(there.hz / here.hz))
          : eitherVoiced
            ? SWITCH_COST
            : 0;
        if (totals[i] - cost > best) {
          best = totals[i] - cost;
          at = i;
        }
      });
      next.push(best + here.score);
      from.push(at);
    }
    totals = next;
    cameFrom.push(from);
  }
  let state = totals.indexOf(Math.max(...totals));
  for (let k = lattice.length - 1; k >= 0; k--) {
    pitch[k] = lattice[k][state].hz;
    state = cameFrom[k][state];
  }
  return pitch;
}
