/** The lead, in a dry booth. */
import { recordLead } from '../../performance/lead.ts';
import type { Channels } from '../../signal/buffers.ts';
import { FRAMES } from '../form.ts';
import { LEAD, LEAD_SINGER } from '../vocals.ts';

const RECORDING = {
  // A good singer's spread: from the softest line to the loudest 4 dB.
  effortDb: 7,
  usualEffort: 0.7,
  room: { seed: 8, decayS: 0.16, predelayS: 0.0015, dampingHz: 5000 },
  wet: 0.12,
};

export const render = (): Promise<Channels> => recordLead(LEAD, LEAD_SINGER, RECORDING, FRAMES);
