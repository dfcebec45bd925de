/** Plain level: sample peak, rms, crest factor, DC. All in full-scale terms, a full-scale sine's rms being −3.01 dBFS. */

const dbOfAmplitude = (x: number): number => 20 * Math.log10(x);
const dbOfPower = (x: number): number => 10 * Math.log10(x);
/** What is no number counts as silence, as in every processor. */
const known = (x: number): number => (Number.isFinite(x) ? x : 0);

/** Peak and rms of the two sides since they were last taken; for moving bars. */
export class LevelMeter {
  private peakLeft = 0;
  private peakRight = 0;
  private powerLeft = 0;
  private powerRight = 0;
  private frames = 0;

  /** Measures `frames` frames from the start of the arrays. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    let { peakLeft, peakRight, powerLeft, powerRight } = this;
    for (let i = 0; i < frames; i++) {
      const l = left[i]!;
      const r = right[i]!;
      const absL = Math.abs(l);
      const absR = Math.abs(r);
      if (absL > peakLeft) peakLeft = absL;
      if (absR > peakRight) peakRight = absR;
      powerLeft += l * l;
      powerRight += r * r;
    }
    this.peakLeft = peakLeft;
    this.peakRight = peakRight;
    this.powerLeft = powerLeft;
    this.powerRight = powerRight;
    this.frames += frames;
  }

  /**
   * Writes [peakLeftDb, peakRightDb, rmsLeftDb, rmsRightDb] (dBFS, −Infinity in silence) and starts anew. A side that
   * held something that is no number reads as silence this once.
   */
  take(out: Float32Array | Float64Array): void {
    const n = Math.max(1, this.frames);
    out[0] = dbOfAmplitude(known(this.peakLeft));
    out[1] = dbOfAmplitude(known(this.peakRight));
    out[2] = dbOfPower(known(this.powerLeft) / n);
    out[3] = dbOfPower(known(this.powerRight) / n);
    this.reset();
  }

  reset(): void {
    this.peakLeft = this.peakRight = this.powerLeft = this.powerRight = this.frames = 0;
  }
}

/** Largest sample of all channels, dBFS; −Infinity in silence. */
export function samplePeakDb(channels: readonly Float32Array[]): number {
  let peak = 0;
  for (const x of channels) {
    for (let i = 0; i < x.length; i++) {
      const a = Math.abs(x[i]!);
      if (a > peak) peak = a;
    }
  }
  return dbOfAmplitude(peak);
}

/** Rms over all channels together (mean of their powers), dBFS; −Infinity in silence. */
export function rmsDb(channels: readonly Float32Array[]): number {
  let power = 0;
  let n = 0;
  for (const x of channels) {
    for (let i = 0; i < x.length; i++) power += x[i]! * x[i]!;
    n += x.length;
  }
  return n > 0 ? dbOfPower(power / n) : Number.NEGATIVE_INFINITY;
}

/** Crest factor of a passage: sample peak minus rms, dB; NaN in silence, which has none. */
export const crestDb = (channels: readonly Float32Array[]): number =>
  samplePeakDb(channels) - rmsDb(channels);

/** Mean of the samples, of the channel where it is farthest from zero; ±1 is full scale. */
export function dcOffset(channels: readonly Float32Array[]): number {
  let worst = 0;
  for (const x of channels) {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += x[i]!;
    const mean = x.length > 0 ? sum / x.length : 0;
    if (Math.abs(mean) > Math.abs(worst)) worst = mean;
  }
  return worst;
}
