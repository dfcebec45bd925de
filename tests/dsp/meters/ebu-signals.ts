/** The test signals of EBU Tech 3341 and 3342, synthesised at any rate. */

/** A stretch of tone: level of each channel's peak in dBFS (−Infinity is silence) and length in seconds. */
export interface Stretch {
  levelDb: number | readonly number[];
  seconds: number;
}

/** A 1 kHz sine through the stretches, phase-continuous. */
export function tones(sampleRate: number, stretches: readonly Stretch[], channels = 2): Float32Array[] {
  const ends: number[] = [];
  let total = 0;
  for (const s of stretches) {
    total += s.seconds;
    ends.push(Math.round(total * sampleRate));
  }
  const out = Array.from({ length: channels }, () => new Float32Array(ends.at(-1)!));
  const turn = (2 * Math.PI * 1000) / sampleRate;
  let from = 0;
  stretches.forEach((s, i) => {
    for (let c = 0; c < channels; c++) {
      const gain = 10 ** ((typeof s.levelDb === 'number' ? s.levelDb : s.levelDb[c]!) / 20);
      const x = out[c]!;
      if (gain > 0) for (let n = from; n < ends[i]!; n++) x[n] = gain * Math.sin(turn * n);
    }
    from = ends[i]!;
  });
  return out;
}

/** Cases 15 to 19: a sine at a fraction of the rate, with a given phase, faded over 100 ms at both ends. */
export function steadySine(
  sampleRate: number,
  perRate: number,
  phaseDeg: number,
  amplitude: number,
): Float32Array[] {
  const frames = sampleRate;
  const fade = Math.round(sampleRate / 10);
  const x = Float32Array.from({ length: frames }, (_, n) => {
    const edge = Math.min(1, n / fade, (frames - 1 - n) / fade);
    return (
      amplitude *
      (0.5 - 0.5 * Math.cos(Math.PI * edge)) *
      Math.sin(2 * Math.PI * perRate * n + (phaseDeg * Math.PI) / 180)
    );
  });
  return [x, x.slice()];
}

/**
 * Cases 20 to 23: synthesised at four times the rate, a sine of a sixth of the rate at half of full scale in
 * which one period in the middle has a quarter of the rate and full scale; band-limited, and every fourth
 * sample taken from `offset` on.
 */
export function interruptedSine(offset: 0 | 1 | 2 | 3): Float32Array[] {
  const wide: number[] = [];
  const slow = 24;
  for (let n = 0; n < slow * 100; n++) wide.push(0.5 * Math.sin((2 * Math.PI * n) / slow));
  for (let n = 0; n < 16; n++) wide.push(Math.sin((2 * Math.PI * n) / 16));
  for (let n = 0; n < slow * 100; n++) wide.push(0.5 * Math.sin((2 * Math.PI * n) / slow));
  const fade = 800;
  for (let n = 0; n < fade; n++) {
    const w = 0.5 - 0.5 * Math.cos((Math.PI * n) / fade);
    wide[n]! *= w;
    wide[wide.length - 1 - n]! *= w;
  }
  // A long sinc at the narrow rate's Nyquist, Hann window.
  const reach = 400;
  const x = new Float32Array(Math.floor((wide.length - offset) / 4));
  for (let i = 0; i < x.length; i++) {
    const centre = 4 * i + offset;
    let sum = 0;
    for (let k = -reach; k <= reach; k++) {
      const t = k / 4;
      const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
      sum += (wide[centre + k] ?? 0) * sinc * (0.5 + 0.5 * Math.cos((Math.PI * k) / (reach + 1)));
    }
    x[i] = sum / 4;
  }
  return [x, x.slice()];
}
