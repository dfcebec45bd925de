/** A lead as recorded: one take, its phrases as loud as their effort asks, in the room it was sung in. */
import type { VocalPart } from '../score.ts';
import { SAMPLE_RATE } from '../signal/buffers.ts';
import type { Channels } from '../signal/buffers.ts';
import { inRoom } from '../signal/room.ts';
import type { Room } from '../signal/room.ts';
import { sing } from '../singer/sing.ts';
import type { Singer } from '../singer/sing.ts';
import { phraseSpans, ridePhrases, spanRmsDb } from './phrases.ts';

export interface LeadRecording {
  /** From effort 0, half spoken, to effort 1, called, dB. */
  effortDb: number;
  /** The effort of a phrase that stands at −26 dBFS. */
  usualEffort: number;
  room: Room;
  /** How much of the room is heard. */
  wet: number;
}

export async function recordLead(
  part: VocalPart,
  { voice, take }: Singer,
  { effortDb, usualEffort, room, wet }: LeadRecording,
  frames: number,
): Promise<Channels> {
  const x = await sing(part, voice, take, SAMPLE_RATE, frames);
  const spans = phraseSpans(part);
  const gainsDb = part.lines.map(
    (line, i) => -26 + effortDb * (line.effort - usualEffort) - spanRmsDb(x, spans[i]!),
  );
  ridePhrases(x, spans, gainsDb);
  return [inRoom(x, room, wet)];
}
