/**
 * Covered share: how much of a sound is buried under another.
 *
 * Both are cut into 40 ms frames. In each frame where the target is within 20 dB of its own 95th percentile, both
 * ears' excitation patterns are taken: power through rounded-exponential auditory filters half an ERB apart
 * (Glasberg & Moore, Hearing Research 47, 1990: W(g) = (1 + pg)·e^(−pg), p = 4f/ERB), whose skirts are the
 * spreading; the skirt towards low frequencies is that of 75 dB an ERB, as music is listened to, so that sounds
 * spread upwards more than downwards. A band is covered where the masker's excitation is 3 dB or more above the target's. Bands are
 * weighted with the loudness the target would have there alone (Zwicker's power 0.23, over a floor), and of the
 * two ears the one that hears more counts.
 */
import { RealFft } from '../core/fft.ts';
import { percentile } from './percentile.ts';

const FRAME_S = 0.04;
const HOP_S = 0.02;
const ACTIVE_RANGE_DB = 20;
const COVERED_RATIO = 10 ** (3 / 10);
const BANDS_PER_ERB = 2;
/** Level of a filter's input for its lower skirt, and the level at which both skirts are alike (1990, eq. 5). */
const LISTENING_DB = 75;
const SYMMETRIC_DB = 51;
/** Filters are followed down to −50 dB. */
const SKIRT = 1e-5;
const LOUDNESS_POWER = 0.23;
/** Parts of the target more than 40 dB under its strongest band of the frame are not heard beside it anyway. */
const AUDIBLE_RANGE = 1e-4;
const SILENT_POWER = 1e-9;

/** Number of ERBs below a frequency (Glasberg & Moore 1990, eq. 4), and back; the width of the filter there (eq. 3). */
const erbNumber = (hz: number) => 21.4 * Math.log10(0.00437 * hz + 1);
const hzOfErbNumber = (n: number) => (10 ** (n / 21.4) - 1) / 0.00437;
const erbHz = (hz: number) => 24.7 * (0.00437 * hz + 1);

/** The lower skirt's slope as a share of the upper one's: p(X) = p − 0.38·(p/p(1 kHz))·(X − 51). */
const LOWER_SLOPE = 1 - (0.38 / (4000 / erbHz(1000))) * (LISTENING_DB - SYMMETRIC_DB);

/** Gain of the outer and middle ear in power (Terhardt's formula as in ITU-R BS.1387-1, 2.1.4). */
function earGain(hz: number): number {
  const khz = hz / 1000;
  const db = -0.6 * 3.64 * khz ** -0.8 + 6.5 * Math.exp(-0.6 * (khz - 3.3) ** 2) - 1e-3 * khz ** 3.6;
  return 10 ** (db / 10);
}

interface AuditoryFilter {
  firstBin: number;
  weights: Float64Array;
}

/** Excitation patterns of frames of one signal. */
class Excitation {
  readonly bands: number;
  readonly bandsHz: number[] = [];
  readonly frameLength: number;
  private readonly fft: RealFft;
  private readonly window: Float64Array;
  private readonly buffer: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly filters: AuditoryFilter[] = [];

  constructor(sampleRate: number) {
    this.frameLength = Math.round(FRAME_S * sampleRate);
    const size = 2 ** Math.ceil(Math.log2(this.frameLength));
    this.fft = new RealFft(size);
    this.window = Float64Array.from(
      { length: this.frameLength },
      (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / this.frameLength),
    );
    const scale = Math.sqrt(2 / (size * this.window.reduce((sum, w) => sum + w * w, 0)));
    for (let n = 0; n < this.frameLength; n++) this.window[n]! *= scale;
    this.buffer = new Float64Array(size);
    this.re = new Float64Array(this.fft.bins);
    this.im = new Float64Array(this.fft.bins);
    const last = erbNumber(Math.min(15_000, 0.45 * sampleRate));
    for (let n = erbNumber(50); n <= last; n += 1 / BANDS_PER_ERB) {
      this.bandsHz.push(hzOfErbNumber(n));
      this.filters.push(this.filterAt(hzOfErbNumber(n), sampleRate / size));
    }
    this.bands = this.filters.length;
  }

