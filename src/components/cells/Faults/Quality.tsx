/** Quality control: three finished files with six faults, marked with their times while they play. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import {
  dealFaults,
  faultyFile,
  FILES,
  judgeMarks,
  judgeQuality,
  KIND_LABELS,
  QUALITY_ASKED,
  readMark,
  WHOLE,
  writeMark,
} from '../../../course/ear/quality.ts';
import type { FaultyFile, FileLetter, Mark } from '../../../course/ear/quality.ts';
import { seedOf } from '../../../course/ear/random.ts';
import { SEEDED_KINDS } from '../../../course/seeded/types.ts';
import type { SeededKind } from '../../../course/seeded/types.ts';
import { transport, wakeSound } from '../../../state/audio.ts';
import type { Clip } from '../../../state/audio.ts';
import { blindId } from '../../../state/blind.ts';
import { clipOf } from '../../../state/clips.ts';
import { openMix } from '../../../state/mix.ts';
import { markPassed } from '../../../state/progress.ts';
import { clock } from '../../transport/time.ts';
import { Button } from '../../controls/Button.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { PastRounds } from '../ear/PastRounds.tsx';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { readyOf, rendered } from '../ear/sounds.ts';
import { useMaking } from '../ear/use-making.ts';
import type { Say } from '../ear/use-making.ts';
import { passageOf } from '../loop.ts';
import { useRun } from '../ear/use-run.ts';
import { CheckList } from '../Exercise/CheckList.tsx';
import '../Exercise/exercise.css';
import { FilePicture } from './FilePicture.tsx';
import './faults.css';

interface QualityProps {
  lesson: string | null;
  of: string;
  loop: string;
  task: string;
  n: string | undefined;
  title: string;
  children?: ComponentChildren;
}

type Heard = FileLetter | 'approved';

const RATE = 48_000;
/** An offset is small beside music: the picture can be drawn this much taller. */
const ZOOM = 8;
/** Kept in the place of marks when a file set was checked and nothing had been marked. */
const NOTHING_MARKED = 'none';

interface Made {
  approved: Clip;
  files: Record<FileLetter, FaultyFile & { clip: Clip }>;
}

