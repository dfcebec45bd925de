/** What a blind test says of loudness, once its sounds are made: how they are matched, or that they are not. */
import { turnedDownBlind } from './matching.ts';
import type { Ready } from './sounds.ts';

export function BlindLevels({ sounds, matched }: { sounds: readonly Ready[] | null; matched: boolean }) {
  return (
    sounds && (
      <p class="cell-text ear-quiet">
        {matched ? turnedDownBlind(sounds) : 'Not level-matched: here loudness is part of the question.'}
      </p>
    )
  );
}
