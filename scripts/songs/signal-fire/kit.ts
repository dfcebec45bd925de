/** The kit of *Signal Fire* in one room: each drum as it sounds, and what each microphone hears of all of them. */
import { addHat } from '../instruments/drums/hats.ts';
import { addKick } from '../instruments/drums/kick.ts';
import { addSnare } from '../instruments/drums/snare.ts';
import { addCrash, addTom } from '../instruments/drums/toms.ts';
import { playedVelocity, timingErrorS } from '../performance/humanise.ts';
import type { GridHit } from '../performance/grid.ts';
import { secondsAt } from '../score.ts';
import { addAt, SAMPLE_RATE, silence } from '../signal/buffers.ts';
import { filter } from '../signal/biquad.ts';
import { Random, seedOf } from '../signal/random.ts';
import { cymbalHits, hatHits, kickHits, snareHits, tomHits } from './drums.ts';
import { FRAMES, TEMPO } from './form.ts';

export type Drum = 'kick' | 'snare' | 'hats' | 'toms' | 'cymbals';

/** A drummer's hands are less even than a machine's, the foot least of all. */
const FEELS = {
  kick: { timingMs: 4.5, lateMs: 0, velocitySpread: 0.08 },
  snare: { timingMs: 4, lateMs: 4, velocitySpread: 0.08 },
  hats: { timingMs: 5, lateMs: 0, velocitySpread: 0.12 },
  toms: { timingMs: 5, lateMs: 2, velocitySpread: 0.08 },
  cymbals: { timingMs: 5, lateMs: 0, velocitySpread: 0.1 },
} as const;

const played = new Map<Drum, Float32Array>();

/** One drum without any microphone. */
export function drum(name: Drum): Float32Array {
  let x = played.get(name);
  if (!x) {
    x = strike(name);
    played.set(name, x);
  }
  return x;
}

function strike(name: Drum): Float32Array {
  const x = silence(FRAMES);
  const random = new Random(seedOf(`signal-fire/${name}`));
  const feel = FEELS[name];
  const score: Record<Drum, () => GridHit[]> = {
    kick: kickHits,
    snare: snareHits,
    hats: hatHits,
    toms: tomHits,
    cymbals: cymbalHits,
  };
  const hits = score[name]().map((hit) => ({
    atS: secondsAt(TEMPO, hit.beat) + timingErrorS(random, feel),
    velocity: playedVelocity(random, feel, hit.velocity),
    open: hit.open,
  }));
  for (const [i, hit] of hits.entries()) {
    if (name === 'kick') addKick(x, hit, 58, random);
    else if (name === 'snare') addSnare(x, hit, random);
    else if (name === 'toms') addTom(x, hit, i % 4 < 2 ? 0 : 1, random);
    else if (name === 'cymbals') addCrash(x, hit, random);
    else addHat(x, hit, hits[i + 1]?.atS ?? hit.atS + 2, random);
  }
  return x;
}

/** What a microphone hears of one drum: how much, how late (about 3 ms a metre), and through what air. */
export interface Bleed {
  drum: Drum;
  gain: number;
  delayMs: number;
  lowPassHz?: number;
}

/** The sum at a microphone. */
export function microphone(heard: readonly Bleed[]): Float32Array {
  const out = silence(FRAMES);
  for (const { drum: name, gain, delayMs, lowPassHz } of heard) {
    const source = lowPassHz ? filter(drum(name).slice(), SAMPLE_RATE, 'lowPass', lowPassHz) : drum(name);
    addAt(out, source, (delayMs / 1000) * SAMPLE_RATE, gain);
  }
  return out;
}
