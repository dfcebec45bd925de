/** Playing the sounds of an ear cell in step: start, switch, and pick up again after another programme sounded. */
import {
  compared,
  hear,
  matchCompare,
  openCompare,
  seek,
  setLoop,
  sounding,
  transport,
  trimCompare,
} from '../../../state/audio.ts';
import type { SongInfo } from '../../../state/types.ts';
import type { Passage } from '../passage.ts';
import type { Ready } from './sounds.ts';

interface Playing {
  programme: string;
  song: SongInfo;
  sounds: readonly Ready[];
  heard: string;
  matched: boolean;
  /** dB taken from each while matched, instead of making them equally loud. */
  trims?: Record<string, number>;
  passage: Passage | null;
}

/** Plays them, one of them heard; what plays already goes on where it is. In a click. */
export function playSounds({ programme, song, sounds, heard, matched, trims, passage }: Playing): void {
  const elsewhere = sounding.peek() !== programme;
  const was = elsewhere ? null : compared.peek();
  openCompare({ id: programme, song, prints: [...sounds], heard, matched, ...(trims && { trims }) });
  hear(heard);
  if (was && trims) trimCompare(trims);
  else if (was && was.matched !== matched) matchCompare(matched);
  if (!passage) return;
  const { fromS, toS } = passage;
  const { loop, positionS } = transport.peek();
  if (elsewhere || !loop || loop.fromS < fromS || loop.toS > toS) setLoop({ fromS, toS });
  if (positionS < fromS || positionS >= toS) seek(fromS);
}
