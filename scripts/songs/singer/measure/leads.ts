/** The leads that are measured: what is sung, by whom, in which take. */
import * as halfARoom from '../../half-a-room/vocals.ts';
import * as paperLanterns from '../../paper-lanterns/vocals.ts';
import type { VocalPart } from '../../score.ts';
import * as signalFire from '../../signal-fire/vocals.ts';
import type { Singer } from '../sing.ts';

export interface Lead extends Singer {
  part: VocalPart;
}

/** By song, as their `vox` stems are sung. */
export const LEADS: Readonly<Record<string, Lead>> = {
  'paper-lanterns': { part: paperLanterns.LEAD, ...paperLanterns.LEAD_SINGER },
  'signal-fire': { part: signalFire.LEAD, ...signalFire.LEAD_SINGER },
  'half-a-room': { part: halfARoom.LEAD, ...halfARoom.LEAD_SINGER },
};
