/** The lead: one take, its phrases as loud as their effort asks, in a dry booth. */
import { phraseSpans, ridePhrases, spanRmsDb } from '../../performance/phrases.ts';
import { SAMPLE_RATE } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { inRoom } from '../../signal/room.ts';
import { sing } from '../../singer/sing.ts';
import { FRAMES } from '../form.ts';
import { LEAD } from '../vocals.ts';

/** A good singer's spread: from the softest line to the loudest 4 dB. */
const EFFORT_DB = 7;

export async function render(): Promise<Channels> {
  const x = await sing(LEAD, 'female', { seed: 1 }, SAMPLE_RATE, FRAMES);
  const spans = phraseSpans(LEAD);
  const gainsDb = LEAD.lines.map(
    (line, i) => -26 + EFFORT_DB * (line.effort - 0.7) - spanRmsDb(x, spans[i]!),
  );
  ridePhrases(x, spans, gainsDb);
  return [inRoom(x, { seed: 8, decayS: 0.16, predelayS: 0.0015, dampingHz: 5000 }, 0.12)];
}
