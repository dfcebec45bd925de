/** The lead: a low voice, close to the microphone. */
import { recordLead } from '../../performance/lead.ts';
import type { Channels } from '../../signal/buffers.ts';
import { FRAMES } from '../form.ts';
import { LEAD, LEAD_SINGER } from '../vocals.ts';

const RECORDING = {
  effortDb: 8,
  usualEffort: 0.5,
  room: { seed: 89, decayS: 0.18, predelayS: 0.0015, dampingHz: 4500 },
  wet: 0.1,
};

export const render = (): Promise<Channels> => recordLead(LEAD, LEAD_SINGER, RECORDING, FRAMES);
