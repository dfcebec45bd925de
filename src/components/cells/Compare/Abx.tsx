/** ABX: ten times, is X the same as A or as B? Which it is stands in the seed and is not on the page. */
import { useSignal } from '@preact/signals';
import { abxPlan, abxResult } from '../../../course/ear/blind.ts';
import { neededFor } from '../../../course/ear/binomial.ts';
import { blindId } from '../../../state/blind.ts';
import { Button } from '../../controls/Button.tsx';
import { BlindLevels } from '../ear/BlindLevels.tsx';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { useSounds } from '../ear/sounds.ts';
import { useRun } from '../ear/use-run.ts';
import type { ModeProps } from './mode.ts';

type Heard = 'A' | 'B' | 'X';
const isSide = (text: string): text is 'A' | 'B' => text === 'A' || text === 'B';

export function Abx({
  lesson,
  ids,
  labels,
  loop,
  matched,
  name,
  n,
  title = 'Blind: ABX',
  children,
  trials,
}: ModeProps & { trials: number }) {
  const desk = useSounds(`<Compare mode="abx" of="${ids.join(' ')}">`, lesson, ids, loop, labels);
  const run = useRun(lesson, name);
  const programme = blindId(lesson, `compare ${name}`);
  const heard = useSignal<Heard | ''>('');
  /** Whether X was heard in this trial: an answer before that is no answer. */
  const tried = useSignal(false);
  const plan = abxPlan(run.seed, trials);
  const answers = run.answers.filter(isSide);
  const trial = answers.length;
  const done = run.restored && trial >= trials;
  const result = done ? abxResult(plan, answers) : null;
  const label = (i: number) => desk.sounds[i]!.label;

  const soundOf = (letter: Heard, at: number): string => {
    const side = letter === 'X' ? (plan[at] ?? 'A') : letter;
    return ids[side === 'A' ? 0 : 1]!;
  };
  const start = async (letter: Heard) => {
    heard.value = letter;
    const sounds = await desk.ready();
    if (!sounds) return;
    const { song, passage } = desk;
    const now = heard.peek() || letter;
    playSounds({ programme, song, sounds, heard: soundOf(now, trial), matched, passage });
    if (now === 'X') tried.value = true;
  };
  const answer = (side: 'A' | 'B') => {
    if (done) return;
    // Not disabled meanwhile: a button that goes off under the hand takes the focus with it.
    if (!tried.peek()) return void start('X');
    run.answer(side);
    tried.value = false;
    // The next trial begins with what is known.
    if (trial + 1 < trials) void start('A');
  };
  const onKey = (key: string): boolean => {
    if (key !== 'a' && key !== 'b' && key !== 'x') return false;
    if (key === 'x' && done) return false;
    void start(key.toUpperCase() as Heard);
    return true;
  };
  return (
    <Frame
      n={n}
      title={title}
      programme={programme}
      onPlay={() => void start(heard.value || 'A')}
      what={desk.what}
      onKey={onKey}
      actions={
        <HeardChoice<Heard>
          sounds={[
            { id: 'A', label: `A: ${label(0)}` },
            { id: 'B', label: `B: ${label(1)}` },
            ...(done ? [] : [{ id: 'X', label: 'X' } as const]),
          ]}
          heard={done && heard.value === 'X' ? 'A' : heard.value}
          onHear={(next) => void start(next)}
        />
      }
    >
      <div class="cell-text ear-task">
        <p>
          {result
            ? `${trials} trials done.`
            : `X is the same as A or the same as B, dealt anew in each of ${trials} trials. Switch as often as you like, then say which. The letters A, B and X on the keyboard switch too.`}
        </p>
      </div>
      <Making progress={desk.progress} trouble={desk.trouble} />
      <BlindLevels sounds={desk.made} matched={matched} />
      {!result && (
        <div class="cell-text ear-answer" role="group" aria-label={`Trial ${trial + 1} of ${trials}`}>
          <p class="ear-count" role="status">
            Trial <b>{Math.min(trial + 1, trials)}</b> of {trials}
          </p>
          <Button kind="primary" onClick={() => answer('A')}>
            X is A
          </Button>
          <Button kind="primary" onClick={() => answer('B')}>
            X is B
          </Button>
          <span class="ear-quiet" role="status">
            {tried.value ? '' : 'Hear X first.'}
          </span>
        </div>
      )}
      <div role="status">
        {result && (
          <div class="cell-text ear-result">
            <p class="ear-verdict">
              <strong>
                {result.right} of {result.trials}
              </strong>{' '}
              <span>{result.shown ? '✓ a difference is shown' : '○ not shown'}</span>{' '}
              <small>p = {result.p < 0.001 ? '< 0.001' : result.p.toFixed(3)}</small>
            </p>
            <p>{result.says}</p>
            {children}
          </div>
        )}
      </div>
      {result && (
        <PastRounds
          run={run}
          write={({ seed, answers: given }) => {
            const { right, trials: of } = abxResult(abxPlan(seed, trials), given.filter(isSide));
            return `${right} of ${of} right`;
          }}
        />
      )}
      {!result && trial === 0 && (
        <p class="cell-text ear-quiet">
          {neededFor(trials) ?? trials} of {trials} right is what guessing hardly ever does.
        </p>
      )}
    </Frame>
  );
}
