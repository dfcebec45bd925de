/** The doors of a train: a chime of two notes, the leaves on their rails, and the stop that they run into. */
import { Biquad } from '../../signal/biquad.ts';
import { addAt, midiToHz, SAMPLE_RATE, silence } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';

export interface DoorTimes {
  chimeS: number;
  fromS: number;
  openS: number;
}

export function slidingDoor(
  frames: number,
  { chimeS, fromS, openS }: DoorTimes,
  random: Random,
): Float32Array {
  const out = silence(frames);
  for (const [i, midi] of [76, 72].entries())
    addAt(out, chime(midiToHz(midi)), (chimeS + 0.26 * i) * SAMPLE_RATE, 0.1);
  addAt(out, slide(openS - fromS, random), fromS * SAMPLE_RATE, 0.5);
  addAt(out, stop(random), openS * SAMPLE_RATE, 0.7);
  return out;
}

function chime(hz: number): Float32Array {
  const frames = Math.round(0.8 * SAMPLE_RATE);
  return Float32Array.from({ length: frames }, (_, i) => {
    const t = i / SAMPLE_RATE;
    const tone = Math.sin(2 * Math.PI * hz * t) + 0.35 * Math.sin(4 * Math.PI * hz * t) * Math.exp(-t / 0.1);
    return tone * Math.min(1, t / 0.006) * Math.exp(-t / 0.2) * Math.min(1, (frames - i) / 2400);
  });
}

/** Rollers and rubber: noise in two bands that quickens and slows, with the rattle of the track. */
function slide(lengthS: number, random: Random): Float32Array {
  const frames = Math.round(lengthS * SAMPLE_RATE);
  const low = new Biquad('bandPass', 210, 1.2, 0, SAMPLE_RATE);
  const high = new Biquad('bandPass', 1700, 0.9, 0, SAMPLE_RATE);
  let rattle = 0;
  return Float32Array.from({ length: frames }, (_, i) => {
    const t = i / frames;
    const speed = Math.sin(Math.PI * t) ** 0.6;
    if (random.chance((38 * speed) / SAMPLE_RATE)) rattle = 1;
    rattle *= 0.9985;
    const noise = random.gaussian();
    return speed * (1.2 * low.step(noise) + (0.25 + 0.6 * rattle) * high.step(noise));
  });
}

function stop(random: Random): Float32Array {
  const frames = Math.round(0.3 * SAMPLE_RATE);
  const body = new Biquad('bandPass', 95, 1.5, 0, SAMPLE_RATE);
  const metal = new Biquad('bandPass', 760, 4, 0, SAMPLE_RATE);
  return Float32Array.from({ length: frames }, (_, i) => {
    const t = i / SAMPLE_RATE;
    const noise = random.gaussian() * Math.min(1, t / 0.001) * Math.min(1, (frames - i) / 960);
    return 4 * body.step(noise) * Math.exp(-t / 0.05) + 1.4 * metal.step(noise) * Math.exp(-t / 0.035);
  });
}
