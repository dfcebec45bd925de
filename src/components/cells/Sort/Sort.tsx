/** Cards into bins: drag them, or pick a bin from each card's list. Judged at once, with a reason for each. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { seededRandom, shuffled } from '../../../course/ear/random.ts';
import { judgeSort, sortedRight, sortLabel } from '../../../course/ear/sorting.ts';
import type { SortCard } from '../../../course/ear/sorting.ts';
import { markPassed } from '../../../state/progress.ts';
import { Button } from '../../controls/Button.tsx';
import { Frame } from '../ear/Frame.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { useRun } from '../ear/use-run.ts';
import { CheckList } from '../Exercise/CheckList.tsx';
import '../Exercise/exercise.css';
import { island } from '../island.tsx';
import './sort.css';

/** What a lesson writes. */
export interface SortProps {
  lesson: string | null;
  /** The cards: a file of content/sorts. */
  cards: string;
  /** Under this name the lesson's progress notes it when enough cards are right. */
  task?: string;
  /** Number of the cell, such as 1.6. */
  n?: string;
  /** Title of the cell; the cards’ own unless told. */
  title?: string;
}

interface ViewProps {
  lesson: string | null;
  name: string;
  sort: { bins: Record<string, string>; atLeast: number; cards: Record<string, SortCard> };
  task: string;
  n: string | undefined;
  title: string;
  children?: ComponentChildren;
}

/** An answer is kept as "card bin". */
const placesOf = (answers: readonly string[]): Record<string, string> =>
  Object.fromEntries(answers.map((answer) => answer.split(' ') as [string, string]));

function SortCell({ lesson, name, sort, task, n, title, children }: ViewProps) {
  const { bins, cards, atLeast } = sort;
  const run = useRun(lesson, `sort ${name}`);
  const placing = useSignal<Record<string, string>>({});
  const over = useSignal<string | null>(null);
  const dragged = useRef<string | null>(null);
  const order = shuffled(seededRandom(run.seed), Object.keys(cards));
  const done = run.restored && run.answers.length > 0;
  const placed = done ? placesOf(run.answers) : placing.value;
  const left = order.filter((id) => !placed[id]);

  const put = (card: string, bin: string) => {
    const { [card]: _before, ...others } = placing.peek();
    placing.value = bin === '' ? others : { ...others, [card]: bin };
  };
  const drop = (bin: string) => (event: DragEvent) => {
    event.preventDefault();
    over.value = null;
    if (dragged.current !== null && !done) put(dragged.current, bin);
  };
  const check = () => {
    if (judgeSort(cards, placing.value, atLeast).verdict === 'met' && lesson !== null)
      void markPassed(lesson, task);
    run.answer(...Object.entries(placing.value).map(([card, bin]) => `${card} ${bin}`));
  };
  const again = () => {
    placing.value = {};
    run.again();
  };

  const cardView = (id: string) => {
    const card = cards[id]!;
    const bin = placed[id] ?? '';
    const right = done && sortedRight(card, bin);
    return (
      <li
        key={id}
        class="sort-card"
        draggable={!done}
        onDragStart={(event) => {
          dragged.current = id;
          event.dataTransfer?.setData('text/plain', id);
        }}
        data-verdict={done ? (right ? 'right' : 'wrong') : undefined}
      >
        <span class="sort-says">{card.says}</span>
        {done ? (
          <span class="sort-why">
            <b>{right ? '✓' : `○ ${bins[card.bin]}.`}</b> {card.why}
          </span>
        ) : (
          <label>
            <span class="visually-hidden">Where does this belong: {card.says}</span>
            <select value={bin} onChange={(event) => put(id, event.currentTarget.value)}>
              <option value="">not sorted yet</option>
              {Object.entries(bins).map(([each, label]) => (
                <option key={each} value={each}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
      </li>
    );
  };
  const results = done ? [judgeSort(cards, placed, atLeast)] : null;
  return (
    <Frame n={n} title={title}>
      <div class="cell-text ear-task">
        <p>Drag each card to where it belongs, or pick the place from its list.</p>
        {children}
      </div>
      {!done && (
        <ul
          class="sort-tray"
          data-undealt={run.restored ? undefined : ''}
          aria-label="Not sorted yet"
          onDragOver={(event) => event.preventDefault()}
          onDrop={drop('')}
        >
          {left.map(cardView)}
          {left.length === 0 && <li class="ear-quiet">All are sorted. Change your mind, or check.</li>}
        </ul>
      )}
      <div class="sort-bins">
        {Object.entries(bins).map(([bin, label]) => (
          <section
            key={bin}
            class="sort-bin"
            aria-label={label}
            data-over={over.value === bin || undefined}
            onDragOver={(event) => {
              event.preventDefault();
              over.value = bin;
            }}
            onDragLeave={() => (over.value = null)}
            onDrop={drop(bin)}
          >
            <h4>{label}</h4>
            <ul>{order.filter((id) => placed[id] === bin).map(cardView)}</ul>
          </section>
        ))}
      </div>
      <div role="status">
        <CheckList
          exercise={{ checks: { sorted: { label: sortLabel(cards, atLeast) } } }}
          results={results}
        />
      </div>
      {done ? (
        <PastRounds
          run={{ ...run, again }}
          write={({ answers }) => `${judgeSort(cards, placesOf(answers), atLeast).value} right`}
        />
      ) : (
        <div class="cell-foot">
          <Button kind="primary" disabled={left.length > 0} onClick={check}>
            Check
          </Button>
          <span class="ear-quiet">{left.length > 0 ? `${left.length} left to sort` : ''}</span>
        </div>
      )}
    </Frame>
  );
}

export const Sort = island(SortCell);
