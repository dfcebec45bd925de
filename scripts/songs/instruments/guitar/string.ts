/**
 * A plucked steel string at the pickup: Karplus and Strong's loop (1983) with Jaffe and Smith's extensions.
 * Each pluck has its own noise, pick position and two planes of vibration a fraction of a cent apart, which
 * beat against each other as those of a real string do.
 */
import { Biquad } from '../../signal/biquad.ts';
import { midiToHz, SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Random } from '../../signal/random.ts';

export interface Pluck {
  atS: number;
  forS: number;
  midi: number;
  /** 0 to 1; a harder pluck is brighter, not only louder. */
  velocity: number;
  /** The palm lies on the bridge. */
  muted: boolean;
  /** Deviation of the tuning, cents. */
  cents: number;
  /** Slides into the pitch from this many semitones below within 90 ms; 0 for none. */
  slideSemitones?: number;
}

const PICKUP_POSITION = 0.22;
const PICK_POSITION = 0.13;
const PLANES = [
  { gain: 0.72, cents: 0 },
  { gain: 0.38, cents: 1.2 },
];

/** Adds one pluck to `into`. */
export function addPluck(into: Float32Array, pluck: Pluck, random: Random): void {
  const { velocity, muted } = pluck;
  const start = Math.round(pluck.atS * SAMPLE_RATE);
  const release = Math.round(pluck.forS * SAMPLE_RATE);
  const frames = release + Math.round(0.08 * SAMPLE_RATE);
  for (const plane of PLANES) {
    const cents = pluck.cents + plane.cents * random.between(0.7, 1.3);
    const freqHz = midiToHz(pluck.midi + cents / 100);
    // One-pole low-pass in the loop: a palm on the string takes the treble within a few periods.
    const brightness = muted ? random.between(0.22, 0.27) : 0.62 + 0.25 * velocity;
    const w = (2 * Math.PI * freqHz) / SAMPLE_RATE;
    const filterDelay = Math.atan2((1 - brightness) * Math.sin(w), 1 - (1 - brightness) * Math.cos(w)) / w;
    const delay = SAMPLE_RATE / freqHz - filterDelay;
    const whole = Math.floor(delay);
    const part = delay - whole;
    const length = whole + 1;

    const loop = excitation(length, velocity, random);
    const sixtyDbS = muted ? 0.22 * (110 / freqHz) ** 0.3 : 5 * (110 / freqHz) ** 0.55;
    const loss = 10 ** (-3 / (sixtyDbS * freqHz));
    const pickup = Math.floor(length * PICKUP_POSITION);
    const slide = pluck.slideSemitones ?? 0;
    const slideFrames = 0.09 * SAMPLE_RATE;

    let at = 0;
    let low = 0;
    let slidePhase = 0;
    for (let i = 0; i < frames; i++) {
      // A slide reads the loop slower: the string is longer while the finger is on its way.
      if (slide > 0 && i < slideFrames) {
        slidePhase += 1 - 2 ** ((-slide * (1 - i / slideFrames)) / 12);
        if (slidePhase >= 1) {
          slidePhase -= 1;
          if (start + i < into.length && start + i >= 0 && start + i > 0) {
            into[start + i]! += loop[at]! * plane.gain * velocity;
          }
          continue;
        }
      }
      const oldest = loop[at]!;
      const younger = loop[at + 1 === length ? 0 : at + 1]!;
      low += brightness * (oldest * part + younger * (1 - part) - low);
      loop[at] = low * loss;
      at = at + 1 === length ? 0 : at + 1;
      const picked = oldest - 0.85 * loop[(at + pickup) % length]!;
      const to = start + i;
      if (to < 0 || to >= into.length) continue;
      const envelope = i < release ? 1 : Math.exp(-(i - release) / (0.012 * SAMPLE_RATE));
      into[to]! += picked * plane.gain * velocity * envelope;
    }
  }
  addPickNoise(into, start, velocity, random);
}

/** The string's shape as the pick lets it go, with the grain of pick and winding, and the pick's own comb. */
function excitation(length: number, velocity: number, random: Random): Float64Array {
  const pick = Math.max(2, Math.floor(length * (PICK_POSITION + 0.02 * (random.next() - 0.5))));
  const shape = new Float64Array(length);
  const hardness = 0.25 + 0.6 * velocity;
  let low = 0;
  for (let i = 0; i < length; i++) {
    const bent = (i < pick ? i / pick : (length - i) / (length - pick)) - 0.5;
    low += hardness * (bent * 0.5 + random.gaussian() * 0.22 - low);
    shape[i] = low;
  }
  return shape.map((v, i) => v - 0.75 * shape[(i + pick) % length]!);
}

/** The plectrum's click on the string. */
function addPickNoise(into: Float32Array, start: number, velocity: number, random: Random): void {
  const band = new Biquad('bandPass', 2600, 0.8, 0, SAMPLE_RATE);
  for (let i = 0; i < 240; i++) {
    const v = band.step(random.gaussian()) * 0.06 * velocity * Math.exp(-i / 65);
    if (start + i >= 0 && start + i < into.length) into[start + i]! += v;
  }
}

/** A finger gliding along a wound string: a short squeak of noise whose pitch falls or rises. */
export function addStringNoise(into: Float32Array, atS: number, gain: number, random: Random): void {
  const start = Math.round(atS * SAMPLE_RATE);
  const frames = Math.round(random.between(0.06, 0.13) * SAMPLE_RATE);
  const from = random.between(1600, 2600);
  const to = from * random.between(0.7, 1.4);
  const band = new Biquad('bandPass', from, 6, 0, SAMPLE_RATE);
  for (let i = 0; i < frames; i++) {
    const t = i / frames;
    if (i % 16 === 0) band.tune('bandPass', from + (to - from) * t, 6, 0, SAMPLE_RATE);
    const v = band.step(random.gaussian()) * gain * Math.sin(Math.PI * t) ** 2;
    if (start + i >= 0 && start + i < into.length) into[start + i]! += v;
  }
}
