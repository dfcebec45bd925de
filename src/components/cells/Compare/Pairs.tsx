/** "Which is clearer?": blind pairs, of one sound at two levels or of two sounds. */
import { useSignal } from '@preact/signals';
import { pairPlan, pairsResult } from '../../../course/ear/blind.ts';
import { inWords } from '../../../course/ear/binomial.ts';
import type { Clip } from '../../../state/audio.ts';
import { blindId } from '../../../state/blind.ts';
import { Button } from '../../controls/Button.tsx';
import { written } from '../../controls/value.ts';
import { BlindLevels } from '../ear/BlindLevels.tsx';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { readyOf, useSounds } from '../ear/sounds.ts';
import type { Ready } from '../ear/sounds.ts';
import { useRun } from '../ear/use-run.ts';
import { attenuated } from '../ear/attenuated.ts';
import type { ModeProps } from './mode.ts';

type Side = 'A' | 'B';
const isSide = (text: string): text is Side => text === 'A' || text === 'B';
const other = (side: Side): Side => (side === 'A' ? 'B' : 'A');

export function Pairs({
  lesson,
  ids,
  labels,
  loop,
  matched,
  name,
  n,
  title = 'Blind pairs',
  question = 'Which is clearer?',
  children,
  apart,
}: ModeProps & { apart: (number | null)[] }) {
  const desk = useSounds(`<Compare mode="pairs" of="${ids.join(' ')}">`, lesson, ids, loop, labels);
  const run = useRun(lesson, name);
  const programme = blindId(lesson, `compare ${name}`);
  const heard = useSignal<Side | ''>('');
  const tried = useSignal<ReadonlySet<Side>>(new Set());
  const plan = pairPlan(run.seed, apart);
  const answers = run.answers.filter(isSide);
  const at = answers.length;
  const done = run.restored && at >= plan.length;
  const result = done ? pairsResult(plan, answers) : null;
  const byLevel = ids.length === 1;
  const marked = byLevel ? 'the louder one' : `«${desk.sounds[0]!.label}»`;

  /** The two sounds of a pair under their letters. */
  const pairOf = (sounds: readonly Ready[], i: number): Ready[] => {
    const { apartDb, marked: side } = plan[i]!;
    const first = sounds[0]!;
    if (apartDb === null)
      return [
        { ...first, id: side },
        { ...sounds[1]!, id: other(side) },
      ];
    if (!('clip' in first)) throw new Error('a pair at two levels is made of a rendered mix');
    const clip = attenuated(first.clip as Clip, -apartDb);
    return [{ ...first, id: side }, readyOf(other(side), clip)];
  };
  const start = async (side: Side, i: number) => {
    heard.value = side;
    const sounds = await desk.ready();
    if (!sounds) return;
    const now = heard.peek() || side;
    playSounds({
      programme,
      song: desk.song,
      sounds: pairOf(sounds, Math.min(i, plan.length - 1)),
      heard: now,
      // One sound at two levels, matched, would be one sound.
      matched: matched && !byLevel,
      passage: desk.passage,
    });
    tried.value = new Set([...tried.peek(), now]);
  };
  const answer = (side: Side) => {
    const unheard = (['A', 'B'] as const).find((each) => !tried.peek().has(each));
    if (unheard) return void start(unheard, at);
    run.answer(side);
    tried.value = new Set();
    if (at + 1 < plan.length) void start('A', at + 1);
  };
  const onKey = (key: string): boolean => {
    if (key !== 'a' && key !== 'b') return false;
    void start(key === 'a' ? 'A' : 'B', at);
    return true;
  };
  const heardBoth = tried.value.has('A') && tried.value.has('B');
  return (
    <Frame
      n={n}
      title={title}
      programme={programme}
      onPlay={() => void start(heard.value || 'A', at)}
      what={desk.what}
      onKey={onKey}
      actions={
        !done && (
          <HeardChoice<Side>
            sounds={[
              { id: 'A', label: 'A' },
              { id: 'B', label: 'B' },
            ]}
            heard={heard.value}
            onHear={(next) => void start(next, at)}
          />
        )
      }
    >
      <Making progress={desk.progress} trouble={desk.trouble} />
      {!byLevel && !done && <BlindLevels sounds={desk.made} matched={matched} />}
      {!done && (
        <div class="cell-text ear-answer" role="group" aria-label={`Pair ${at + 1} of ${plan.length}`}>
          <p class="ear-count" role="status">
            Pair <b>{Math.min(at + 1, plan.length)}</b> of {plan.length}
          </p>
          <p class="ear-question">{question}</p>
          <Button kind="primary" onClick={() => answer('A')}>
            I choose A
          </Button>
          <Button kind="primary" onClick={() => answer('B')}>
            I choose B
          </Button>
          <span class="ear-quiet" role="status">
            {heardBoth ? '' : 'Hear both first. The keys A and B switch too.'}
          </span>
        </div>
      )}
      <div role="status">
        {result && (
          <div class="cell-text ear-result">
            <p class="ear-verdict">
              <strong>
                {result.chosen} of {result.pairs}
              </strong>{' '}
              <span>times you chose {marked}</span>
            </p>
            {result.byDistance.length > 1 && (
              <ul class="ear-by">
                {result.byDistance.map(({ apartDb, chosen, pairs }) => (
                  <li key={apartDb ?? 'two'}>
                    {apartDb === null ? '' : `${written(apartDb, 'dB', 0)} apart: `}
                    {chosen} of {pairs}
                  </li>
                ))}
              </ul>
            )}
            <p>
              {result.shown
                ? `Someone without a preference is as uneven ${inWords(result.p)}.`
                : `Someone without a preference is as uneven ${inWords(result.p)}, so these pairs alone do not show one. That does not prove that you have none.`}
            </p>
            {children}
          </div>
        )}
      </div>
      {result && (
        <PastRounds
          run={run}
          write={({ seed, answers: given }) => {
            const { chosen, pairs } = pairsResult(pairPlan(seed, apart), given.filter(isSide));
            return `${marked} ${chosen} of ${pairs} times`;
          }}
        />
      )}
    </Frame>
  );
}
