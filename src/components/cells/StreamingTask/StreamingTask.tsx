/** Eight masters, a service each: which way is it moved, and by how much? One after the other, each with its reason. */
import { useSignal } from '@preact/signals';
import {
  CASE_LABELS,
  CASES,
  isExact,
  isRight,
  judgeCases,
  solutionOf,
} from '../../../course/streaming-cases.ts';
import type { Answer, Move } from '../../../course/streaming-cases.ts';
import type { Service } from '../../../course/streaming.ts';
import { markPassed } from '../../../state/progress.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { written } from '../../controls/value.ts';
import { Frame } from '../ear/Frame.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { useRun } from '../ear/use-run.ts';
import { CheckList } from '../Exercise/CheckList.tsx';
import '../Exercise/exercise.css';
import { island } from '../island.tsx';
import './streaming-task.css';

interface StreamingTaskProps {
  lesson: string | null;
  services: Service[];
  /** Passing is noted under this name. */
  task: string;
  n?: string;
  title?: string;
}

const MOVES: { id: Move; label: string }[] = [
  { id: 'down', label: 'Down' },
  { id: 'up', label: 'Up' },
  { id: 'unchanged', label: 'Unchanged' },
  { id: 'unknown', label: 'Not known' },
];

/** An answer is kept as "down 6". */
const read = (text: string): Answer => {
  const [move, byDb] = text.split(' ');
  return { move: move as Move, byDb: Number(byDb) };
};

function StreamingTaskCell({
  lesson,
  services,
  task,
  n,
  title = 'What will they do with it?',
}: StreamingTaskProps) {
  const run = useRun(lesson, 'streaming cases');
  const move = useSignal<Move | ''>('');
  const typed = useSignal('');
  const at = run.answers.length;
  const done = run.restored && at >= CASES.length;
  const one = CASES[Math.min(at, CASES.length - 1)]!;
  const labelOf = (id: string): string => services.find((service) => service.id === id)!.label;
  const moves = move.value === 'down' || move.value === 'up';
  // A comma is a decimal point in many countries; the sign is in the choice.
  const byDb = Math.abs(Number(typed.value.replace(',', '.').replace('−', '-').replace(/dB/i, '')));
  const whole = move.value !== '' && (!moves || (typed.value.trim() !== '' && Number.isFinite(byDb)));

  /** What is so, and by which figures: whoever was wrong can work it out once more. */
  const says = (i: number): string => {
    const { integratedLufs, service } = CASES[i]!;
    const { label, targetLufs, raisedPeakDb } = services.find(({ id }) => id === service)!;
    const played = solutionOf(services, CASES[i]!);
    const by = written(played.gainDb, 'dB', 1, true);
    const target = written(targetLufs, 'LUFS', 0);
    switch (played.move) {
      case 'down':
        return `Turned down: ${by}, to ${target}.`;
      case 'up':
        return `Turned up: ${by}, to ${target}.`;
      case 'held':
        return `Turned up by ${by} only. ${target} would take ${written(targetLufs - integratedLufs, 'dB', 1, true)}, but then its peaks would pass ${written(raisedPeakDb!, 'dBTP', 0)}.`;
      case 'unchanged':
        return `Left as it is: it is quieter than ${target}, and ${label} turns nothing up.`;
      case 'unknown':
        return `Not known: it is quieter than ${target}, and nobody outside knows whether ${label} turns up.`;
    }
  };
  const said = ({ move, byDb }: Answer): string => {
    const word = MOVES.find(({ id }) => id === move)!.label.toLowerCase();
    return move === 'down' || move === 'up' ? `${word} by ${written(byDb, 'dB', 1)}` : word;
  };
  const answer = () => {
    if (!whole || move.value === '') return;
    const given: Answer = { move: move.value, byDb: moves ? byDb : 0 };
    run.answer(`${given.move} ${given.byDb}`);
    const all = [...run.answers.map(read), given];
    if (all.length === CASES.length && lesson !== null && judgeCases(services, all)[0]!.verdict === 'met')
      void markPassed(lesson, task);
    move.value = '';
    typed.value = '';
  };
  const results = done ? judgeCases(services, run.answers.map(read)) : null;
  return (
    <Frame n={n} title={title}>
      {!done && (
        <form
          class="cases"
          onSubmit={(event) => {
            event.preventDefault();
            answer();
          }}
        >
          <p class="cases-count" role="status">
            Case {at + 1} of {CASES.length}
          </p>
          <p class="cases-case">
            <strong>{labelOf(one.service)}</strong> gets a master at{' '}
            <b>{written(one.integratedLufs, 'LUFS', 1)}</b> with a true peak of{' '}
            <b>{written(one.truePeakDb, 'dBTP', 1)}</b>. What happens to its level
            {isExact(one) ? ', to 0.3 dB?' : ', about?'}
          </p>
          <div class="cases-answer">
            <Choice<Move | ''>
              name="It is moved"
              choices={MOVES}
              value={move.value}
              onChange={(next) => (move.value = next)}
            />
            {moves && (
              <label>
                by{' '}
                <input
                  type="text"
                  inputMode="decimal"
                  size={6}
                  value={typed.value}
                  onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
                />{' '}
                dB
              </label>
            )}
            <Button kind="primary" disabled={!whole || !run.restored} onClick={answer}>
              Answer
            </Button>
          </div>
        </form>
      )}
      {at > 0 && (
        <ol class="cases-done" aria-label="Answered">
          {run.answers.slice(0, CASES.length).map((text, i) => {
            const right = isRight(services, CASES[i]!, read(text));
            return (
              <li key={i}>
                <b>{right ? '✓' : '○'}</b> {labelOf(CASES[i]!.service)},{' '}
                {written(CASES[i]!.integratedLufs, 'LUFS', 1)}: {says(i)}
                {!right && <small> You said: {said(read(text))}.</small>}
              </li>
            );
          })}
        </ol>
      )}
      <CheckList
        exercise={{
          checks: { exact: { label: CASE_LABELS.exact }, about: { label: CASE_LABELS.about, further: true } },
        }}
        results={results}
      />
      {done && (
        <PastRounds
          run={run}
          write={({ answers }) => {
            const [exact, about] = judgeCases(services, answers.map(read));
            return `${exact!.value} and ${about!.value} of 4`;
          }}
        />
      )}
    </Frame>
  );
}

export const StreamingTask = island(StreamingTaskCell);
