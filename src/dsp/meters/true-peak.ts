/**
 * True peak, ITU-R BS.1770-5 annex 2: the signal is interpolated and the largest magnitude taken.
 *
 * Interpolator: Kaiser-windowed sinc, 32 taps a phase (β = 5), within 0.03 dB up to 0.45 of the sample rate.
 * *Live* reads it at 4 points a sample; plain 4× can read 0.69 dB low in the worst case (0.5 fs), 0.44 at 0.40 fs.
 * *Refined*, for measures of record, looks at 16 points a sample wherever the four leave room for a new maximum,
 * and lays a parabola through the best three.
 *
 * Most of the work is proved away. Write an interpolated value as a straight line between its two neighbours
 * plus a rest: the rest's filter has a double zero at 0 Hz, hence is a filter q run over second differences, and
 *
 *     |y| ≤ max(|x[n]|, |x[n+1]|) + Σ|q| · max |x[i] − 2x[i−1] + x[i−2]|.
 *
 * Where that cannot exceed the maximum so far, nothing is interpolated. Music has small second differences, so
 * the bound is close; it is exact mathematics, so no peak is lost by it.
 */
import { kaiser, sinc } from '../core/kaiser.ts';

const TAPS = 32;
const HALF = TAPS / 2;
const KAISER_BETA = 5;
const FINE = 16;
/** Samples judged at once. The middle of three groups is judged when all its filters' inputs are there. */
const GROUP = HALF;
const MIDDLE = GROUP;
const BUFFER = 3 * GROUP;

/** Largest factor by which a peak exceeds the best of points 1/4 sample apart, at half the sample rate: 1/cos(π/8). */
const COARSE_MISS = 1 / Math.cos(Math.PI / 8);
/** The same for points 1/16 apart: how far a parabola may reach over them. */
const FINE_MISS = 1 / Math.cos(Math.PI / 32);

/** Taps that give the value at `n + t` from x[n − HALF + 1] … x[n + HALF], unit gain at 0 Hz. */
function interpolator(t: number): Float64Array {
  const taps = Float64Array.from({ length: TAPS }, (_, j) => {
    const d = t - (j - (HALF - 1));
    return sinc(d) * kaiser(d / HALF, KAISER_BETA);
  });
  const gain = taps.reduce((sum, h) => sum + h, 0);
  return taps.map((h) => h / gain);
}

/** Σ|q|: the bound's factor on second differences for one set of taps. */
function curvatureFactor(taps: Float64Array): number {
  // The line is read at the taps' own first moment, so that the rest has both its zeros exactly.
  const at = taps.reduce((sum, h, j) => sum + h * (j - (HALF - 1)), 0);
  let once = 0;
  let twice = 0;
  let factor = 0;
  taps.forEach((h, j) => {
    once += h - (j === HALF - 1 ? 1 - at : j === HALF ? at : 0);
    twice += once;
    factor += Math.abs(twice);
  });
  return factor;
}

/** Phases j/16, j = 1 … 15, at `FINE_TAPS[j * TAPS …]`. */
const FINE_TAPS = new Float64Array(FINE * TAPS);
let curvature = 0;
for (let j = 1; j < FINE; j++) {
  const taps = interpolator(j / FINE);
  FINE_TAPS.set(taps, j * TAPS);
  curvature = Math.max(curvature, curvatureFactor(taps));
}
const CURVATURE = curvature;

/**
 * The phases 1/4, 1/2, 3/4 from sums and differences of samples mirrored about the middle: 1/4 and 3/4 are each
 * other's mirror, so they share an even and an odd part. Pair k is x[n − k] and x[n + 1 + k].
 */
const QUARTER = (FINE / 4) * TAPS;
const CENTRE = (FINE / 2) * TAPS;
const EVEN = Float64Array.from(
  { length: HALF },
  (_, k) => (FINE_TAPS[QUARTER + HALF - 1 - k]! + FINE_TAPS[QUARTER + HALF + k]!) / 2,
);
const ODD = Float64Array.from(
  { length: HALF },
  (_, k) => (FINE_TAPS[QUARTER + HALF - 1 - k]! - FINE_TAPS[QUARTER + HALF + k]!) / 2,
);
const MID = Float64Array.from({ length: HALF }, (_, k) => FINE_TAPS[CENTRE + HALF + k]!);

/** One channel's delay of three groups, and its maximum. */
class Channel {
  readonly x = new Float64Array(BUFFER);
  /** Samples already in the newest group. */
  filled = 0;
  /** Largest magnitude and second difference of the oldest, middle and newest group. */
  middlePeak = 0;
  newestPeak = 0;
  oldestBend = 0;
  middleBend = 0;
  newestBend = 0;
  max = 0;

