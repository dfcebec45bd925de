import { describe, expect, it } from 'vitest';
import { analyse, levelDb } from '../../../scripts/songs/singer/envelope.ts';
import { trackPitch } from '../../../scripts/songs/singer/pitchTrack.ts';
import { Biquad } from '../../../scripts/songs/signal/biquad.ts';
import { Random } from '../../../scripts/songs/signal/random.ts';

const RATE = 16000;
const PITCH_HZ = 180;

/** A second of pulses through resonances at 700 and 1200 Hz. */
function vowel(): Float32Array {
  const formants = [new Biquad('bandPass', 700, 8, 0, RATE), new Biquad('bandPass', 1200, 10, 0, RATE)];
  return Float32Array.from({ length: RATE }, (_, i) => {
    // All harmonics up to 7.9 kHz in cosine phase: pulses that need not fall on samples.
    let pulse = 0;
    for (let h = 1; h * PITCH_HZ < 7900; h++) pulse += Math.cos((2 * Math.PI * h * PITCH_HZ * i) / RATE);
    return formants.reduce((sum, f) => sum + f.step(pulse), 0);
  });
}

describe('analysing speech', () => {
  it('tracks the pitch within 1% and calls noise voiceless', () => {
    const pitch = trackPitch(vowel(), RATE, 0.0025, [70, 320]);
    for (const hz of pitch.subarray(20, 380)) expect(Math.abs(hz / PITCH_HZ - 1)).toBeLessThan(0.01);
    const random = new Random(5);
    const noise = Float32Array.from({ length: RATE }, () => 0.1 * random.gaussian());
    const voiced = trackPitch(noise, RATE, 0.0025, [70, 320]).filter((hz) => hz > 0);
    expect(voiced.length).toBeLessThan(40);
  });

  it('finds the formants and no harmonics, and extends the spectrum above the speech', () => {
    const envelope = analyse(
      { sampleRate: RATE, samples: vowel(), phones: [{ name: 'aa', startS: 0, endS: 1 }] },
      {
        fftSize: 2048,
        sampleRate: 48000,
        pitchRangeHz: [70, 320],
        sharpen: 1,
        bandwidthHz: 7600,
        smoothingS: 0.005,
      },
    );
    const at = (hz: number) => (10 / Math.LN10) * envelope.frames[200]![Math.round((hz * 2048) / 48000)]!;
    // Peaks where the resonances are, a valley between.
    expect(at(700)).toBeGreaterThan(at(930) + 4);
    expect(at(1200)).toBeGreaterThan(at(930) + 3);
    // A harmonic and the middle between two differ by no more than the slope.
    const ripple = [10, 12, 14].map(
      (h) => at(h * PITCH_HZ) - (at((h - 0.5) * PITCH_HZ) + at((h + 0.5) * PITCH_HZ)) / 2,
    );
    for (const r of ripple) expect(Math.abs(r)).toBeLessThan(1.5);
    for (const hz of [9000, 12000, 16000]) {
      expect(at(hz)).toBeLessThan(at(3000));
      expect(Number.isFinite(at(hz))).toBe(true);
    }
    expect(levelDb(envelope, 0.5)).toBeGreaterThan(levelDb(envelope, 0.5, 4000, 7000));
  });
});
