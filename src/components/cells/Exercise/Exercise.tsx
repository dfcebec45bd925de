/**
 * An exercise: what is asked, the checks with their verdicts in words, and what one can do with the result. The
 * sound is judged, by an offline render of the learner's own session. Nothing blocks progress.
 */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Check, CheckResult } from '../../../course/types.ts';
import type { Session } from '../../../session/document.ts';
import { isMastering } from '../../../session/sources.ts';
import { Button } from '../../controls/Button.tsx';
import { island } from '../island.tsx';
import { Cell } from '../Cell.tsx';
import { Reflection } from '../Reflection.tsx';
import { exerciseOf, useMix } from '../use-mix.ts';
import { CheckList } from './CheckList.tsx';
import './exercise.css';

export interface ExerciseProps {
  lesson: string | null;
  on: string;
  n?: string;
  title?: string;
  children?: ComponentChildren;
}

/** Kinds of checks that look at what was drawn, not at what is heard. */
const COUNTED: readonly Check['kind'][] = ['routing', 'automation-moves', 'automation-step', 'eq-moves'];

interface Judgement {
  results: CheckResult[];
  /** The session that was judged; another one now means the figures are old. */
  of: Session;
  /** Judged before anything was changed. */
  untouched: boolean;
}

function ExerciseCell({ lesson, on, n, title = 'Exercise', children }: ExerciseProps) {
  const mix = useMix(lesson, on);
  const exercise = exerciseOf(lesson, mix);
  const judged = useSignal<Judgement | null>(null);
  const progress = useSignal<number | null>(null);
  const trouble = useSignal<string | null>(null);
  const kept = useSignal<'no' | 'busy' | 'yes'>('no');

  const check = async () => {
    if (progress.value !== null) return;
    progress.value = 0;
    trouble.value = null;
    kept.value = 'no';
    const of = mix.session.value;
    const untouched = !mix.canUndo.value;
    try {
      const results = await mix.judge((done) => (progress.value = done));
      judged.value = { results, of, untouched };
      // Passing writes what the lesson owns back into the own mix by itself.
      if (results.every((r) => exercise.checks[r.check]?.further || r.verdict === 'met')) kept.value = 'yes';
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : 'The check did not finish.';
    } finally {
      progress.value = null;
    }
  };
  const keep = async () => {
    kept.value = 'busy';
    try {
      await mix.keep();
      kept.value = 'yes';
    } catch (error) {
      kept.value = 'no';
      trouble.value = error instanceof Error ? error.message : 'Your mix could not be kept.';
    }
  };

  const counted = Object.values(exercise.checks).some(({ kind }) => COUNTED.includes(kind));
  const { value: judgement } = judged;
  const required = judgement?.results.filter((r) => !exercise.checks[r.check]?.further) ?? [];
  const passed = judgement !== null && required.length > 0 && required.every((r) => r.verdict === 'met');
  const all = judgement !== null && judgement.results.every((r) => r.verdict === 'met');
  const stale = judgement !== null && judgement.of !== mix.session.value;
  const what = isMastering(mix.session.value) ? 'master' : 'mix';

  return (
    <Cell n={n} title={title} mix={mix}>
      {children && <div class="exercise-task cell-text">{children}</div>}
      <CheckList exercise={exercise} results={judgement?.results ?? null} />
      <p class="exercise-says cell-text" role="status">
        {progress.value !== null
          ? 'Rendering and measuring your sound…'
          : trouble.value
            ? trouble.value
            : judgement === null
              ? counted
                ? 'Change the sound, then let it be measured. Lines and moves are counted here, because they are the point; everything else is judged by its sound.'
                : 'Change the sound, then let it be measured. Your settings are not looked at, only the sound they make.'
              : stale
                ? 'You have changed the sound since. These figures are from before.'
                : passed && judgement.untouched
                  ? 'The sound you came with passes already. Start from the course’s version to do the task on the fault itself.'
                  : all
                    ? 'All met.'
                    : passed
                      ? 'The task is met. The checks marked “further” are there if you want more.'
                      : 'Not there yet: the hints say what to listen for.'}
      </p>
      {progress.value !== null && (
        <progress class="exercise-progress" max={1} value={progress.value} aria-label="Measuring" />
      )}
      <div class="cell-foot exercise-foot">
        <Button kind="primary" disabled={progress.value !== null} onClick={() => void check()}>
          {judgement ? 'Check again' : `Check my ${what}`}
        </Button>
        <Button disabled={kept.value !== 'no'} onClick={() => void keep()}>
          {kept.value === 'yes' ? '✓ Kept in my mix' : kept.value === 'busy' ? 'Keeping…' : 'Keep in my mix'}
        </Button>
        <Button kind="quiet" onClick={() => mix.startFromCourse()}>
          Start from the course’s version
        </Button>
        <Reflection lesson={lesson} mix={mix} />
      </div>
    </Cell>
  );
}

export const Exercise = island(ExerciseCell);