  reset(): void {
    this.x.fill(0);
    this.filled = 0;
    this.middlePeak = this.newestPeak = 0;
    this.oldestBend = this.middleBend = this.newestBend = 0;
    this.max = 0;
  }
}

export interface TruePeakOptions {
  /** Measure of record instead of a live reading; default false. */
  refined?: boolean;
}

/** True peak of each channel since the reset. Readings lag the input by up to 48 frames until `flush`. */
export class TruePeakMeter {
  private readonly channels: Channel[];
  private readonly refined: boolean;
  private readonly zeros = new Float32Array(BUFFER);

  /** @param channels how many; the sample rate does not matter, as everything is relative to it */
  constructor(channels = 2, options: TruePeakOptions = {}) {
    if (!(channels >= 1 && channels <= 64)) throw new RangeError(`${channels} channels`);
    this.channels = Array.from({ length: channels }, () => new Channel());
    this.refined = options.refined ?? false;
  }

  /** As new: forgets maxima and history. */
  reset(): void {
    for (const channel of this.channels) channel.reset();
  }

  /** Measures `frames` frames of a stereo programme, from frame `from` of the arrays on. */
  process(left: Float32Array, right: Float32Array, frames: number, from = 0): void {
    this.add(this.channels[0]!, left, from, from + frames);
    this.add(this.channels[1]!, right, from, from + frames);
  }

  /** The same for any number of channels. */
  processChannels(channels: readonly Float32Array[], frames: number, from = 0): void {
    for (let c = 0; c < channels.length; c++) this.add(this.channels[c]!, channels[c]!, from, from + frames);
  }

  /** Lets the filters run out into silence, so that the very end of a programme counts too. */
  flush(): void {
    for (const channel of this.channels) this.add(channel, this.zeros, 0, BUFFER);
  }

  /** Largest true peak of one channel since the reset, dBTP; −Infinity in silence. */
  channelMaxDb(channel: number): number {
    return 20 * Math.log10(this.channels[channel]!.max);
  }

  /** Largest true peak of all channels since the reset, dBTP; −Infinity in silence. */
  get maxDb(): number {
    let max = 0;
    for (let c = 0; c < this.channels.length; c++) max = Math.max(max, this.channels[c]!.max);
    return 20 * Math.log10(max);
  }

  private add(channel: Channel, input: Float32Array, from: number, to: number): void {
    const { x } = channel;
    let at = from;
    while (at < to) {
      const n = Math.min(to - at, GROUP - channel.filled);
      let write = 2 * GROUP + channel.filled;
      let peak = channel.newestPeak;
      let bend = channel.newestBend;
      let before = x[write - 1]!;
      let slope = before - x[write - 2]!;
      for (let i = at; i < at + n; i++) {
        const v = input[i]!;
        x[write++] = v;
        const a = Math.abs(v);
        if (a > peak) peak = a;
        const rise = v - before;
        const b = Math.abs(rise - slope);
        if (b > bend) bend = b;
        slope = rise;
        before = v;
      }
      channel.newestPeak = peak;
      channel.newestBend = bend;
      channel.filled += n;
      at += n;
      if (channel.filled === GROUP) this.closeGroup(channel);
    }
  }

  /** Judges the middle group and moves on by one. */
  private closeGroup(channel: Channel): void {
    const { x } = channel;
    const bend = Math.max(channel.oldestBend, channel.middleBend, channel.newestBend);
    const peak = Math.max(channel.middlePeak, Math.abs(x[2 * GROUP]!));
    if (channel.newestPeak > channel.max) channel.max = channel.newestPeak;
    const rest = CURVATURE * bend;
    if ((peak + rest) * FINE_MISS > channel.max) {
      if (this.refined) this.scanRefined(channel, rest);
      else this.scan(channel, rest);
    }
    x.copyWithin(0, GROUP, BUFFER);
    channel.oldestBend = channel.middleBend;
    channel.middleBend = channel.newestBend;
    channel.middlePeak = channel.newestPeak;
    channel.newestPeak = 0;
    channel.newestBend = 0;
    channel.filled = 0;
  }

  private scan(channel: Channel, rest: number): void {
    const { x } = channel;
    let { max } = channel;
    for (let n = MIDDLE; n < MIDDLE + GROUP; n++) {
      if (Math.max(Math.abs(x[n]!), Math.abs(x[n + 1]!)) + rest <= max) continue;
      // By a comparison and not by `Math.max`: what is no number is not larger, and does not stay.
      const peak = coarsePeak(x, n);
      if (peak > max) max = peak;
    }
    channel.max = max;
  }

