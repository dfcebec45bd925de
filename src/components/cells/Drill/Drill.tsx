/** Ear training: a hidden change is to be named, and the next question follows from how it went. Props: `Drill.astro`. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Question } from '../../../course/ear/drills/kind.ts';
import {
  DRILL_ASKED,
  drillState,
  judgeDrill,
  readAnswer,
  writeAnswer,
} from '../../../course/ear/drills/progress.ts';
import { drillOf, DRILLS } from '../../../course/ear/drills/registry.ts';
import { seededRandom, seedOf } from '../../../course/ear/random.ts';
import { pause, wakeSound } from '../../../state/audio.ts';
import { blindId } from '../../../state/blind.ts';
import { openMix } from '../../../state/mix.ts';
import { markPassed } from '../../../state/progress.ts';
import { Button } from '../../controls/Button.tsx';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { playSounds } from '../ear/play.ts';
import { Making, plays } from '../ear/Player.tsx';
import { useMaking } from '../ear/use-making.ts';
import { passageOf } from '../loop.ts';
import { useRun } from '../ear/use-run.ts';
import { CheckList } from '../Exercise/CheckList.tsx';
import '../Exercise/exercise.css';
import { island } from '../island.tsx';
import { idList } from '../passage.ts';
import { AnalyserRound } from './AnalyserRound.tsx';
import { Choices } from './Choices.tsx';
import { History } from './History.tsx';
import { makeMaterial, pairOf, questionTrims } from './material.ts';
import type { Material, Side, Source } from './material.ts';
import { openOwnFile } from './own-file.ts';
import type { OwnFile } from './own-file.ts';
import './drill.css';

export interface DrillProps {
  lesson: string | null;
  /** Mixes to choose from; prints are made quickest. */
  of: string;
  /** Which drills: bands, level, compression, pan, reverb, delay, distortion, loudness; all unless told. */
  kinds?: string;
  /** A section, or times such as 0:22-0:31; unless told, a passage is dealt every five questions. */
  loop?: string;
  /** A file of the learner's own is offered as well, read on the device. */
  own?: 'on' | 'off';
  /** one-false: five questions with an analyser in view, which shows another sound once. */
  analyser?: 'one-false';
  /** Under this name the lesson's progress notes twenty answers, the last ten harder than the first ten. */
  task?: string;
  /** Number of the cell, such as 5.2. */
  n?: string;
  /** Title of the cell. */
  title?: string;
  children?: ComponentChildren;
}

/** A round of answers is closed before it would be longer than what is kept. */
const MOST_IN_A_ROUND = 400;
const OWN = 'own file';

function DrillCell(props: DrillProps) {
  const { lesson, of, loop, n, title = 'With an analyser', children } = props;
  if (props.analyser !== 'one-false') return <Series {...props} />;
  return (
    <AnalyserRound lesson={lesson} of={idList(of)[0]!} loop={loop} n={n} title={title}>
      {children}
    </AnalyserRound>
  );
}

