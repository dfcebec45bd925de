/** What a lesson says goes round in a cell. */
import type { SongInfo } from '../../state/types.ts';
import { sectionPassage, timePassage } from './passage.ts';
import type { Passage } from './passage.ts';

/** A section, or times: `loop="chorus"`, `loop="0:22-0:31"`. Throws at build time for what is neither. */
export function passageOf(song: SongInfo, loop: string | undefined): Passage | null {
  const times = /^([\d:.]+)-([\d:.]+)$/.exec(loop ?? '');
  return times ? timePassage(times[1]!, times[2]!) : sectionPassage(song, loop);
}
