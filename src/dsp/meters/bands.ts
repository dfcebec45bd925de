/**
 * Levels in fractional-octave bands. Centres are the exact ones of IEC 61260-1 (base ten, through 1 kHz), so that
 * every third-octave centre is a sixth-octave centre too. Bands are sharp: the power of a windowed Fourier
 * transform between a band's edges.
 */
import { RealFft } from '../core/fft.ts';

/** One octave in base ten: 10^0.3. */
const OCTAVE = 10 ** 0.3;
/** Length of the analysis window. Longer than a frame, so that bands from about 40 Hz on are told apart. */
const WINDOW_S = 0.16;
const SILENCE_DB = -120;

export type BandsPerOctave = 1 | 3 | 6;

/** Band levels over time, as `public/audio/<song>/clean-<stem>-<hash>.json` stores them. */
export interface BandLevels {
  /** Distance of the frames; frame k is centred on (k + ½)·frameS. */
  frameS: number;
  /** Exact centres. */
  bandsHz: number[];
  /** A row a frame, a value a band: dBFS (rms; both channels alike read as one), −120 being silence. */
  levelsDb: number[][];
}

/** Exact centres from the band that holds `fromHz` to the one that holds `toHz`. */
export function bandCentresHz(perOctave: BandsPerOctave, fromHz = 25, toHz = 16_000): number[] {
  const index = (hz: number) => Math.round((perOctave * Math.log(hz / 1000)) / Math.log(OCTAVE));
  const centres: number[] = [];
  for (let k = index(fromHz); k <= index(toHz); k++) centres.push(1000 * OCTAVE ** (k / perOctave));
  return centres;
}

/** Lower and upper edge of a band. */
export function bandEdgesHz(centreHz: number, perOctave: BandsPerOctave): [number, number] {
  const half = OCTAVE ** (1 / (2 * perOctave));
  return [centreHz / half, centreHz * half];
}

/** Preferred numbers R20 of ISO 3, by which bands are called. */
const NOMINAL = [1, 1.12, 1.25, 1.4, 1.6, 1.8, 2, 2.24, 2.5, 2.8, 3.15, 3.55, 4, 4.5, 5, 5.6, 6.3, 7.1, 8, 9];

/** The preferred frequency nearest to an exact centre: 1259 Hz is called 1250 Hz. */
export function nominalHz(centreHz: number): number {
  const step = Math.round(20 * Math.log10(centreHz));
  const decade = Math.floor(step / 20);
  return Number((NOMINAL[step - 20 * decade]! * 10 ** decade).toPrecision(3));
}

/** Power between frequencies from a windowed transform of both channels. Allocates only when made. */
export class BandAnalyser {
  readonly bandsHz: readonly number[];
  /** Frames of sound that one analysis looks at. */
  readonly windowFrames: number;
  private readonly fft: RealFft;
  private readonly window: Float64Array;
  private readonly buffer: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  /** Power below each bin's lower edge, running sum. */
  private readonly below: Float64Array;
  private readonly edges: Float64Array;

