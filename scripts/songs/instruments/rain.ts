/** Rain behind a window: a dense hiss that comes in gusts, and single drops on the sill. */
import { Biquad, filter } from '../signal/biquad.ts';
import { addPanned, SAMPLE_RATE, silence } from '../signal/buffers.ts';
import type { StereoSignal } from '../signal/buffers.ts';
import type { Random } from '../signal/random.ts';

/** `strength` 0 to 1 over time in seconds. */
export function rain(frames: number, strength: (atS: number) => number, random: Random): StereoSignal {
  const out: StereoSignal = [silence(frames), silence(frames)];
  for (const x of out) {
    let gust = 0;
    for (let i = 0; i < frames; i++) {
      gust += (random.gaussian() - gust) * 2e-5;
      x[i] = random.gaussian() * 0.05 * strength(i / SAMPLE_RATE) * (1 + 60 * gust);
    }
    filter(x, SAMPLE_RATE, 'highPass', 500);
    filter(x, SAMPLE_RATE, 'lowPass', 5200, 0.5);
    filter(x, SAMPLE_RATE, 'bell', 1800, 0.6, 3);
  }
  for (
    let atS = 0.2;
    atS < frames / SAMPLE_RATE;
    atS += -Math.log(random.next() + 1e-9) / (14 * strength(atS) + 0.5)
  ) {
    addPanned(
      out,
      drop(random),
      atS * SAMPLE_RATE,
      random.between(0.02, 0.16) * strength(atS),
      random.between(-0.9, 0.9),
    );
  }
  return out;
}

/** One drop: a tick, and sometimes the short sinking tone of a bubble. */
function drop(random: Random): Float32Array {
  const frames = Math.round(0.06 * SAMPLE_RATE);
  const out = new Float32Array(frames);
  const band = new Biquad('bandPass', random.between(1500, 5000), 2, 0, SAMPLE_RATE);
  const bubbleHz = random.chance(0.35) ? random.between(900, 2600) : 0;
  for (let i = 0; i < frames; i++) {
    const t = i / SAMPLE_RATE;
    const tone = bubbleHz
      ? Math.sin(2 * Math.PI * bubbleHz * (t + 2 * t * t)) * Math.exp(-t / 0.012) * Math.min(1, t / 0.002)
      : 0;
    out[i] =
      band.step(random.gaussian()) * Math.exp(-t / 0.0025) + 0.4 * tone * Math.min(1, (frames - i) / 480);
  }
  return out;
}
