/** Earlier rounds of a test, and taking it again. */
import type { Round } from '../../../state/ear-runs.ts';
import { Button } from '../../controls/Button.tsx';
import type { OpenRun } from './use-run.ts';

/** Rounds that are listed at most, the newest first. */
const SHOWN = 6;

const dayOf = (iso: string): string =>
  new Date(iso).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });

export function PastRounds({ run, write }: { run: OpenRun; write: (round: Round) => string }) {
  const past = run.past
    .filter(({ answers }) => answers.length > 0)
    .slice(-SHOWN)
    .reverse();
  return (
    <div class="cell-foot ear-past">
      <Button onClick={run.again}>Take it again</Button>
      {past.length > 0 && (
        <details>
          <summary>Your earlier rounds</summary>
          <ul>
            {past.map((round) => (
              <li key={round.at + round.seed}>
                <span>{dayOf(round.at)}</span> {write(round)}
              </li>
            ))}
          </ul>
        </details>
      )}
      <span class="ear-quiet">Kept on this device only.</span>
    </div>
  );
}
