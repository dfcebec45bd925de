/** Client cases led through a tree of questions: do it yourself, or ask somebody? Props: `Decide.astro`. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import {
  decidesLabel,
  follow,
  judgeDecisions,
  LONGEST_REASON,
  readCases,
  writeCase,
} from '../../../course/ear/deciding.ts';
import type { Tree } from '../../../course/ear/deciding.ts';
import { seededRandom, shuffled } from '../../../course/ear/random.ts';
import { markPassed } from '../../../state/progress.ts';
import { Button } from '../../controls/Button.tsx';
import { Frame } from '../ear/Frame.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { useRun } from '../ear/use-run.ts';
import { CheckList } from '../Exercise/CheckList.tsx';
import '../Exercise/exercise.css';
import { island } from '../island.tsx';
import './decide.css';

export interface DecideProps {
  lesson: string | null;
  /** Under this name the lesson's progress notes it when enough cases are decided for a good reason. */
  task?: string;
  /** Number of the cell, such as 22.4. */
  n?: string;
  /** Title of the cell; the tree’s own unless told. */
  title?: string;
  children?: ComponentChildren;
}

interface ViewProps extends DecideProps {
  tree: Tree & { title: string };
}

function DecideCell({ lesson, tree, task = 'cases', n, title = tree.title, children }: ViewProps) {
  const run = useRun(lesson, 'decide');
  /** Answers to the tree's questions, on the way to an outcome. */
  const path = useSignal<string[]>([]);
  const reason = useSignal('');
  /** The last case stands, with what is to be said of it, until the next one is asked for. */
  const revealed = useSignal(false);

  const order = shuffled(seededRandom(run.seed), Object.keys(tree.cases));
  const decided = readCases(run.answers);
  const count = run.answers.length;
  const done = run.restored && count >= order.length && !revealed.value;
  const at = revealed.value ? count - 1 : Math.min(count, order.length - 1);
  const name = order[at]!;
  const item = tree.cases[name]!;
  const here = follow(tree, path.value);
  const question = tree.questions[here];
  const outcome = question ? null : here;

  const decide = () => {
    if (outcome === null) return;
    const given = { outcome, reason: reason.value.trim() };
    run.answer(writeCase(name, given));
    revealed.value = true;
    const all = { ...decided, [name]: given };
    if (
      Object.keys(all).length >= order.length &&
      lesson !== null &&
      judgeDecisions(tree, all).verdict === 'met'
    )
      void markPassed(lesson, task);
  };
  const next = () => {
    revealed.value = false;
    path.value = [];
    reason.value = '';
  };
  const given = decided[name];
  const accepted = given && Object.hasOwn(item.accepts, given.outcome);
  return (
    <Frame n={n} title={title}>
      {children && <div class="cell-text ear-task">{children}</div>}
      {!done && (
        <div class="cell-text decide">
          <p class="ear-count" role="status">
            Case <b>{at + 1}</b> of {order.length}
          </p>
          <blockquote class="decide-case">{item.says}</blockquote>
          {!revealed.value && (
            <>
              <ol class="decide-path" aria-label="Your way so far">
                {path.value.map((answer, i) => {
                  const before = tree.questions[follow(tree, path.value.slice(0, i))]!;
                  return (
                    <li key={i}>
                      {before.asks} <b>{before.answers[answer]!.label}</b>
                    </li>
                  );
                })}
              </ol>
              {question && (
                <div role="group" aria-label={question.asks} class="decide-ask">
                  <p>{question.asks}</p>
                  {Object.entries(question.answers).map(([id, { label }]) => (
                    <Button key={id} onClick={() => (path.value = [...path.value, id])}>
                      {label}
                    </Button>
                  ))}
                </div>
              )}
              {outcome !== null && (
                <div class="decide-outcome">
                  <p role="status">
                    This leads to: <b>{tree.outcomes[outcome]}</b>.
                  </p>
                  <label>
                    Why, in your words? It is kept, not judged.
                    <input
                      type="text"
                      maxLength={LONGEST_REASON}
                      value={reason.value}
                      onInput={(event) => (reason.value = event.currentTarget.value)}
                    />
                  </label>
                  <Button kind="primary" onClick={decide}>
                    That is my advice
                  </Button>
                </div>
              )}
              {path.value.length > 0 && (
                <Button kind="quiet" onClick={() => (path.value = path.value.slice(0, -1))}>
                  One step back
                </Button>
              )}
            </>
          )}
          <div role="status" class="decide-said">
            {revealed.value && given && (
              <>
                <p>
                  <b>
                    {accepted ? '✓' : '○'} {tree.outcomes[given.outcome]}.
                  </b>{' '}
                  {accepted ? item.accepts[given.outcome] : item.otherwise}
                </p>
                {Object.entries(item.accepts)
                  .filter(([each]) => each !== given.outcome)
                  .map(([each, why]) => (
                    <p key={each}>
                      {accepted ? 'Also accepted' : 'Accepted'}: {tree.outcomes[each]!.toLowerCase()}. {why}
                    </p>
                  ))}
                <Button kind="primary" onClick={next}>
                  {count < order.length ? 'Next case' : 'See the result'}
                </Button>
              </>
            )}
          </div>
        </div>
      )}
      {done && (
        <ul class="decide-list">
          {order.map((each) => {
            const answer = decided[each]!;
            const good = Object.hasOwn(tree.cases[each]!.accepts, answer.outcome);
            return (
              <li key={each}>
                <p>{tree.cases[each]!.says}</p>
                <p>
                  <b>
                    {good ? '✓' : '○'} {tree.outcomes[answer.outcome]}
                  </b>
                  {answer.reason && <q>{answer.reason}</q>}
                </p>
              </li>
            );
          })}
        </ul>
      )}
      <details class="text-now decide-tree">
        <summary>The whole tree</summary>
        <Branch tree={tree} at={tree.start} />
      </details>
      <CheckList
        exercise={{ checks: { decided: { label: decidesLabel(tree) } } }}
        results={done ? [judgeDecisions(tree, decided)] : null}
      />
      {done && (
        <PastRounds
          run={run}
          write={({ answers }) => `${judgeDecisions(tree, readCases(answers)).value} of ${order.length}`}
        />
      )}
    </Frame>
  );
}

/** A question with what each of its answers leads to, or an outcome. */
function Branch({ tree, at }: { tree: Tree; at: string }) {
  const question = tree.questions[at];
  if (!question) return <b>{tree.outcomes[at]}</b>;
  return (
    <>
      {question.asks}
      <ul>
        {Object.entries(question.answers).map(([id, { label, to }]) => (
          <li key={id}>
            <i>{label}:</i> <Branch tree={tree} at={to} />
          </li>
        ))}
      </ul>
    </>
  );
}

export const Decide = island(DecideCell);
