/** The lead: a low voice, close to the microphone. */
import { phraseSpans, ridePhrases, spanRmsDb } from '../../performance/phrases.ts';
import { SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { inRoom } from '../../signal/room.ts';
import { sing } from '../../singer/sing.ts';
import { FRAMES } from '../form.ts';
import { LEAD } from '../vocals.ts';

/** Decibels from half spoken to sung. */
const EFFORT_DB = 8;

export async function render(): Promise<Channels> {
  const x = await sing(LEAD, 'male', { seed: 3 }, SAMPLE_RATE, FRAMES);
  const spans = phraseSpans(LEAD);
  const gainsDb = LEAD.lines.map(
    (line, i) => -26 + EFFORT_DB * (line.effort - 0.5) - spanRmsDb(x, spans[i]!),
  );
  ridePhrases(x, spans, gainsDb);
  return [inRoom(x, { seed: 89, decayS: 0.18, predelayS: 0.0015, dampingHz: 4500 }, 0.1)];
}
