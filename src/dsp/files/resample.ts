/**
 * Change of sample rate, offline and exact: every output sample is a windowed sinc over the input at its own
 * moment. Flat to 20 kHz (to 0.9 of half the lower rate, where that is less) and 110 dB down from half the
 * lower rate on, so neither images nor aliases stand out of 16 bits' noise, nor of 18 bits'.
 */
import { kaiser } from '../core/kaiser.ts';

const STOP_DB = 110;
const PASS_HZ = 20_000;
/** The passband where 20 kHz do not fit. */
const PASS_SHARE = 0.907;

/** Kaiser's window and length for a stop-band (Kaiser 1974; Oppenheim & Schafer, 7.5.3). */
const KAISER_BETA = 0.1102 * (STOP_DB - 8.7);
const kaiserLength = (transition: number) => (STOP_DB - 7.95) / (14.36 * transition);

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/** Filters from one rate to another, one for each position an output sample can have between input samples. */
class Kernel {
  /** Output rate over input rate in lowest terms. */
  readonly up: number;
  readonly down: number;
  /** Input samples on each side that count. */
  readonly reach: number;
  private readonly cutoff: number;
  private readonly phases: (Float64Array | undefined)[];

  constructor(fromRate: number, toRate: number) {
    const divisor = greatestCommonDivisor(fromRate, toRate);
    this.up = toRate / divisor;
    this.down = fromRate / divisor;
    const stopHz = Math.min(fromRate, toRate) / 2;
    const passHz = Math.min(PASS_HZ, PASS_SHARE * stopHz);
    this.cutoff = (passHz + stopHz) / fromRate; // twice the middle of the transition, relative to the input's rate
    this.reach = Math.ceil(kaiserLength((stopHz - passHz) / fromRate) / 2);
    this.phases = new Array<Float64Array | undefined>(this.up);
  }

  /** Taps for an output sample `phase / up` after an input sample, for that sample − reach + 1 … + reach. */
  taps(phase: number): Float64Array {
    return (this.phases[phase] ??= this.make(phase / this.up));
  }

  private make(t: number): Float64Array {
    const { reach, cutoff } = this;
    const taps = Float64Array.from({ length: 2 * reach }, (_, j) => {
      const d = t - (j - reach + 1);
      const x = Math.PI * cutoff * d;
      return (x === 0 ? 1 : Math.sin(x) / x) * kaiser(d / reach, KAISER_BETA);
    });
    const gain = taps.reduce((sum, h) => sum + h, 0);
    return taps.map((h) => h / gain);
  }
}

/**
 * Channels at another sample rate; no delay, `round(length · toRate / fromRate)` frames. The same rate gives copies.
 * @throws RangeError when a rate is no positive whole number
 */
export function resample(
  channels: readonly Float32Array[],
  fromRate: number,
  toRate: number,
): Float32Array[] {
  for (const rate of [fromRate, toRate])
    if (!Number.isInteger(rate) || rate <= 0) throw new RangeError(`sample rate ${rate} Hz`);
  if (fromRate === toRate) return channels.map((x) => x.slice());
  const kernel = new Kernel(fromRate, toRate);
  return channels.map((x) => resampleChannel(x, kernel));
}

function resampleChannel(x: Float32Array, kernel: Kernel): Float32Array {
  const { up, down, reach } = kernel;
  const padded = new Float64Array(x.length + 2 * reach);
  padded.set(x, reach);
  const out = new Float32Array(Math.round((x.length * up) / down));
  let at = 0;
  let phase = 0;
  for (let n = 0; n < out.length; n++) {
    const taps = kernel.taps(phase);
    const from = at + 1;
    let even = 0;
    let odd = 0;
    for (let j = 0; j < taps.length; j += 2) {
      even += taps[j]! * padded[from + j]!;
      odd += taps[j + 1]! * padded[from + j + 1]!;
    }
    out[n] = even + odd;
    phase += down;
    at += Math.floor(phase / up);
    phase %= up;
  }
  return out;
}