  /** Excitation in power, a value a band, of the frame that starts at `from` (which must lie inside). */
  of(x: Float32Array, from: number, out: Float64Array): void {
    const { buffer, window, re, im } = this;
    for (let n = 0; n < this.frameLength; n++) buffer[n] = x[from + n]! * window[n]!;
    this.fft.forward(buffer, re, im);
    for (let k = 0; k < re.length; k++) re[k] = re[k]! * re[k]! + im[k]! * im[k]!;
    this.filters.forEach(({ firstBin, weights }, b) => {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * re[firstBin + i]!;
      out[b] = sum;
    });
  }

  private filterAt(centreHz: number, binHz: number): AuditoryFilter {
    const p = (4 * centreHz) / erbHz(centreHz);
    const weightAt = (hz: number) => {
      const pg = (p * Math.abs(hz - centreHz) * (hz < centreHz ? LOWER_SLOPE : 1)) / centreHz;
      return (1 + pg) * Math.exp(-pg);
    };
    let first = Math.round(centreHz / binHz);
    let last = first;
    while (first > 1 && weightAt((first - 1) * binHz) > SKIRT) first--;
    while (last < this.fft.bins - 1 && weightAt((last + 1) * binHz) > SKIRT) last++;
    return {
      firstBin: first,
      weights: Float64Array.from(
        { length: last - first + 1 },
        (_, i) => weightAt((first + i) * binHz) * earGain((first + i) * binHz),
      ),
    };
  }
}

const meanSquare = (x: Float32Array, from: number, length: number): number => {
  let sum = 0;
  for (let n = from; n < from + length; n++) sum += x[n]! * x[n]!;
  return sum / length;
};

/** Loudness of the target's bands and how much of it is covered, in one ear and frame. */
interface EarFrame {
  covered: number;
  total: number;
  /** Loudness of each band of the target there alone, and whether the masker covers it. */
  loudness: Float64Array;
  isCovered: Uint8Array;
}

function listen(target: Float64Array, masker: Float64Array, into: EarFrame): EarFrame {
  let strongest = 0;
  for (let b = 0; b < target.length; b++) strongest = Math.max(strongest, target[b]!);
  const floor = (strongest * AUDIBLE_RANGE) ** LOUDNESS_POWER;
  into.covered = 0;
  into.total = 0;
  for (let b = 0; b < target.length; b++) {
    const loudness = Math.max(0, target[b]! ** LOUDNESS_POWER - floor);
    const isCovered = masker[b]! >= target[b]! * COVERED_RATIO;
    into.loudness[b] = loudness;
    into.isCovered[b] = isCovered ? 1 : 0;
    into.total += loudness;
    if (isCovered) into.covered += loudness;
  }
  return into;
}

/** Goes through the frames in which the target sounds, with what the better ear hears in each. */
function eachFrame(
  target: readonly [Float32Array, Float32Array],
  masker: readonly [Float32Array, Float32Array],
  excitation: Excitation,
  sampleRate: number,
  onFrame: (index: number, heard: EarFrame) => void,
): number {
  const hop = Math.round(HOP_S * sampleRate);
  const starts: number[] = [];
  for (let at = 0; at + excitation.frameLength <= Math.min(target[0].length, masker[0].length); at += hop)
    starts.push(at);
  const power = starts.map(
    (at) =>
      meanSquare(target[0], at, excitation.frameLength) + meanSquare(target[1], at, excitation.frameLength),
  );
  const gate = percentile(power, 95) * 10 ** (-ACTIVE_RANGE_DB / 10);
  if (!(gate > SILENT_POWER * 10 ** (-ACTIVE_RANGE_DB / 10)))
    throw new RangeError('the target is silent in this passage');
  const { bands } = excitation;
  const targetBands = new Float64Array(bands);
  const maskerBands = new Float64Array(bands);
  const ears = [0, 1].map((): EarFrame => ({
    covered: 0,
    total: 0,
    loudness: new Float64Array(bands),
    isCovered: new Uint8Array(bands),
  }));
  starts.forEach((at, i) => {
    if (power[i]! < gate) return;
    let best: EarFrame | null = null;
    for (const ear of [0, 1] as const) {
      excitation.of(target[ear], at, targetBands);
      excitation.of(masker[ear], at, maskerBands);
      const heard = listen(targetBands, maskerBands, ears[ear]!);
      if (heard.total > 0 && (!best || heard.covered * best.total < best.covered * heard.total)) best = heard;
    }
    if (best) onFrame(i, best);
  });
  return starts.length;
}

