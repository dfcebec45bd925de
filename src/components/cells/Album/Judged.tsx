/** The album's task: its checks, the join that is meant otherwise with the reason for it, and where it stands. */
import { ALBUM_CHECKS } from '../../../course/album/checks.ts';
import type { CheckResult } from '../../../course/types.ts';
import { LONGEST_REASON } from '../../../state/albums.ts';
import { Choice } from '../../controls/Choice.tsx';
import { CheckList } from '../Exercise/CheckList.tsx';
import '../Exercise/exercise.css';
import type { OpenAlbum } from './use-album.ts';
import './album.css';

const NONE = 'none';

interface JudgedProps {
  album: OpenAlbum;
  /** "Join 1", by its number from 0. */
  joins: readonly { id: string; label: string }[];
  results: CheckResult[];
  passed: boolean;
  /** Whether the songs are measured, without which nothing is judged. */
  measured: boolean;
}

export function Judged({ album, joins, results, passed, measured }: JudgedProps) {
  const { excused, reason } = album;
  return (
    <>
      <CheckList exercise={{ checks: ALBUM_CHECKS }} results={results} />
      <div class="album-excuse">
        <span>A join that is meant otherwise:</span>
        <Choice
          name="Join to excuse"
          choices={[{ id: NONE, label: 'none' }, ...joins]}
          value={excused === null ? NONE : String(excused)}
          onChange={(id) => album.excuse(id === NONE ? null : Number(id))}
        />
        {excused !== null && (
          <label>
            <span>Why</span>
            <input
              type="text"
              maxLength={LONGEST_REASON}
              value={reason}
              onInput={(event) => album.explain(event.currentTarget.value)}
            />
          </label>
        )}
      </div>
      <p class="exercise-says cell-text" role="status">
        {!measured
          ? 'Measure the songs, and the list is judged with every move you make.'
          : passed
            ? 'The task is met. Play the joins once more without looking.'
            : 'Not there yet: the hints say what to listen for.'}
      </p>
    </>
  );
}