export function Quality({ lesson, of, loop, task, n, title, children }: QualityProps) {
  const mix = openMix(lesson, of);
  const passage = passageOf(mix.song, loop);
  if (!passage) throw new Error(`<Faults loop="${loop}">: name a section or times.`);
  const run = useRun(lesson, `faults seeded ${of}`);
  const programme = blindId(lesson, `faults seeded ${of}`);
  const making = useMaking();
  const made = useSignal<Made | null>(null);
  const madeOf = useRef(-1);
  const heard = useSignal<Heard | ''>('');
  const marking = useSignal<Mark[]>([]);
  const kind = useSignal<SeededKind>('click');
  const zoomed = useSignal(false);

  const done = run.restored && run.answers.length > 0;
  const marks = done ? run.answers.flatMap((text) => readMark(text) ?? []) : marking.value;
  const current = madeOf.current === run.seed ? made.value : null;
  const file: FileLetter = heard.value === '' || heard.value === 'approved' ? 'A' : heard.value;

  const makeFiles = async (say: Say): Promise<Made> => {
    say(0);
    const approved = await rendered(mix, passage, (done) => say(0.8 * done));
    const kinds = dealFaults(run.seed);
    const files = {} as Made['files'];
    for (const [i, letter] of FILES.entries()) {
      // A pause between the files, so that the page stays alive.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const faulty = faultyFile(approved, kinds[letter], RATE, seedOf(run.seed, i + 1));
      const clip = await clipOf(faulty.left, faulty.right, passage.fromS);
      files[letter] = { ...faulty, clip };
      say(0.8 + (0.2 * (i + 1)) / FILES.length);
    }
    return { approved, files };
  };
  const make = async (): Promise<Made | null> => {
    if (made.peek() && madeOf.current === run.seed) return made.peek();
    const fresh = await making.make(makeFiles, 'The files could not be made.');
    if (!fresh) return null;
    madeOf.current = run.seed;
    made.value = fresh;
    return fresh;
  };
  const start = async (next: Heard) => {
    wakeSound();
    heard.value = next;
    if (!run.restored || making.busy()) return;
    const all = await make();
    if (!all) return;
    const sounds = [
      ...FILES.map((letter) => readyOf<Heard>(letter, all.files[letter].clip)),
      readyOf<Heard>('approved', all.approved),
    ];
    // As they are: what is delivered is not matched.
    playSounds({ programme, song: mix.song, sounds, heard: heard.peek() || next, matched: false, passage });
  };
  const mark = () => {
    const whole = WHOLE.has(kind.value);
    const atS = whole ? null : Math.max(0, transport.peek().positionS - passage.fromS);
    marking.value = [...marking.value, { file, kind: kind.value, atS }];
  };
  const check = async () => {
    wakeSound();
    const all = await make();
    if (!all) return;
    const results = judgeQuality(judgeMarks(faultsOf(all), marking.value));
    if (lesson !== null && results.every(({ verdict }) => verdict === 'met')) void markPassed(lesson, task);
    run.answer(...(marking.value.length > 0 ? marking.value.map(writeMark) : [NOTHING_MARKED]));
  };
  const again = () => {
    marking.value = [];
    made.value = null;
    madeOf.current = -1;
    heard.value = '';
    run.again();
  };
  const onKey = (key: string): boolean => {
    const letter = FILES.find((each) => each.toLowerCase() === key);
    if (letter) void start(letter);
    else if (key === 'm' && !done) mark();
    else return false;
    return true;
  };
  const judged = done && current ? judgeMarks(faultsOf(current), marks) : null;
  const names: { id: Heard; label: string }[] = [
    ...FILES.map((letter) => ({ id: letter, label: `File ${letter}` })),
    { id: 'approved', label: 'As approved' },
  ];
  return (
    <Frame
      n={n}
      title={title}
      programme={programme}
      onPlay={() => void start(heard.value || 'A')}
      what={`${passage.label}, in a loop`}
      onKey={onKey}
      actions={
        <>
          <Toggle tone="quiet" value={zoomed.value} onChange={(on) => (zoomed.value = on)}>
            Zoom in
          </Toggle>
          <HeardChoice<Heard> sounds={names} heard={heard.value} onHear={(next) => void start(next)} />
        </>
      }
    >
      {children && <div class="cell-text ear-task">{children}</div>}
      <Making progress={making.progress} trouble={making.trouble} />
      <FilePicture
        sound={current && (heard.value === 'approved' ? current.approved : current.files[file])}
        label={heard.value === 'approved' ? 'The master as approved' : `File ${file}`}
        fromS={passage.fromS}
        lengthS={passage.toS - passage.fromS}
        programme={programme}
        zoom={zoomed.value ? ZOOM : 1}
        marks={heard.value === 'approved' ? [] : marks.filter((each) => each.file === file)}
        faults={judged && heard.value !== 'approved' ? current!.files[file].faults : []}
      />
      {!done && (
        <div class="quality-mark">
          <label>
            <span class="visually-hidden">What you hear in file {file}</span>
            <select
              value={kind.value}
              onChange={(event) => (kind.value = event.currentTarget.value as SeededKind)}
            >
              {SEEDED_KINDS.map((each) => (
                <option key={each} value={each}>
                  {KIND_LABELS[each]}
                </option>
              ))}
            </select>
          </label>
          <Button disabled={!current || heard.value === 'approved'} onClick={mark}>
            {WHOLE.has(kind.value) ? `Mark file ${file}` : `Mark it here, in file ${file}`}
          </Button>
          <span class="ear-quiet">
            Six faults of six kinds, two in each file. Keys: A, B, C to switch, M to mark.
          </span>
        </div>
      )}
      <ul class="quality-marks" aria-label="Your marks" aria-live="polite">
        {judged
          ? judged.found.map(({ file: letter, fault, found }) => (
              <li key={letter + fault.kind}>
                <span>{found ? '✓' : '○'}</span> File {letter}
                {WHOLE.has(fault.kind) ? '' : `, ${clock(passage.fromS + fault.fromS)}`}: {fault.says}
              </li>
            ))
          : marks.map((each, i) => (
              <li key={i}>
                File {each.file}: {KIND_LABELS[each.kind]}
                {each.atS !== null && <code>{clock(passage.fromS + each.atS)}</code>}
                {!done && (
                  <Button
                    kind="quiet"
                    name={`Remove this mark: ${KIND_LABELS[each.kind]} in file ${each.file}`}
                    onClick={() => (marking.value = marking.value.filter((_, j) => j !== i))}
                  >
                    Remove
                  </Button>
                )}
              </li>
            ))}
        {judged?.falseAlarms.map((each, i) => (
          <li key={`false ${i}`}>
            <span>○</span> Not there: {KIND_LABELS[each.kind]} in file {each.file}
            {each.atS !== null && <code>{clock(passage.fromS + each.atS)}</code>}
          </li>
        ))}
      </ul>
      {done && !judged && (
        <p class="cell-text ear-quiet">Press play to hear your last round again, with its faults shown.</p>
      )}
      <CheckList exercise={{ checks: QUALITY_ASKED }} results={judged ? judgeQuality(judged) : null} />
      {done ? (
        <PastRounds
          run={{ ...run, again }}
          write={({ answers }) => `${answers.filter(readMark).length} marks`}
        />
      ) : (
        <div class="cell-foot">
          <Button kind="primary" disabled={!current} onClick={() => void check()}>
            Check my marks
          </Button>
        </div>
      )}
    </Frame>
  );
}

const faultsOf = ({ files }: Made): Record<FileLetter, FaultyFile['faults']> => ({
  A: files.A.faults,
  B: files.B.faults,
  C: files.C.faults,
});
