/** A train that comes in and stops: the rumble of its weight, the rails under the wheels, joints, and brakes. */
import { Biquad } from '../../signal/biquad.ts';
import { addPanned, SAMPLE_RATE, silence } from '../../signal/buffers.ts';
import type { StereoSignal } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';

export interface TrainTimes {
  fromS: number;
  nearS: number;
  standsS: number;
  /** The air is let out of the brakes. */
  brakesOffS: number;
}

/** Speed from 1 (far) to 0 (stands): it brakes from where it is nearest. */
const speedAt = (t: number, { nearS, standsS }: TrainTimes): number =>
  t < nearS ? 1 : Math.max(0, 1 - (t - nearS) / (standsS - nearS)) ** 0.8;

/** How near it is, 0 to 1: it grows quickly, and the last carriages stay beside the platform. */
const nearAt = (t: number, { fromS, nearS }: TrainTimes): number =>
  t < fromS ? 0 : t < nearS ? ((t - fromS) / (nearS - fromS)) ** 2.4 : 1;

export function train(frames: number, times: TrainTimes, random: Random): StereoSignal {
  const out: StereoSignal = [silence(frames), silence(frames)];
  for (const [side, x] of out.entries()) {
    const weight = new Biquad('lowPass', 150, 0.7, 0, SAMPLE_RATE);
    const rails = new Biquad('bandPass', 600, 0.7, 0, SAMPLE_RATE);
    const air = new Biquad('bandPass', 2600, 0.6, 0, SAMPLE_RATE);
    let sway = 0;
    for (let i = 0; i < frames; i++) {
      const t = i / SAMPLE_RATE;
      const [speed, near] = [speedAt(t, times), nearAt(t, times)];
      if (i % 64 === 0) rails.tune('bandPass', 260 + 520 * speed, 0.7, 0, SAMPLE_RATE);
      sway += (random.gaussian() - sway) * 4e-5;
      // Two noises, or the bands would cancel where they meet.
      const [ground, noise] = [random.gaussian(), random.gaussian()];
      // It comes from the right and stands across both sides.
      const lean = side === 1 ? 1 : 0.45 + 0.55 * near;
      const moving = near * lean * (1 + 25 * sway);
      x[i] =
        moving *
        (1.3 * weight.step(ground) * (0.25 + 0.75 * speed) +
          0.5 * rails.step(noise) * speed +
          0.1 * air.step(noise) * near * speed ** 1.5);
    }
  }
  joints(out, times, random);
  squeal(out, times, random);
  hiss(out, times.brakesOffS, random);
  return out;
}

/** The two axles of a bogie over a joint in the rail, again and again, slower and slower. */
function joints(out: StereoSignal, times: TrainTimes, random: Random): void {
  let atS = times.fromS + 1.2;
  while (atS < times.standsS - 0.1) {
    const speed = Math.max(0.12, speedAt(atS, times));
    const gain = 1.5 * nearAt(atS, times) * (0.4 + 0.6 * speed);
    const pan = 0.6 - 1.1 * nearAt(atS, times) + random.between(-0.15, 0.15);
    for (const axle of [0, 0.11 / speed]) {
      const frames = Math.round(0.12 * SAMPLE_RATE);
      const knock = new Float32Array(frames);
      const body = new Biquad('bandPass', random.between(240, 330), 3, 0, SAMPLE_RATE);
      const edge = new Biquad('bandPass', random.between(1300, 1900), 2, 0, SAMPLE_RATE);
      for (let i = 0; i < frames; i++) {
        const t = i / SAMPLE_RATE;
        const noise = random.gaussian() * Math.min(1, t / 0.001) * Math.min(1, (frames - i) / 480);
        knock[i] = 2 * body.step(noise) * Math.exp(-t / 0.028) + 0.7 * edge.step(noise) * Math.exp(-t / 0.01);
      }
      addPanned(
        out,
        knock,
        (atS + axle) * SAMPLE_RATE,
        gain * random.between(0.8, 1.15),
        Math.max(-0.9, pan),
      );
    }
    atS += 0.62 / speed;
  }
}

/** Brake blocks on steel: a few resonances that slip and catch, until it stands. */
function squeal(out: StereoSignal, { nearS, standsS }: TrainTimes, random: Random): void {
  const from = Math.round((nearS + 1.2) * SAMPLE_RATE);
  const to = Math.round((standsS + 0.05) * SAMPLE_RATE);
  for (const [hz, gain, pan] of [
    [1870, 0.02, -0.3],
    [2790, 0.03, 0.2],
    [4130, 0.012, 0.4],
  ] as const) {
    const x = new Float32Array(to - from);
    let phase = random.next();
    let grip = 0;
    for (let i = 0; i < x.length; i++) {
      const t = i / x.length;
      grip += (random.gaussian() - grip) * 8e-4;
      phase += (hz * (1 - 0.06 * t) * (1 + 0.02 * grip)) / SAMPLE_RATE;
      const swell = Math.sin(Math.PI * Math.min(1, t / 0.9) ** 1.6) ** 0.7;
      x[i] = Math.sin(2 * Math.PI * phase) * Math.max(0, swell) * (0.5 + Math.min(1.5, Math.abs(12 * grip)));
    }
    addPanned(out, x, from, gain, pan);
  }
}

/** The air of the brakes. */
function hiss(out: StereoSignal, atS: number, random: Random): void {
  const frames = Math.round(0.9 * SAMPLE_RATE);
  for (const [side, pan] of [-0.5, 0.5].entries()) {
    const x = new Float32Array(frames);
    const band = new Biquad('highPass', 1800 + 300 * side, 0.7, 0, SAMPLE_RATE);
    for (let i = 0; i < frames; i++) {
      const t = i / SAMPLE_RATE;
      x[i] =
        band.step(random.gaussian()) *
        Math.min(1, t / 0.012) *
        Math.exp(-t / 0.16) *
        Math.min(1, (frames - i) / 4800);
    }
    addPanned(out, x, atS * SAMPLE_RATE, 0.16, pan);
  }
}
