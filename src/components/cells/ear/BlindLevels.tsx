/** What a blind test says of loudness: that its sounds are matched, once they are made by how much, or that they are not. */
import { turnedDownBlind } from './matching.ts';
import type { Ready } from './sounds.ts';

export function BlindLevels({ sounds, matched }: { sounds: readonly Ready[] | null; matched: boolean }) {
  // There from the start, so that nothing below it moves when the sounds are made.
  return (
    <p class="cell-text ear-quiet">
      {!matched
        ? 'Not level-matched: here loudness is part of the question.'
        : sounds
          ? turnedDownBlind(sounds)
          : 'Level-matched.'}
    </p>
  );
}
