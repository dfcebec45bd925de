/** Eight mixes that arrive: send back, master or leave alone, and why. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import {
  DEALT,
  dealMixes,
  DECISIONS,
  judgeOne,
  judgeTriage,
  readDecided,
  TRIAGE_ASKED,
  writeDecided,
} from '../../../course/ear/triage.ts';
import type { ArrivedMix, Decision } from '../../../course/ear/triage.ts';
import { pause, wakeSound } from '../../../state/audio.ts';
import type { Clip } from '../../../state/audio.ts';
import { blindId } from '../../../state/blind.ts';
import { renderClip } from '../../../state/clips.ts';
import { fetchEditor } from '../../../state/editing.ts';
import { openMix } from '../../../state/mix.ts';
import { pageData } from '../../../state/page-data.ts';
import { markPassed } from '../../../state/progress.ts';
import { Button } from '../../controls/Button.tsx';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { playSounds } from '../ear/play.ts';
import { Making, plays } from '../ear/Player.tsx';
import { readyOf, rendered } from '../ear/sounds.ts';
import { useMaking } from '../ear/use-making.ts';
import { useRun } from '../ear/use-run.ts';
import { CheckList } from '../Exercise/CheckList.tsx';
import '../Exercise/exercise.css';
import { sectionPassage } from '../passage.ts';
import type { Passage } from '../passage.ts';
import './faults.css';

interface TriageProps {
  lesson: string | null;
  reasons: Record<string, string>;
  mixes: ArrivedMix[];
  reference: string | undefined;
  task: string;
  n: string | undefined;
  title: string;
  children?: ComponentChildren;
}

type Side = 'mix' | 'reference';

/** As much of a passage as is rendered: longer is heard no better, and takes longer to make. */
const PIECE_S = 9;
const MARKS = { right: '✓', 'wrong-reason': '◐', wrong: '○' } as const;

const clips = new Map<string, Promise<Clip>>();

function passageOf(lesson: string | null, mix: ArrivedMix): Passage {
  const song = pageData(lesson).songs[mix.song]!;
  const at = mix.passage;
  const whole =
    at === 'song'
      ? { label: song.title, fromS: 0, toS: song.durationS }
      : 'section' in at
        ? sectionPassage(song, at.section)!
        : { label: '', ...at };
  return { ...whole, toS: Math.min(whole.toS, whole.fromS + PIECE_S) };
}

/** Renders a mix as it arrived; each once. */
function arrivedClip(
  lesson: string | null,
  mix: ArrivedMix,
  onProgress: (done: number) => void,
): Promise<Clip> {
  const make = async (): Promise<Clip> => {
    const data = pageData(lesson);
    const base = data.presets[mix.base]!;
    const { applyPatch } = await fetchEditor();
    const { fromS, toS } = passageOf(lesson, mix);
    const { session } = applyPatch(base, mix.patch);
    return renderClip({ song: data.songs[mix.song]!, session, fromS, toS, onProgress });
  };
  let clip = clips.get(mix.id);
  if (!clip) {
    clip = make();
    clip.catch(() => clips.delete(mix.id));
    clips.set(mix.id, clip);
  }
  return clip;
}

