/** Five questions about bands with an analyser in view, whose picture is of another sound once. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import {
  ANALYSER_QUESTIONS,
  analyserQuestion,
  analyserResult,
  shownChain,
} from '../../../course/ear/drills/analyser.ts';
import { wakeSound } from '../../../state/audio.ts';
import { blindId } from '../../../state/blind.ts';
import { openMix } from '../../../state/mix.ts';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { useMaking } from '../ear/use-making.ts';
import { passageOf } from '../loop.ts';
import { useRun } from '../ear/use-run.ts';
import { AnalyserPicture } from './AnalyserPicture.tsx';
import { Choices } from './Choices.tsx';
import { makeMaterial, pairOf, questionTrims } from './material.ts';
import type { Material, Side } from './material.ts';
import './drill.css';

interface AnalyserRoundProps {
  lesson: string | null;
  /** The mix that it is played on. */
  of: string;
  loop: string | undefined;
  n: string | undefined;
  title: string;
  children?: ComponentChildren;
}

export function AnalyserRound({ lesson, of, loop, n, title, children }: AnalyserRoundProps) {
  const mix = openMix(lesson, of);
  const run = useRun(lesson, 'drill analyser');
  const programme = blindId(lesson, 'drill analyser');
  const making = useMaking();
  const material = useSignal<Material | null>(null);
  const heard = useSignal<Side | ''>('');
  const asked = useRef('');
  const wanted = useRef(false);

  const at = run.answers.length;
  const done = run.restored && at >= ANALYSER_QUESTIONS;
  const item = analyserQuestion(run.seed, Math.min(at, ANALYSER_QUESTIONS - 1));
  const name = `${run.seed} ${at}`;

  const sound = (made: Material, side: Side) => {
    heard.value = side;
    const { song, passage } = made;
    const sounds = pairOf(made);
    const trims = questionTrims(sounds, 'matched');
    playSounds({ programme, song, sounds, heard: side, matched: true, trims, passage });
  };
  const start = async (side: Side) => {
    wakeSound();
    if (material.peek() && asked.current === name) return sound(material.peek()!, side);
    if (!run.restored || done || making.busy()) return;
    asked.current = name;
    const source = { kind: 'mix', mix, passage: passageOf(mix.song, loop) } as const;
    const made = await making.make((say) => {
      say(0);
      return makeMaterial(source, item.question, run.seed, at, say, [shownChain(item)]);
    }, 'The sound could not be made.');
    if (!made) {
      asked.current = '';
      return;
    }
    material.value = made;
    sound(made, side);
  };
  const answer = (choice: string) => {
    if (done) return;
    if (!material.value || asked.current !== name) return void start('second');
    run.answer(choice);
    material.value = null;
    wanted.current = at + 1 < ANALYSER_QUESTIONS;
  };
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    void start('second');
  });
  const onKey = (key: string): boolean => {
    if (key === 'a' || key === 'b') void start(key === 'a' ? 'first' : 'second');
    else {
      const choice = item.question.choices[Number(key) - 1];
      if (!choice || done) return false;
      answer(choice.id);
    }
    return true;
  };
  const result = done ? analyserResult(run.seed, run.answers) : null;
  const { value: made } = material;
  return (
    <Frame
      n={n}
      title={title}
      programme={done ? undefined : programme}
      onPlay={() => void start(heard.value || 'second')}
      what={`Question ${at + 1}`}
      onKey={onKey}
      actions={
        !done && (
          <HeardChoice<Side>
            sounds={[
              { id: 'first', label: 'Original' },
              { id: 'second', label: 'Changed' },
            ]}
            heard={heard.value}
            onHear={(side) => void start(side)}
          />
        )
      }
    >
      {children && <div class="cell-text ear-task">{children}</div>}
      {!done && <AnalyserPicture made={made} />}
      <Making progress={making.progress} trouble={making.trouble} />
      {!done && (
        <div class="cell-text drill-question">
          <p class="ear-count" role="status">
            Question <b>{at + 1}</b> of {ANALYSER_QUESTIONS}
          </p>
          <p class="ear-question">{item.question.ask}</p>
          <Choices question={item.question} given={null} disabled={false} onChoose={answer} />
        </div>
      )}
      <div role="status">
        {result && (
          <div class="cell-text ear-result">
            <p class="ear-verdict">
              <strong>
                {result.rightWithTrue} of {ANALYSER_QUESTIONS - 1}
              </strong>{' '}
              <span>right where the picture was true</span>
            </p>
            <p>{result.says}</p>
          </div>
        )}
      </div>
      {result && (
        <PastRounds
          run={run}
          write={({ seed, answers }) => {
            const { followed } = analyserResult(seed, answers);
            return { ears: 'followed the ears', eyes: 'followed the eyes', neither: 'followed neither' }[
              followed
            ];
          }}
        />
      )}
    </Frame>
  );
}
