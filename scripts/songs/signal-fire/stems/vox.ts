/** The lead, in the band's rehearsal room. */
import { recordLead } from '../../performance/lead.ts';
import type { Channels } from '../../signal/buffers.ts';
import { FRAMES } from '../form.ts';
import { LEAD, LEAD_SINGER } from '../vocals.ts';

const RECORDING = {
  effortDb: 7,
  usualEffort: 0.7,
  room: { seed: 18, decayS: 0.25, predelayS: 0.002, dampingHz: 5000 },
  wet: 0.14,
};

export const render = (): Promise<Channels> => recordLead(LEAD, LEAD_SINGER, RECORDING, FRAMES);