export function Triage({ lesson, reasons, mixes, reference, task, n, title, children }: TriageProps) {
  const data = pageData(lesson);
  for (const { id, base, song } of mixes) {
    if (!Object.hasOwn(data.presets, base) || !Object.hasOwn(data.songs, song))
      throw new Error(
        `<Faults>: «${id}» stands on ${base}; name a mix with that preset in the lesson’s mixes.`,
      );
  }
  const run = useRun(lesson, 'faults arrived');
  const programme = blindId(lesson, 'faults arrived');
  const making = useMaking();
  const heard = useSignal<Side | ''>('');
  const decision = useSignal<Decision | ''>('');
  const reason = useSignal('');
  /** The last answer stands until the next mix is asked for. */
  const revealed = useSignal(false);
  const wanted = useRef(false);

  const dealt = dealMixes(run.seed, mixes);
  const answers = run.answers.flatMap((text) => readDecided(text) ?? []);
  const done = run.restored && answers.length >= DEALT && !revealed.value;
  const at = revealed.value ? answers.length - 1 : Math.min(answers.length, DEALT - 1);
  const mix = dealt[at]!;
  const song = data.songs[mix.song]!;
  const results = answers.length >= DEALT ? judgeTriage(dealt, answers) : null;

  const start = async (side: Side) => {
    wakeSound();
    heard.value = side;
    if (!run.restored || making.busy()) return;
    const passage = passageOf(lesson, mix);
    const sounds = await making.make(async (say) => {
      say(0);
      const clip = await arrivedClip(lesson, mix, say);
      const arrived = readyOf<Side>('mix', clip);
      return reference === undefined ? [arrived] : [arrived, await referenceFor(clip, passage)];
    }, 'The mix could not be made.');
    if (!sounds) return;
    playSounds({ programme, song, sounds, heard: heard.peek() || side, matched: true, passage });
    // The next one is made meanwhile.
    const next = dealt[at + 1];
    if (next && answers.length < DEALT) void arrivedClip(lesson, next, () => {}).catch(() => {});
  };
  /** A chorus of the reference, laid where the mix's passage lies on the time line. */
  const referenceFor = async (clip: Clip, passage: Passage) => {
    const known = openMix(lesson, reference!);
    const chorus = sectionPassage(known.song, known.song.sections.find(({ id }) => id === 'chorus')?.id)!;
    const lengthS = passage.toS - passage.fromS;
    const piece = { ...chorus, toS: Math.min(chorus.toS, chorus.fromS + lengthS) };
    const found = await rendered(known, piece, () => {});
    const frames = clip.left.length;
    return readyOf<Side>('reference', {
      ...found,
      name: `${found.name} at ${passage.fromS} ${frames}`,
      fromS: passage.fromS,
      left: found.left.slice(0, frames),
      right: found.right.slice(0, frames),
    });
  };
  const answer = () => {
    if (decision.value === '' || reason.value === '') return;
    const given = { decision: decision.value, reason: reason.value };
    run.answer(writeDecided(given));
    revealed.value = true;
    const all = [...answers, given];
    if (all.length >= DEALT && lesson !== null && judgeTriage(dealt, all)[0]!.verdict === 'met')
      void markPassed(lesson, task);
  };
  const next = () => {
    revealed.value = false;
    decision.value = '';
    reason.value = '';
    wanted.current = answers.length < DEALT;
    if (wanted.current) wakeSound();
    // The last mix would sound on beside the result, and into the next round.
    else if (plays(programme)) pause();
  };
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    void start('mix');
  });
  const verdict = revealed.value ? judgeOne(mix, answers[at]!) : null;
  return (
    <Frame
      n={n}
      title={title}
      programme={done ? undefined : programme}
      onPlay={() => void start(heard.value || 'mix')}
      what={`Mix ${at + 1} of ${DEALT}`}
      actions={
        !done &&
        reference !== undefined && (
          <HeardChoice<Side>
            sounds={[
              { id: 'mix', label: 'This mix' },
              { id: 'reference', label: 'Reference' },
            ]}
            heard={heard.value}
            onHear={(side) => void start(side)}
          />
        )
      }
    >
      {children && <div class="cell-text ear-task">{children}</div>}
      <Making progress={making.progress} trouble={making.trouble} />
      {!done && (
        <div class="cell-text triage">
          <p class="ear-count" role="status">
            Mix <b>{at + 1}</b> of {DEALT}
          </p>
          {!revealed.value && (
            <>
              <fieldset class="triage-ask">
                <legend>What do you do with it?</legend>
                {Object.entries(DECISIONS).map(([id, label]) => (
                  <label key={id}>
                    <input
                      type="radio"
                      name={`${n ?? 'triage'}-decision`}
                      checked={decision.value === id}
                      onChange={() => (decision.value = id as Decision)}
                    />
                    {label}
                  </label>
                ))}
              </fieldset>
              <label class="triage-why">
                Why?
                <select value={reason.value} onChange={(event) => (reason.value = event.currentTarget.value)}>
                  <option value="">choose a reason</option>
                  {Object.entries(reasons).map(([id, label]) => (
                    <option key={id} value={id}>
                      {label}
                    </option>
                  ))}
                </select>
              </label>
              <Button kind="primary" disabled={decision.value === '' || reason.value === ''} onClick={answer}>
                Decide
              </Button>
            </>
          )}
          <div role="status" class="triage-said">
            {verdict && (
              <>
                <p>
                  <b>
                    {MARKS[verdict]}{' '}
                    {verdict === 'right'
                      ? 'Right.'
                      : verdict === 'wrong-reason'
                        ? 'The right decision, for another reason.'
                        : 'Not this time.'}
                  </b>{' '}
                  {DECISIONS[mix.verdict]}. {reasons[mix.reason]}.
                </p>
                <p>{mix.says}</p>
                <Button kind="primary" onClick={next}>
                  {answers.length < DEALT ? 'Next mix' : 'See the result'}
                </Button>
              </>
            )}
          </div>
        </div>
      )}
      {done && (
        <ol class="triage-list">
          {dealt.map((each, i) => {
            const given = answers[i]!;
            return (
              <li key={each.id}>
                <span>{MARKS[judgeOne(each, given)]}</span> {DECISIONS[each.verdict]}. {reasons[each.reason]}.
                {judgeOne(each, given) === 'right' ? (
                  ''
                ) : (
                  <small>
                    {' '}
                    you: {DECISIONS[given.decision].toLowerCase()}, {reasons[given.reason]?.toLowerCase()}
                  </small>
                )}
              </li>
            );
          })}
        </ol>
      )}
      <CheckList exercise={{ checks: TRIAGE_ASKED }} results={done ? results : null} />
      {done && (
        <PastRounds
          run={run}
          write={({ seed, answers: given }) => {
            const before = given.flatMap((text) => readDecided(text) ?? []);
            return `${judgeTriage(dealMixes(seed, mixes), before)[0]!.value} of ${DEALT} right`;
          }}
        />
      )}
    </Frame>
  );
}
