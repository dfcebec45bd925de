/** The page's side of the measuring worker, which keeps what it decoded. */
import type { CheckResult } from '../course/types.ts';
import type { MaskingMap } from '../dsp/meters/masking.ts';
import type { Tone } from '../dsp/meters/tone.ts';
import { audioRoot } from './audio-files.ts';
import { knownPresets } from './page-data.ts';
import type { Answer, Answers, RenderedPassage, Task, ToWorker } from './measure-protocol.ts';
import { taskWorker } from './task-worker.ts';

const worker = taskWorker<ToWorker, Answer>(
  'measuring worker',
  'The check did not finish: the part of the page that measures has stopped. Try it again.',
  () => new Worker(new URL('./measure.worker.ts', import.meta.url), { type: 'module' }),
);

/** Whether anything is being measured now. */
export const isMeasuring = worker.isBusy;

/** What a task is told by who asks; the rest of it the page knows. */
type Asked<K extends Task['kind']> = Omit<Extract<Task, { kind: K }>, 'kind' | 'presets'>;

const ask = <K extends Task['kind']>(
  task: Extract<Task, { kind: K }>,
  onProgress?: (done: number) => void,
  signal?: AbortSignal,
): Promise<Answers[K]> =>
  worker.ask((id) => ({ id, task, audioRoot: audioRoot() }), { onProgress, signal }) as Promise<Answers[K]>;

/** Renders and judges a session against its exercise. Rejects with a sentence for the learner. */
export const judgeInWorker = (
  task: Asked<'judge'>,
  onProgress?: (done: number) => void,
  signal?: AbortSignal,
): Promise<CheckResult[]> => ask({ kind: 'judge', ...task, presets: knownPresets() }, onProgress, signal);

/** LUFS of a passage, of each session; −Infinity for silence. */
export const loudnessInWorker = (task: Asked<'loudness'>, signal?: AbortSignal): Promise<number[]> =>
  ask({ kind: 'loudness', ...task, presets: knownPresets() }, undefined, signal);

/** The sound of a passage and how loud it is. Rejects with a sentence for the learner. */
export const renderInWorker = (
  task: Asked<'render'>,
  onProgress?: (done: number) => void,
  signal?: AbortSignal,
): Promise<RenderedPassage> => ask({ kind: 'render', ...task, presets: knownPresets() }, onProgress, signal);

/** Figures of a session by name, ±120 for what has no end. Rejects with a sentence for the learner. */
export const figuresInWorker = (
  task: Asked<'figures'>,
  signal?: AbortSignal,
): Promise<Record<string, number>> =>
  ask({ kind: 'figures', ...task, presets: knownPresets() }, undefined, signal);

/** Where strips cover another one; null when that one is silent. Rejects with a sentence for the learner. */
export const maskingInWorker = (task: Asked<'masking'>, signal?: AbortSignal): Promise<MaskingMap | null> =>
  ask({ kind: 'masking', ...task, presets: knownPresets() }, undefined, signal);

/** Third-octaves of a passage against its loudness. Rejects with a sentence for the learner. */
export const toneInWorker = (task: Asked<'tone'>, signal?: AbortSignal): Promise<Tone> =>
  ask({ kind: 'tone', ...task, presets: knownPresets() }, undefined, signal);

/** How loud a sound at 48 kHz is; the sound stays with the page. */
export const soundInWorker = (left: Float32Array, right: Float32Array): Promise<Answers['sound']> =>
  ask({ kind: 'sound', left, right });
