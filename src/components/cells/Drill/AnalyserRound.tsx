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
import { hertzText } from '../../../course/ear/drills/bands.ts';
import { wakeSound } from '../../../state/audio.ts';
import { blindId } from '../../../state/blind.ts';
import { openMix } from '../../../state/mix.ts';
import { FREQUENCY_MARKS, frequencyScale, levelScale, REGIONS } from '../../charts/scales.ts';
import { Choice } from '../../controls/Choice.tsx';
import { written } from '../../controls/value.ts';
import { Frame } from '../ear/Frame.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { useMaking } from '../ear/use-making.ts';
import { passageOf } from '../loop.ts';
import { useRun } from '../ear/use-run.ts';
import { Legend } from '../Legend.tsx';
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
          <Choice<Side | ''>
            name="What you hear"
            choices={[
              { id: 'first', label: 'Original' },
              { id: 'second', label: 'Changed' },
            ]}
            value={heard.value}
            onChange={(side) => side && void start(side)}
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

const HEIGHT = 170;
const across = frequencyScale(100);
const down = levelScale(HEIGHT - 30, -70, -10);

/** Third-octave levels of both sounds, as an analyser would show them; the second may be of another sound. */
function AnalyserPicture({ made }: { made: Material | null }) {
  const line = (i: number): string => {
    const sound = made?.sounds[i];
    if (!sound) return '';
    return sound.bandsHz
      .map(
        (hz, b) =>
          `${b === 0 ? 'M' : 'L'}${(across.to(hz) * 10).toFixed(1)} ${down.to(sound.levelsDb[b]!).toFixed(1)}`,
      )
      .join('');
  };
  return (
    <>
      <div class="picture drill-analyser">
        <svg
          viewBox={`0 0 1000 ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label="Analyser: levels of the original and of the changed sound, a third of an octave each"
        >
          {FREQUENCY_MARKS.filter(({ label }) => label).map(({ hz }) => (
            <line
              key={hz}
              class="grid-line"
              x1={across.to(hz) * 10}
              x2={across.to(hz) * 10}
              y1="0"
              y2={HEIGHT - 30}
            />
          ))}
          <path class="drill-line-first" d={line(0)} />
          <path class="drill-line-second" d={line(2)} />
        </svg>
        <svg aria-hidden="true">
          {FREQUENCY_MARKS.filter(({ label }) => label).map(({ hz, label }) => (
            <text key={hz} class="axis-figure axis-middle" x={`${across.to(hz)}%`} y={HEIGHT - 19}>
              {label}
            </text>
          ))}
          {REGIONS.map((r) => (
            <text
              key={r.id}
              class="axis-region axis-middle"
              x={`${across.to(Math.sqrt(r.fromHz * r.toHz))}%`}
              y={HEIGHT - 5}
            >
              {r.label}
            </text>
          ))}
          {[-20, -40, -60].map((db) => (
            <text key={db} class="axis-figure" x="8" y={down.to(db) + 4}>
              −{-db}
              {db === -20 ? ' dBFS' : ''}
            </text>
          ))}
        </svg>
      </div>
      <Legend
        entries={[
          { label: 'original', class: 'drill-first', mark: 'line' },
          { label: 'changed, as the analyser shows it', class: 'drill-second', mark: 'line' },
        ]}
      />
      <details class="text-now">
        <summary>In words</summary>
        <p>{made ? inWords(made) : 'Nothing is measured yet. Press play.'}</p>
      </details>
    </>
  );
}

/** What the picture says: where it shows the largest difference. */
function inWords({ sounds }: Material): string {
  const [original, , shown] = sounds;
  const rises = shown!.levelsDb.map((db, b) => db - original!.levelsDb[b]!);
  const most = rises.indexOf(Math.max(...rises));
  return `The analyser shows the changed sound ${written(rises[most]!, 'dB', 1, true)} against the original around ${hertzText(Math.round(shown!.bandsHz[most]!))}, where it differs most.`;
}
