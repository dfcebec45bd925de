/**
 * The spectrum that is drawn: power in a sixth of an octave around points evenly spaced in octaves, so that a
 * sine stands at its own level anywhere and pink noise is level. Runs on the page, once per animation frame,
 * and allocates only when made.
 */
import { RealFft } from '../core/fft.ts';

export interface SpectrumOptions {
  /** First and last point. */
  fromHz?: number;
  toHz?: number;
  pointsPerOctave?: number;
  /** Samples that one picture looks at, a power of two. 16384 at 48 kHz is 0.34 s and parts tones 9 Hz apart. */
  size?: number;
  /** How fast a level falls when the sound is gone; it rises at once. */
  fallDbPerS?: number;
  /** How long a held peak stays before it falls. */
  holdS?: number;
}

const SMOOTHING_OCTAVES = 1 / 6;
/** A Hann window spreads a sine over up to four bins; fewer than three would lose part of its level. */
const NARROWEST_BINS = 3;
const PIVOT_HZ = 1000;
/** Nothing is drawn below. */
const SPECTRUM_FLOOR_DB = -120;

export class SpectrumAnalyser {
  /** Where the points are. */
  readonly freqsHz: Float64Array;
  /** Level at each point after `update`: dB, 0 being a sine at full scale in both channels; never below −120. */
  readonly levelsDb: Float64Array;
  /** Largest level of the last seconds at each point, while `holdPeaks` is on. */
  readonly peaksDb: Float64Array;
  /** Tilt of the picture about 1 kHz, dB an octave: 0 shows pink noise level, 3 white noise falling less … */
  slopeDbPerOctave = 0;
  holdPeaks = true;

  private readonly fft: RealFft;
  private readonly window: Float64Array;
  private readonly ringLeft: Float32Array;
  private readonly ringRight: Float32Array;
  private readonly buffer: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly below: Float64Array;
  private readonly lowerEdge: Float64Array;
  private readonly upperEdge: Float64Array;
  private readonly octavesFromPivot: Float64Array;
  private readonly heldS: Float64Array;
  private readonly fallDbPerS: number;
  private readonly holdS: number;
  private at = 0;

  /** @param sampleRate in Hz */
  constructor(sampleRate: number, options: SpectrumOptions = {}) {
    const { fromHz = 20, pointsPerOctave = 24, size = 16_384, fallDbPerS = 30, holdS = 2 } = options;
    const toHz = Math.min(options.toHz ?? 20_000, 0.49 * sampleRate);
    const points = Math.floor(Math.log2(toHz / fromHz) * pointsPerOctave) + 1;
    this.fft = new RealFft(size);
    this.fallDbPerS = fallDbPerS;
    this.holdS = holdS;
    this.window = Float64Array.from(
      { length: size },
      (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size),
    );
    const windowPower = this.window.reduce((sum, w) => sum + w * w, 0);
    // A full-scale sine's bins then add up to 1: mean square ½, both channels alike, one half of the spectrum.
    const scale = Math.sqrt(2 / (size * windowPower));
    for (let n = 0; n < size; n++) this.window[n]! *= scale;
    this.ringLeft = new Float32Array(size);
    this.ringRight = new Float32Array(size);
    this.buffer = new Float64Array(size);
    this.re = new Float64Array(this.fft.bins);
    this.im = new Float64Array(this.fft.bins);
    this.below = new Float64Array(this.fft.bins + 1);
    this.freqsHz = Float64Array.from({ length: points }, (_, i) => fromHz * 2 ** (i / pointsPerOctave));
    const half = 2 ** (SMOOTHING_OCTAVES / 2);
    const bin = (hz: number) => (hz / sampleRate) * size;
    const edge = (hz: number, side: -1 | 1) => {
      const octaveEdge = bin(hz * half ** side);
      const widest = bin(hz) + (side * NARROWEST_BINS) / 2;
      // + ½: bin k reaches from k − ½ to k + ½.
      return Math.max(
        0,
        Math.min(
          this.fft.bins,
          0.5 + (side < 0 ? Math.min(octaveEdge, widest) : Math.max(octaveEdge, widest)),
        ),
      );
    };
    this.lowerEdge = this.freqsHz.map((hz) => edge(hz, -1));
    this.upperEdge = this.freqsHz.map((hz) => edge(hz, 1));
    this.octavesFromPivot = this.freqsHz.map((hz) => Math.log2(hz / PIVOT_HZ));
    this.levelsDb = new Float64Array(points).fill(SPECTRUM_FLOOR_DB);
    this.peaksDb = new Float64Array(points).fill(SPECTRUM_FLOOR_DB);
    this.heldS = new Float64Array(points);
  }

