import { gainOf } from '../../dsp/core/decibels.ts';
import type { Stereo } from '../../dsp/core/effect.ts';

const FREQ_HZ = 440;
/** −30 dBFS: quiet, and the same whatever the volume says, since the volume may be what is wrong. */
const AMPLITUDE = gainOf(-30);
const LENGTH_S = 0.6;
const FADE_S = 0.03;

/** A short tone on one side, for those who hear nothing. */
export class TestTone {
  private readonly sampleRate: number;
  private at = Infinity;
  private side: 'left' | 'right' = 'left';

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  start(side: 'left' | 'right'): void {
    this.side = side;
    this.at = 0;
  }

  /** Adds the tone. */
  process(io: Stereo, frames: number): void {
    const { sampleRate } = this;
    const length = LENGTH_S * sampleRate;
    if (this.at >= length) return;
    const samples = this.side === 'left' ? io.left : io.right;
    const fade = FADE_S * sampleRate;
    for (let i = 0; i < frames && this.at < length; i++, this.at++) {
      const envelope = Math.min(1, this.at / fade, (length - this.at) / fade);
      samples[i] =
        samples[i]! + AMPLITUDE * envelope * Math.sin((2 * Math.PI * FREQ_HZ * this.at) / sampleRate);
    }
  }
}