  private scanRefined(channel: Channel, rest: number): void {
    const { x } = channel;
    let { max } = channel;
    for (let n = MIDDLE; n < MIDDLE + GROUP; n++) {
      const ends = Math.max(Math.abs(x[n]!), Math.abs(x[n + 1]!));
      if ((ends + rest) * FINE_MISS <= max) continue;
      if (!(Math.max(ends, coarsePeak(x, n)) * COARSE_MISS > max)) continue;
      const peak = finePeak(x, n);
      if (peak > max) max = peak;
    }
    channel.max = max;
  }
}

/** Largest magnitude at n + 1/4, n + 1/2, n + 3/4. */
function coarsePeak(x: Float64Array, n: number): number {
  let even = 0;
  let odd = 0;
  let mid = 0;
  for (let k = 0; k < HALF; k++) {
    const before = x[n - k]!;
    const after = x[n + 1 + k]!;
    const sum = before + after;
    even += EVEN[k]! * sum;
    odd += ODD[k]! * (before - after);
    mid += MID[k]! * sum;
  }
  // |even ± odd| at most is |even| + |odd|: one of the two quarters has it.
  return Math.max(Math.abs(even) + Math.abs(odd), Math.abs(mid));
}

/** The value at n + j/16, j from −1 to 15. */
function fineValue(x: Float64Array, n: number, j: number): number {
  if (j === 0) return x[n]!;
  const phase = (j < 0 ? j + FINE : j) * TAPS;
  const from = (j < 0 ? n - 1 : n) - HALF + 1;
  let y = 0;
  for (let i = 0; i < TAPS; i++) y += FINE_TAPS[phase + i]! * x[from + i]!;
  return y;
}

/** Largest magnitude between n − 1/16 and n + 1, by a parabola through the best of 16 points and its neighbours. */
function finePeak(x: Float64Array, n: number): number {
  let before = fineValue(x, n, -1);
  let here = x[n]!;
  let peak = Math.abs(here);
  for (let j = 1; j <= FINE; j++) {
    const after = j === FINE ? x[n + 1]! : fineValue(x, n, j);
    const a = Math.abs(here);
    const bend = before - 2 * here + after;
    // `here` is an extremum away from zero: the parabola's top is the better figure.
    if (here * bend < 0 && a >= Math.abs(before) && a >= Math.abs(after)) {
      peak = Math.max(peak, Math.abs(here - (after - before) ** 2 / (8 * bend)));
    }
    before = here;
    here = after;
  }
  return peak;
}

/** True peak of finished channels in dBTP, measured for record, both ends included; −Infinity in silence. */
export function truePeakDb(channels: readonly Float32Array[]): number {
  const meter = new TruePeakMeter(channels.length, { refined: true });
  meter.processChannels(channels, channels[0]!.length);
  meter.flush();
  return meter.maxDb;
}

/** How long the ends of a passage are faded before its true peak is read. */
const ENDS_S = 0.005;

/**
 * True peak in dBTP of a passage that was cut out of something longer. At a cut the wave jumps to zero, and the curve
 * through its samples swings over by a decibel or more: nobody hears that, since what precedes and follows is there
 * when it is played. So the ends are faded in a copy before they are read.
 */
export function passageTruePeakDb(channels: readonly Float32Array[], sampleRate: number): number {
  const faded = channels.map((channel) => {
    const copy = channel.slice();
    const frames = Math.min(Math.round(ENDS_S * sampleRate), copy.length >> 1);
    for (let i = 0; i < frames; i++) {
      const gain = Math.sin((Math.PI / 2) * (i / frames)) ** 2;
      copy[i]! *= gain;
      copy[copy.length - 1 - i]! *= gain;
    }
    return copy;
  });
  return truePeakDb(faded);
}

/** Points that `waveThrough` draws for each sample. */
export const WAVE_POINTS = FINE;

/**
 * The wave that passes through `count` samples and the one after them, from sample `from` on, `WAVE_POINTS` points a
 * sample, as this meter reads it. Outside the sound is silence.
 */
export function waveThrough(x: Float32Array, from: number, count: number): Float64Array {
  const wave = new Float64Array(count * FINE + 1);
  for (let i = 0; i <= count; i++) {
    wave[i * FINE] = x[from + i] ?? 0;
    if (i === count) break;
    for (let j = 1; j < FINE; j++) {
      let sum = 0;
      for (let k = 0; k < TAPS; k++) sum += FINE_TAPS[j * TAPS + k]! * (x[from + i - HALF + 1 + k] ?? 0);
      wave[i * FINE + j] = sum;
    }
  }
  return wave;
}
