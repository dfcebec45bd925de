/** Transitions: risers into both choruses, cymbals that mark the form, and a low drop under the last chord. */
import { drop, reversed, riser } from '../../instruments/synth/effects.ts';
import { oneShot } from '../../instruments/sampled/one-shots.ts';
import { timingErrorS } from '../../performance/humanise.ts';
import { secondsAt } from '../../score.ts';
import { addAt, addPanned, repitch, SAMPLE_RATE, silence } from '../../signal/buffers.ts';
import type { Channels, StereoSignal } from '../../signal/buffers.ts';
import { filter } from '../../signal/biquad.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { CRASHES } from '../drums.ts';
import { FRAMES, TEMPO } from '../form.ts';

const FEEL = { timingMs: 3, lateMs: 0, velocitySpread: 0 };

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('paper-lanterns/fx'));
  const out: StereoSignal = [silence(FRAMES), silence(FRAMES)];
  const frameOf = (beat: number): number => Math.round(secondsAt(TEMPO, beat) * SAMPLE_RATE);

  for (const [fromBeat, toBeat] of [
    [34, 40],
    [75, 80],
  ] as const) {
    const [left, right] = riser(((toBeat - fromBeat) * 60) / TEMPO.bpm, 110, random);
    addAt(out[0], left, frameOf(toBeat) - left.length, 0.8);
    addAt(out[1], right, frameOf(toBeat) - right.length, 0.8);
  }
  for (const beat of [8, 40, 80]) {
    const swell = reversed(oneShot('drum_splash_hard'), beat === 8 ? 0.9 : 1.4);
    addPanned(out, swell, frameOf(beat) - swell.length, beat === 8 ? 0.22 : 0.4, -0.25);
  }
  for (const [beat, velocity, sound] of CRASHES) {
    const hard = repitch(
      oneShot(sound === 'crash' ? 'drum_splash_hard' : 'drum_cymbal_hard'),
      (sound === 'crash' ? 0.8 : 0.95) * random.between(0.98, 1.02),
    );
    filter(hard, SAMPLE_RATE, 'lowPass', 4000 + 14000 * velocity, 0.6);
    const at = frameOf(beat) + timingErrorS(random, FEEL) * SAMPLE_RATE;
    // Two microphones: the same cymbal, a little later and duller on the far side.
    addAt(out[0], hard, at, 0.5 * velocity);
    addAt(
      out[1],
      filter(hard.slice(), SAMPLE_RATE, 'highShelf', 7000, Math.SQRT1_2, -3),
      at + 24,
      0.42 * velocity,
    );
  }
  for (const beat of [72, 96]) addPanned(out, drop(random), frameOf(beat), beat === 96 ? 0.6 : 0.4, 0);
  return out;
}
