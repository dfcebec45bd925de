/** Oscillators without audible aliasing: steps rounded by a polynomial (polyBLEP, Välimäki and Huovilainen 2007). */
import { SAMPLE_RATE } from '../../signal/buffers.ts';

function blep(phase: number, step: number): number {
  if (phase < step) {
    const t = phase / step;
    return t + t - t * t - 1;
  }
  if (phase > 1 - step) {
    const t = (phase - 1) / step;
    return t * t + t + t + 1;
  }
  return 0;
}

export class Oscillator {
  private phase: number;

  /** `phase` 0 to 1 where it starts. */
  constructor(phase = 0) {
    this.phase = phase;
  }

  private advance(freqHz: number): number {
    const step = freqHz / SAMPLE_RATE;
    this.phase += step;
    if (this.phase >= 1) this.phase -= 1;
    return step;
  }

  saw(freqHz: number): number {
    const step = this.advance(freqHz);
    return 2 * this.phase - 1 - blep(this.phase, step);
  }

  /** `width` is the share of the period that is high, 0 to 1. */
  pulse(freqHz: number, width = 0.5): number {
    const step = this.advance(freqHz);
    const falling = this.phase >= width ? this.phase - width : this.phase - width + 1;
    // A pulse that is not symmetric has a mean; taking it off keeps the signal without DC.
    return (this.phase < width ? 1 : -1) + blep(this.phase, step) - blep(falling, step) - (2 * width - 1);
  }

  sine(freqHz: number, shiftRadians = 0): number {
    this.advance(freqHz);
    return Math.sin(2 * Math.PI * this.phase + shiftRadians);
  }
}

/** Attack, decay to a level, release; exponential, in seconds. `heldS` is the note's length. */
export function envelope(
  atS: number,
  heldS: number,
  e: { attackS: number; decayS: number; sustain: number; releaseS: number },
): number {
  const during = (t: number): number =>
    t < e.attackS ? t / e.attackS : e.sustain + (1 - e.sustain) * Math.exp(-(t - e.attackS) / e.decayS);
  return atS < heldS ? during(atS) : during(heldS) * Math.exp(-(atS - heldS) / e.releaseS);
}
