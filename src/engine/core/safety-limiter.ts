import { gainOf } from '../../dsp/core/decibels.ts';
import type { Stereo } from '../../dsp/core/effect.ts';

/** −0.3 dBFS. */
const CEILING = gainOf(-0.3);
const RELEASE_S = 0.05;

/**
 * The last thing before the loudspeaker: nothing above −0.3 dBFS leaves, whatever came in. Without delay, so
 * its attack is instant; it protects ears and is no part of the mix.
 */
export class SafetyLimiter {
  private gain = 1;
  private readonly recovery: number;

  constructor(sampleRate: number) {
    this.recovery = 1 - Math.exp(-1 / (RELEASE_S * sampleRate));
  }

  process({ left, right }: Stereo, frames: number): void {
    let { gain } = this;
    const { recovery } = this;
    for (let i = 0; i < frames; i++) {
      const l = left[i]!;
      const r = right[i]!;
      const peak = Math.max(Math.abs(l), Math.abs(r));
      gain += (1 - gain) * recovery;
      if (peak * gain > CEILING) gain = CEILING / peak;
      // A comparison with what is no number is false, so that it becomes silence here.
      left[i] = peak < Infinity ? gain * l : 0;
      right[i] = peak < Infinity ? gain * r : 0;
    }
    this.gain = gain > 0 ? gain : 1;
  }
}
