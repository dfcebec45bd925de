/** The page's side of the measuring worker. The worker starts with the first task and stays, with what it decoded. */
import type { CheckResult } from '../course/types.ts';
import type { MaskingMap } from '../dsp/meters/masking.ts';
import type { Tone } from '../dsp/meters/tone.ts';
import { audioRoot } from './audio-files.ts';
import { knownPresets } from './page-data.ts';
import type {
  Answer,
  Answers,
  FiguresTask,
  FromWorker,
  JudgeTask,
  LoudnessTask,
  MaskingTask,
  RenderedPassage,
  RenderTask,
  Task,
  ToneTask,
  ToWorker,
} from './measure-protocol.ts';

interface Waiting {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
  onProgress: ((done: number) => void) | undefined;
}

const BROKEN = 'The check did not finish: the part of the page that measures has stopped. Try it again.';

let worker: Worker | null = null;
let next = 1;
const waiting = new Map<number, Waiting>();

/** Whether anything is being measured now. */
export const isMeasuring = (): boolean => waiting.size > 0;

function start(): Worker {
  const made = new Worker(new URL('./measure.worker.ts', import.meta.url), { type: 'module' });
  made.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    const task = waiting.get(data.id);
    if (!task) return;
    if ('progress' in data) {
      task.onProgress?.(data.progress);
      return;
    }
    waiting.delete(data.id);
    if ('answer' in data) task.resolve(data.answer);
    else
      task.reject(
        data.sentence === null ? new DOMException('Cancelled', 'AbortError') : new Error(data.sentence),
      );
  };
  made.onerror = (event) => {
    console.error('measuring worker:', event.message);
    made.terminate();
    if (worker === made) worker = null;
    for (const { reject } of waiting.values()) reject(new Error(BROKEN));
    waiting.clear();
  };
  return made;
}

function ask<K extends Task['kind']>(
  task: Task & { kind: K },
  onProgress?: (done: number) => void,
  signal?: AbortSignal,
): Promise<Answers[K]> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new DOMException('Cancelled', 'AbortError'));
      return;
    }
    worker ??= start();
    const id = next++;
    waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, onProgress });
    worker.postMessage({ id, task, audioRoot: audioRoot() } satisfies ToWorker);
    signal?.addEventListener('abort', () => worker?.postMessage({ id, cancel: true } satisfies ToWorker), {
      once: true,
    });
  });
}

/** Renders and judges a session against its exercise. Rejects with a sentence for the learner. */
export const judgeInWorker = (
  task: Omit<JudgeTask, 'kind' | 'presets'>,
  onProgress?: (done: number) => void,
  signal?: AbortSignal,
): Promise<CheckResult[]> => ask({ kind: 'judge', ...task, presets: knownPresets() }, onProgress, signal);

/** LUFS of a passage, of each session; −Infinity for silence. */
export const loudnessInWorker = (
  task: Omit<LoudnessTask, 'kind' | 'presets'>,
  signal?: AbortSignal,
): Promise<number[]> => ask({ kind: 'loudness', ...task, presets: knownPresets() }, undefined, signal);

/** The sound of a passage and how loud it is. Rejects with a sentence for the learner. */
export const renderInWorker = (
  task: Omit<RenderTask, 'kind' | 'presets'>,
  onProgress?: (done: number) => void,
  signal?: AbortSignal,
): Promise<RenderedPassage> => ask({ kind: 'render', ...task, presets: knownPresets() }, onProgress, signal);

/** Figures of a session by name, ±120 for what has no end. Rejects with a sentence for the learner. */
export const figuresInWorker = (
  task: Omit<FiguresTask, 'kind' | 'presets'>,
  signal?: AbortSignal,
): Promise<Record<string, number>> =>
  ask({ kind: 'figures', ...task, presets: knownPresets() }, undefined, signal);

/** Where strips cover another one; null when that one is silent. Rejects with a sentence for the learner. */
export const maskingInWorker = (
  task: Omit<MaskingTask, 'kind' | 'presets'>,
  signal?: AbortSignal,
): Promise<MaskingMap | null> =>
  ask({ kind: 'masking', ...task, presets: knownPresets() }, undefined, signal);

/** Third-octaves of a passage against its loudness. Rejects with a sentence for the learner. */
export const toneInWorker = (task: Omit<ToneTask, 'kind' | 'presets'>, signal?: AbortSignal): Promise<Tone> =>
  ask({ kind: 'tone', ...task, presets: knownPresets() }, undefined, signal);

/** How loud a sound at 48 kHz is; the sound stays with the page. */
export const soundInWorker = (left: Float32Array, right: Float32Array): Promise<Answers['sound']> =>
  ask({ kind: 'sound', left, right });