  /**
   * @param sampleRate in Hz
   * @param bandsHz exact centres, ascending and adjacent (`bandCentresHz`)
   * @param perOctave bands an octave
   * @param windowS length of the Hann window in seconds
   */
  constructor(sampleRate: number, bandsHz: readonly number[], perOctave: BandsPerOctave, windowS = WINDOW_S) {
    this.bandsHz = bandsHz;
    this.windowFrames = Math.round(windowS * sampleRate);
    const size = 2 ** Math.ceil(Math.log2(this.windowFrames));
    this.fft = new RealFft(size);
    this.window = new Float64Array(this.windowFrames);
    let power = 0;
    for (let i = 0; i < this.windowFrames; i++) {
      this.window[i] = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / this.windowFrames);
      power += this.window[i]! ** 2;
    }
    // Parseval: with this scale the bins' powers (both halves of the spectrum) add up to the mean square.
    const scale = Math.sqrt(2 / (size * power));
    for (let i = 0; i < this.windowFrames; i++) this.window[i]! *= scale;
    this.buffer = new Float64Array(size);
    this.re = new Float64Array(this.fft.bins);
    this.im = new Float64Array(this.fft.bins);
    this.below = new Float64Array(this.fft.bins + 1);
    // Edges in bins, where bin k reaches from k − ½ to k + ½.
    const edges = [
      ...bandsHz.map((hz) => bandEdgesHz(hz, perOctave)[0]),
      bandEdgesHz(bandsHz.at(-1)!, perOctave)[1],
    ];
    this.edges = Float64Array.from(edges, (hz) => Math.min(this.fft.bins, (hz / sampleRate) * size + 0.5));
  }

  /** Mean power of left and right in each band, over the window that starts at frame `from` (outside is silence). */
  analyse(left: Float32Array, right: Float32Array, from: number, out: Float64Array): void {
    this.below.fill(0);
    this.addPower(left, from);
    if (right !== left) this.addPower(right, from);
    const share = right === left ? 1 : 0.5;
    let running = 0;
    for (let k = 0; k < this.fft.bins; k++) {
      const here = this.below[k]!;
      this.below[k] = running;
      running += here * share;
    }
    this.below[this.fft.bins] = running;
    let lower = this.powerBelow(this.edges[0]!);
    for (let b = 0; b < this.bandsHz.length; b++) {
      const upper = this.powerBelow(this.edges[b + 1]!);
      out[b] = upper - lower;
      lower = upper;
    }
  }

  private addPower(x: Float32Array, from: number): void {
    const { buffer, window, windowFrames, re, im, below } = this;
    for (let i = 0; i < windowFrames; i++) {
      const at = from + i;
      buffer[i] = at >= 0 && at < x.length ? x[at]! * window[i]! : 0;
    }
    this.fft.forward(buffer, re, im);
    for (let k = 0; k < re.length; k++) below[k]! += re[k]! * re[k]! + im[k]! * im[k]!;
  }

  private powerBelow(edge: number): number {
    const k = Math.floor(edge);
    if (k >= this.fft.bins) return this.below[this.fft.bins]!;
    return this.below[k]! + (edge - k) * (this.below[k + 1]! - this.below[k]!);
  }
}

/** Level of a power in dB, −120 being silence. */
export const flooredDb = (power: number): number =>
  power > 10 ** (SILENCE_DB / 10) ? 10 * Math.log10(power) : SILENCE_DB;

/**
 * Band levels of a whole recording, frame by frame, rounded to 0.1 dB as they are stored.
 * Sixth-octave bands and frames of 0.1 s are what checks compare with.
 */
export function bandLevels(
  left: Float32Array,
  right: Float32Array,
  sampleRate: number,
  perOctave: BandsPerOctave = 6,
  frameS = 0.1,
): BandLevels {
  const bandsHz = bandCentresHz(perOctave);
  const analyser = new BandAnalyser(sampleRate, bandsHz, perOctave);
  const power = new Float64Array(bandsHz.length);
  const levelsDb: number[][] = [];
  const frames = Math.floor(left.length / sampleRate / frameS + 1e-9);
  for (let k = 0; k < frames; k++) {
    analyser.analyse(left, right, frameStart(k, frameS, sampleRate, analyser.windowFrames), power);
    levelsDb.push(Array.from(power, (p) => Math.round(10 * flooredDb(p)) / 10));
  }
  return { frameS, bandsHz: bandsHz.map((hz) => Number(hz.toFixed(2))), levelsDb };
}

/** First frame of the analysis window of the k-th frame. */
export const frameStart = (k: number, frameS: number, sampleRate: number, windowFrames: number): number =>
  Math.round((k + 0.5) * frameS * sampleRate - windowFrames / 2);

/** Time-averaged band levels of a whole passage, dBFS. */
export function averageBandLevels(
  left: Float32Array,
  right: Float32Array,
  sampleRate: number,
  perOctave: BandsPerOctave = 3,
): { bandsHz: number[]; levelsDb: number[] } {
  const bandsHz = bandCentresHz(perOctave);
  const analyser = new BandAnalyser(sampleRate, bandsHz, perOctave);
  const power = new Float64Array(bandsHz.length);
  const sum = new Float64Array(bandsHz.length);
  const hop = Math.floor(analyser.windowFrames / 2);
  let n = 0;
  for (let at = 0; at === 0 || at + analyser.windowFrames <= left.length; at += hop) {
    analyser.analyse(left, right, at, power);
    for (let b = 0; b < sum.length; b++) sum[b]! += power[b]!;
    n++;
  }
  return { bandsHz, levelsDb: Array.from(sum, (p) => flooredDb(p / n)) };
}
