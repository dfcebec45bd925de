/** The leads that are measured: what is sung, by whom, in which take. */
import { LEAD as HALF_A_ROOM } from '../../half-a-room/vocals.ts';
import { LEAD as PAPER_LANTERNS } from '../../paper-lanterns/vocals.ts';
import type { VocalPart } from '../../score.ts';
import { LEAD as SIGNAL_FIRE } from '../../signal-fire/vocals.ts';
import type { Take } from '../sing.ts';

export interface Lead {
  part: VocalPart;
  voice: 'female' | 'male';
  take: Take;
}

/** By song, as their `vox` stems are sung. */
export const LEADS: Readonly<Record<string, Lead>> = {
  'paper-lanterns': { part: PAPER_LANTERNS, voice: 'female', take: { seed: 1 } },
  'signal-fire': { part: SIGNAL_FIRE, voice: 'female', take: { seed: 5, tractScale: 0.985 } },
  'half-a-room': { part: HALF_A_ROOM, voice: 'male', take: { seed: 3 } },
};
