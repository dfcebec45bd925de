import { addKick } from '../../instruments/drums/kick.ts';
import { readGrid } from '../../performance/grid.ts';
import { playedVelocity, timingErrorS } from '../../performance/humanise.ts';
import { secondsAt } from '../../score.ts';
import { silence } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { CHORDS, FRAMES, intensityAt, sectionAt, TEMPO } from '../form.ts';

const FEEL = { timingMs: 5, lateMs: 4, velocitySpread: 0.08 };
/** A felt beater: soft, on one and before three; from the second half of the verse on. */
const PATTERN: Record<string, string> = {
  verse: 'o.......o.......',
  chorus: 'x......ox.......',
  bridge: 'o.......o.......',
  'chorus-2': 'x......ox.....o.',
};

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('half-a-room/kick'));
  const x = silence(FRAMES);
  for (const [bar, chord] of CHORDS.entries()) {
    const pattern = PATTERN[sectionAt(chord.startBeat).id];
    if (!pattern || bar < 4) continue;
    for (const hit of readGrid(pattern, chord.startBeat, 0.5 + 0.4 * intensityAt(chord.startBeat))) {
      const atS = secondsAt(TEMPO, hit.beat) + timingErrorS(random, FEEL);
      addKick(x, { atS, velocity: playedVelocity(random, FEEL, 0.7 * hit.velocity) }, 48, random);
    }
  }
  return [inRoom(x, { seed: 81, decayS: 0.4, predelayS: 0.004, dampingHz: 2500 }, 0.15)];
}
