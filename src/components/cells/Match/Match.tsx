/** Make B as loud as A by ear: a fader without figures, judged by the difference in loudness. Props: `Match.astro`. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import {
  differenceLu,
  judgeMatch,
  MATCH_ASKED,
  matchRound,
  ROUNDS,
  TRAVEL,
  WITHIN_LU,
} from '../../../course/ear/match.ts';
import { number } from '../../../dsp/core/params.ts';
import { trimCompare } from '../../../state/audio.ts';
import { blindId } from '../../../state/blind.ts';
import { markPassed } from '../../../state/progress.ts';
import { Button } from '../../controls/Button.tsx';
import { Fader } from '../../controls/Fader.tsx';
import { written } from '../../controls/value.ts';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { playSounds } from '../ear/play.ts';
import { Making, plays } from '../ear/Player.tsx';
import { useSounds } from '../ear/sounds.ts';
import type { Ready } from '../ear/sounds.ts';
import { useRun } from '../ear/use-run.ts';
import { CheckList } from '../Exercise/CheckList.tsx';
import '../Exercise/exercise.css';
import { island } from '../island.tsx';
import { idList } from '../passage.ts';
import './match.css';

export interface MatchProps {
  lesson: string | null;
  /** Two to four mixes of the lesson, two of which are dealt in each round. */
  of: string;
  /** A section, or times such as 0:22-0:31. */
  loop: string;
  /** Under this name the lesson's progress notes three of four rounds within 1 LU. */
  task?: string;
  /** Number of the cell, such as 2.3. */
  n?: string;
  /** Title of the cell. */
  title?: string;
  children?: ComponentChildren;
}

type Side = 'A' | 'B';

/** Without unit or figures: only higher and lower. */
const PLACE = number('Level of B', '', { min: 0, max: TRAVEL, default: TRAVEL / 2, decimals: 1 });
/** Places that the buttons beside the fader move it. */
const TAP = 2;

const differenceOf = (answer: string): number => Number(answer);
/** "0.7 LU louder than A", "as loud as A". */
const saysDifference = (lu: number): string =>
  Math.abs(lu) < 0.05
    ? 'as loud as A'
    : `${written(Math.abs(lu), 'LU', 1)} ${lu > 0 ? 'louder' : 'quieter'} than A`;

function MatchCell({ lesson, of, loop, task = 'match', n, title = 'As loud as A', children }: MatchProps) {
  const ids = idList(of);
  const desk = useSounds(`<Match of="${of}">`, lesson, ids, loop);
  const run = useRun(lesson, `match ${ids.join(' ')}`);
  const programme = blindId(lesson, `match ${ids.join(' ')}`);
  const heard = useSignal<Side | ''>('');
  /** Where B's fader stands; null until this round was heard. */
  const place = useSignal<number | null>(null);
  const frame = useRef(0);

  const at = run.answers.length;
  const done = run.restored && at >= ROUNDS;
  const lufs = (sounds: readonly Ready[]) => sounds.map(({ integratedLufs }) => integratedLufs);
  const roundOf = (sounds: readonly Ready[], i: number) => matchRound(run.seed, i, lufs(sounds));

  const trimsAt = (sounds: readonly Ready[], i: number, now: number): Record<Side, number> => {
    const round = roundOf(sounds, i);
    return { A: round.trimADb, B: round.trimBDb(now) };
  };
  const start = async (side: Side, i: number) => {
    heard.value = side;
    const sounds = await desk.ready();
    if (!sounds || !run.restored) return;
    const round = roundOf(sounds, i);
    place.value ??= round.start;
    const pair = [
      { ...sounds[round.a]!, id: 'A' },
      { ...sounds[round.b]!, id: 'B' },
    ];
    playSounds({
      programme,
      song: desk.song,
      sounds: pair,
      heard: heard.peek() || side,
      matched: true,
      trims: trimsAt(sounds, i, place.peek()!),
      passage: desk.passage,
    });
  };
  const move = (next: number) => {
    place.value = Math.min(TRAVEL, Math.max(0, next));
    // Whoever moves B wants to hear it; the level follows once a picture.
    if (heard.peek() !== 'B' || !plays(programme)) void start('B', at);
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      if (desk.made && place.peek() !== null) trimCompare(trimsAt(desk.made, at, place.peek()!));
    });
  };
  const answer = () => {
    const { made: sounds } = desk;
    if (!sounds || place.value === null) return void start('A', at);
    const lu = differenceLu(roundOf(sounds, at), place.value, lufs(sounds));
    run.answer(lu.toFixed(2));
    place.value = null;
    const all = [...run.answers.map(differenceOf), Number(lu.toFixed(2))];
    if (all.length < ROUNDS) void start('A', at + 1);
    else if (lesson !== null && judgeMatch(all)[0]!.verdict === 'met') void markPassed(lesson, task);
  };
  const onKey = (key: string): boolean => {
    if (done || (key !== 'a' && key !== 'b')) return false;
    void start(key === 'a' ? 'A' : 'B', at);
    return true;
  };
  const results = done ? judgeMatch(run.answers.map(differenceOf)) : null;
  const begun = place.value !== null;
  return (
    <Frame
      n={n}
      title={title}
      programme={programme}
      onPlay={() => void start(heard.value || 'A', Math.min(at, ROUNDS - 1))}
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
      {children && <div class="cell-text ear-task">{children}</div>}
      <Making progress={desk.progress} trouble={desk.trouble} />
      <div class="match">
        {!done && (
          <div class="match-desk" role="group" aria-label={`Round ${at + 1} of ${ROUNDS}`}>
            <p class="ear-count" role="status">
              Round <b>{Math.min(at + 1, ROUNDS)}</b> of {ROUNDS}
            </p>
            <div class="match-fader">
              <Fader
                param={PLACE}
                value={place.value ?? PLACE.default}
                onChange={move}
                name="Level of B"
                marks={[]}
                disabled={!begun}
                write={(now) => ({ figure: `place ${Math.round(now)} of ${TRAVEL}`, unit: '' })}
              />
              <span aria-hidden="true">B</span>
            </div>
            <div class="match-taps">
              <Button name="B louder" disabled={!begun} onClick={() => move((place.value ?? 0) + TAP)}>
                + louder
              </Button>
              <Button name="B quieter" disabled={!begun} onClick={() => move((place.value ?? 0) - TAP)}>
                − quieter
              </Button>
            </div>
            <div class="match-say">
              <p class="ear-quiet">
                {begun
                  ? 'A stays. Move B until neither is the louder one. The keys A and B switch.'
                  : 'Press play: first you hear A.'}
              </p>
              <Button kind="primary" onClick={answer}>
                B is as loud as A
              </Button>
            </div>
          </div>
        )}
        <ol class="match-rounds" aria-label="Rounds so far" aria-live="polite">
          {run.answers.map((given, i) => {
            const lu = differenceOf(given);
            return (
              <li key={i}>
                <span class="ear-place">{i + 1}</span> B was {saysDifference(lu)}{' '}
                <span>{Math.abs(lu) <= WITHIN_LU ? '✓' : '○'}</span>
              </li>
            );
          })}
        </ol>
      </div>
      {results && (
        <>
          <CheckList exercise={{ checks: MATCH_ASKED }} results={results} />
          <PastRounds
            run={run}
            write={({ answers }) =>
              answers.map((given) => written(differenceOf(given), 'LU', 1, true)).join(' · ')
            }
          />
        </>
      )}
    </Frame>
  );
}

export const Match = island(MatchCell);