  /** Takes in `frames` frames (all there are, unless told) of interleaved stereo, as the engine's meter frames bring them. */
  pushInterleaved(samples: Float32Array, frames = samples.length >> 1): void {
    const mask = this.fft.size - 1;
    for (let i = Math.max(0, frames - this.fft.size); i < frames; i++) {
      this.ringLeft[this.at] = samples[2 * i]!;
      this.ringRight[this.at] = samples[2 * i + 1]!;
      this.at = (this.at + 1) & mask;
    }
  }

  /** The same from two channels. */
  push(left: Float32Array, right: Float32Array, frames = left.length): void {
    const mask = this.fft.size - 1;
    for (let i = Math.max(0, frames - this.fft.size); i < frames; i++) {
      this.ringLeft[this.at] = left[i]!;
      this.ringRight[this.at] = right[i]!;
      this.at = (this.at + 1) & mask;
    }
  }

  /** Brings `levelsDb` and `peaksDb` up to now; `elapsedS` is the time since the last update, for what falls. */
  update(elapsedS: number): void {
    const { below, levelsDb, peaksDb, heldS } = this;
    below.fill(0);
    this.addPower(this.ringLeft);
    this.addPower(this.ringRight);
    let running = 0;
    for (let k = 0; k < this.fft.bins; k++) {
      const here = below[k]!;
      below[k] = running;
      running += here;
    }
    below[this.fft.bins] = running;
    const fall = this.fallDbPerS * elapsedS;
    for (let i = 0; i < levelsDb.length; i++) {
      const power = this.powerBelow(this.upperEdge[i]!) - this.powerBelow(this.lowerEdge[i]!);
      const tilt = this.slopeDbPerOctave * this.octavesFromPivot[i]!;
      const level =
        power > 1e-13 ? Math.max(SPECTRUM_FLOOR_DB, 10 * Math.log10(power) + tilt) : SPECTRUM_FLOOR_DB;
      const shown = Math.max(level, levelsDb[i]! - fall, SPECTRUM_FLOOR_DB);
      levelsDb[i] = shown;
      if (!this.holdPeaks || shown >= peaksDb[i]!) {
        peaksDb[i] = shown;
        heldS[i] = 0;
      } else {
        heldS[i]! += elapsedS;
        if (heldS[i]! > this.holdS) peaksDb[i] = Math.max(shown, peaksDb[i]! - fall);
      }
    }
  }

  /** Forgets sound and peaks. */
  reset(): void {
    this.ringLeft.fill(0);
    this.ringRight.fill(0);
    this.levelsDb.fill(SPECTRUM_FLOOR_DB);
    this.peaksDb.fill(SPECTRUM_FLOOR_DB);
    this.heldS.fill(0);
  }

  private addPower(ring: Float32Array): void {
    const { buffer, window, re, im, below } = this;
    const mask = this.fft.size - 1;
    for (let n = 0; n < buffer.length; n++) {
      const v = ring[(this.at + n) & mask]!;
      buffer[n] = Number.isFinite(v) ? v * window[n]! : 0;
    }
    this.fft.forward(buffer, re, im);
    // Half of each channel's mean square, times two for a sine: both alike add up to the sine's own level.
    for (let k = 0; k < re.length; k++) below[k]! += re[k]! * re[k]! + im[k]! * im[k]!;
  }

  private powerBelow(edge: number): number {
    const k = Math.floor(edge);
    if (k >= this.fft.bins) return this.below[this.fft.bins]!;
    return this.below[k]! + (edge - k) * (this.below[k + 1]! - this.below[k]!);
  }
}
