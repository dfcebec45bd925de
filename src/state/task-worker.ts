/** The page's side of a worker that answers tasks by their number. It starts with the first task and stays. */

/** What such a worker posts: an answer, how far a task is (0 to 1), or why there is no answer. */
export type FromTaskWorker<A> =
  | { id: number; answer: A }
  | { id: number; progress: number }
  /** For the learner; null when the task was cancelled. */
  | { id: number; sentence: string | null }
  /** For the console; the learner is told that the worker stopped. */
  | { id: number; failed: string };

/** Asks the worker to give a task up. */
export interface Cancel {
  id: number;
  cancel: true;
}

interface Waiting<A> {
  resolve: (answer: A) => void;
  reject: (error: Error) => void;
  onProgress: ((done: number) => void) | undefined;
}

interface AskOptions {
  onProgress?: ((done: number) => void) | undefined;
  /** Only for workers that know `Cancel`. */
  signal?: AbortSignal | undefined;
}

export interface TaskWorker<M, A> {
  /** Posts what needs no answer. */
  post: (message: M) => void;
  /** Posts a task under the number it is given. Rejects with a sentence for the learner, or an AbortError. */
  ask: (task: (id: number) => M, options?: AskOptions) => Promise<A>;
  /** Whether an answer is waited for now. */
  isBusy: () => boolean;
}

const cancelled = (): Error => new DOMException('Cancelled', 'AbortError');

/**
 * @param name for the console: "treating worker"
 * @param broken what the learner is told when the worker stopped; the next task starts another one
 * @param make written out where it is called, or the build would not find the worker's file
 */
export function taskWorker<M, A>(name: string, broken: string, make: () => Worker): TaskWorker<M, A> {
  let worker: Worker | null = null;
  let next = 1;
  const waiting = new Map<number, Waiting<A>>();

  const start = (): Worker => {
    const made = make();
    made.onmessage = ({ data }: MessageEvent<FromTaskWorker<A>>) => {
      const task = waiting.get(data.id);
      if (!task) return;
      if ('progress' in data) {
        task.onProgress?.(data.progress);
        return;
      }
      waiting.delete(data.id);
      if ('answer' in data) task.resolve(data.answer);
      else if ('sentence' in data)
        task.reject(data.sentence === null ? cancelled() : new Error(data.sentence));
      else {
        console.error(`${name}:`, data.failed);
        task.reject(new Error(broken));
      }
    };
    made.onerror = (event) => {
      console.error(`${name}:`, event.message);
      made.terminate();
      if (worker === made) worker = null;
      for (const { reject } of waiting.values()) reject(new Error(broken));
      waiting.clear();
    };
    return made;
  };
  const post = (message: M): void => (worker ??= start()).postMessage(message);

  return {
    post,
    ask: (task, { onProgress, signal } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(cancelled());
          return;
        }
        const id = next++;
        waiting.set(id, { resolve, reject, onProgress });
        post(task(id));
        const cancel = () => worker?.postMessage({ id, cancel: true } satisfies Cancel);
        signal?.addEventListener('abort', cancel, { once: true });
      }),
    isBusy: () => waiting.size > 0,
  };
}