function Series(props: DrillProps) {
  const { lesson, of, kinds, loop, own = 'off', task, n, title = 'Ear training', children } = props;
  const mixes = useMemo(() => idList(of).map((id) => ({ id, mix: openMix(lesson, id) })), [lesson, of]);
  const offered = useMemo(() => {
    const ids = idList(kinds);
    const list = ids.length === 0 ? [...DRILLS] : ids.flatMap((id) => drillOf(id) ?? []);
    if (list.length !== (ids.length || DRILLS.length))
      throw new Error(`<Drill kinds="${kinds}">: there are ${DRILLS.map(({ id }) => id).join(', ')}.`);
    return list;
  }, [kinds]);
  const kindId = useSignal(offered[0]!.id);
  const kind = drillOf(kindId.value)!;
  // One series for each drill, whichever page it is done on.
  const run = useRun(null, `drill ${kind.id}`);
  const programme = blindId(lesson, `drill ${offered.map(({ id }) => id).join(' ')}`);

  const sourceId = useSignal(mixes[0]?.id ?? OWN);
  const file = useSignal<OwnFile | null>(null);
  const making = useMaking();
  const material = useSignal<Material | null>(null);
  const heard = useSignal<Side | ''>('');
  /** The choice given to the question that still stands there. */
  const given = useSignal<string | null>(null);
  const asked = useRef('');
  /** The question is to sound as soon as it can be made. */
  const wanted = useRef(false);

  const all = run.answers.flatMap((text) => readAnswer(text) ?? []);
  // The answered question stands until the next one is asked for.
  const before = given.value === null ? all : all.slice(0, -1);
  const number = before.length;
  const state = drillState(before, kind.levels.length - 1);
  const question = kind.question(seededRandom(seedOf(run.seed, number)), state.level);
  const reveals = given.value !== null;
  const name = `${kind.id} ${sourceId.value} ${number} ${run.seed}`;

  const source = (): Source | null => {
    if (sourceId.value === OWN) return file.value && { kind: 'own', file: file.value };
    const found = mixes.find(({ id }) => id === sourceId.value);
    return found ? { kind: 'mix', mix: found.mix, passage: passageOf(found.mix.song, loop) } : null;
  };
  const sound = (made: Material, side: Side, { apartLu }: Question) => {
    heard.value = side;
    const { song, passage } = made;
    const sounds = pairOf(made);
    const trims = questionTrims(sounds, apartLu);
    playSounds({ programme, song, sounds, heard: side, matched: true, trims, passage });
  };
  const start = async (side: Side) => {
    wakeSound();
    if (material.peek() && asked.current === name) return sound(material.peek()!, side, question);
    const from = source();
    if (!from) return;
    if (!run.restored || making.busy()) {
      // Another drill was chosen while a question was being made: this one follows as soon as that is done.
      wanted.current ||= asked.current !== name;
      return;
    }
    asked.current = name;
    const made = await making.make((say) => {
      say(0);
      return makeMaterial(from, question, run.seed, number, say);
    }, 'The sound could not be made.');
    if (asked.current !== name) return;
    if (!made) {
      asked.current = '';
      return;
    }
    material.value = made;
    sound(made, side, question);
  };
  const answer = (choice: string) => {
    if (reveals) return;
    if (!material.value || asked.current !== name) return void start('first');
    const right = choice === question.answer;
    given.value = choice;
    run.answer(writeAnswer({ level: state.level, right, given: choice }));
    const results = judgeDrill([...all, { level: state.level, right, given: choice }]);
    if (task !== undefined && lesson !== null && results.every(({ verdict }) => verdict === 'met'))
      void markPassed(lesson, task);
  };
  const next = () => {
    if (all.length >= MOST_IN_A_ROUND) run.again();
    given.value = null;
    material.value = null;
    wanted.current = true;
    // The sound begins in this click; the question is made after the next rendering.
    wakeSound();
  };
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    void start('first');
  });
  const change = (set: () => void) => {
    if (plays(programme)) pause();
    set();
    given.value = null;
    material.value = null;
    asked.current = '';
    heard.value = '';
  };
  const openFile = async (chosen: File | undefined) => {
    if (!chosen) return;
    const opened = await making.make(() => openOwnFile(chosen), 'The file could not be read.');
    if (opened) change(() => (file.value = opened));
  };
  const onKey = (key: string): boolean => {
    if (key === 'a' || key === 'b') void start(key === 'a' ? 'first' : 'second');
    else if (key === 'n' && reveals) next();
    else {
      const choice = question.choices[Number(key) - 1];
      if (!/^[1-9]$/.test(key) || !choice) return false;
      answer(choice.id);
    }
    return true;
  };

  const names =
    question.shown === 'pair' ? { first: 'A', second: 'B' } : { first: 'Original', second: 'Changed' };
  const right = reveals && given.value === question.answer;
  const waitsForFile = sourceId.value === OWN && !file.value;
  return (
    <Frame
      n={n}
      title={title}
      programme={programme}
      onPlay={() => void start(heard.value || 'first')}
      what={`Question ${number + 1}`}
      onKey={onKey}
      actions={
        <HeardChoice<Side>
          sounds={[
            { id: 'first', label: names.first },
            { id: 'second', label: names.second },
          ]}
          heard={heard.value}
          onHear={(side) => void start(side)}
        />
      }
    >
      {children && <div class="cell-text ear-task">{children}</div>}
      {(offered.length > 1 || mixes.length > 1 || own === 'on') && (
        <div class="drill-setup">
          {offered.length > 1 && (
            <label>
              What to train
              <select
                value={kind.id}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  change(() => (kindId.value = value));
                }}
              >
                {offered.map((drill) => (
                  <option key={drill.id} value={drill.id}>
                    {drill.title}
                  </option>
                ))}
              </select>
            </label>
          )}
          {(mixes.length > 1 || own === 'on') && (
            <label>
              On
              <select
                value={sourceId.value}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  change(() => (sourceId.value = value));
                }}
              >
                {mixes.map(({ id, mix }) => (
                  <option key={id} value={id}>
                    {mix.song.title}
                  </option>
                ))}
                {own === 'on' && <option value={OWN}>My own file</option>}
              </select>
            </label>
          )}
          {sourceId.value === OWN && (
            <label>
              Sound file, read on this device only
              <input
                type="file"
                accept="audio/*"
                onChange={(event) => void openFile(event.currentTarget.files?.[0])}
              />
            </label>
          )}
        </div>
      )}
      <Making progress={making.progress} trouble={making.trouble} />
      <div class="cell-text drill-question">
        <p class="ear-count">
          Question <b>{number + 1}</b> · {kind.levels[state.level]}
        </p>
        <p class="ear-question">{waitsForFile ? 'Choose a file first.' : question.ask}</p>
        <Choices question={question} given={given.value} disabled={waitsForFile} onChoose={answer} />
        <div class="drill-said">
          <p role="status">
            {reveals
              ? right
                ? `✓ Right: ${question.truth}.`
                : `○ Not this time: ${question.truth}. Switch between the two once more. ${question.listenFor}`
              : material.value && asked.current === name
                ? 'Level-matched where the level is not the question. Keys: A and B to switch, figures to answer.'
                : asked.current === name
                  ? 'The next sound is being made.'
                  : 'Press play: first you hear the sound as it is.'}
          </p>
          {reveals && (
            <Button kind="primary" onClick={next}>
              Next question
            </Button>
          )}
        </div>
      </div>
      <History drill={kind} answers={all} past={run.past} />
      {task !== undefined && (
        <CheckList exercise={{ checks: DRILL_ASKED }} results={all.length > 0 ? judgeDrill(all) : null} />
      )}
      <div class="cell-foot">
        <Button
          kind="quiet"
          disabled={all.length === 0}
          onClick={() =>
            change(() => {
              run.forget();
            })
          }
        >
          Begin this series anew
        </Button>
        <span class="ear-quiet">Kept on this device only. Rest your ears after twenty minutes.</span>
      </div>
    </Frame>
  );
}

export const Drill = island(DrillCell);