/**
 * Share (0 to 1) of the target that the masker covers in a passage.
 *
 * @param target left and right of the sound that should be heard, as it stands in the mix
 * @param masker left and right of the sum of what may cover it
 * @throws RangeError when the target is silent or shorter than a frame
 */
export function coveredShare(
  target: readonly [Float32Array, Float32Array],
  masker: readonly [Float32Array, Float32Array],
  sampleRate: number,
): number {
  let covered = 0;
  let total = 0;
  eachFrame(target, masker, new Excitation(sampleRate), sampleRate, (_, heard) => {
    covered += heard.covered;
    total += heard.total;
  });
  return total > 0 ? covered / total : 0;
}

/** Where in time and frequency a sound is covered: what `coveredShare` adds up, not added up. */
export interface MaskingMap {
  share: number;
  /** Distance of the frames in seconds. */
  frameS: number;
  frames: number;
  /** Centres of the auditory bands. */
  bandsHz: number[];
  /**
   * A value a frame and band, frame after frame: 0 where the target has nothing to say, else its loudness there
   * from 1 to 127, with 128 added where it is covered.
   */
  cells: Uint8Array<ArrayBuffer>;
  /** Share covered of each band over the passage, 0 to 1; 0 where the target has nothing to say. */
  byBand: number[];
}

/** The map of a passage. Takes and throws what `coveredShare` does. */
export function maskingMap(
  target: readonly [Float32Array, Float32Array],
  masker: readonly [Float32Array, Float32Array],
  sampleRate: number,
): MaskingMap {
  const excitation = new Excitation(sampleRate);
  const { bands } = excitation;
  const found: { index: number; loudness: Float64Array; isCovered: Uint8Array }[] = [];
  let loudest = 0;
  let covered = 0;
  let total = 0;
  const frames = eachFrame(target, masker, excitation, sampleRate, (index, heard) => {
    covered += heard.covered;
    total += heard.total;
    for (let b = 0; b < bands; b++) loudest = Math.max(loudest, heard.loudness[b]!);
    found.push({ index, loudness: heard.loudness.slice(), isCovered: heard.isCovered.slice() });
  });
  const cells = new Uint8Array(frames * bands);
  const coveredOf = new Float64Array(bands);
  const totalOf = new Float64Array(bands);
  for (const { index, loudness, isCovered } of found) {
    for (let b = 0; b < bands; b++) {
      if (loudness[b]! <= 0) continue;
      totalOf[b]! += loudness[b]!;
      if (isCovered[b]) coveredOf[b]! += loudness[b]!;
      cells[index * bands + b] =
        Math.max(1, Math.round((127 * loudness[b]!) / loudest)) + (isCovered[b] ? 128 : 0);
    }
  }
  return {
    share: total > 0 ? covered / total : 0,
    frameS: HOP_S,
    frames,
    bandsHz: excitation.bandsHz,
    cells,
    byBand: Array.from(coveredOf, (c, b) => (totalOf[b]! > 0 ? c / totalOf[b]! : 0)),
  };
}
