/** The checks of an exercise: mark and word first, then what was measured, what is asked, and one hint. */
import type { CheckResult } from '../../../course/types.ts';
import { MARKS, UNMEASURED, writeMeasured, writeRange } from './verdict.ts';

/** What is asked, by check: an exercise, or a task that a cell judges itself. */
export interface Asked {
  checks: Record<string, { label: string; further?: boolean }>;
}

export function CheckList({ exercise, results }: { exercise: Asked; results: CheckResult[] | null }) {
  return (
    <ul class="checks">
      {Object.entries(exercise.checks).map(([id, check]) => {
        const result = results?.find((r) => r.check === id) ?? null;
        const { mark, word } = result ? MARKS[result.verdict] : UNMEASURED;
        return (
          <li key={id} class={`check check-${result?.verdict ?? 'open'}`}>
            <span class="check-mark" aria-hidden="true">
              {mark}
            </span>
            <span class="check-label">
              <span class="visually-hidden">{word}: </span>
              {check.label}
              {check.further && <small>further</small>}
            </span>
            <span class="check-figure">
              {result ? (
                <>
                  <strong>{writeMeasured(result)}</strong>
                  <small>asked: {writeRange(result.range, result.unit)}</small>
                </>
              ) : (
                <small>{word}</small>
              )}
            </span>
            {result?.hint && <span class="check-hint">{result.hint}</span>}
          </li>
        );
      })}
    </ul>
  );
}
