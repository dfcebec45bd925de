/** The page's side of the treating worker, which starts with the first task and stays. */
import type { FromTreater, ToTreater, Treated, TreatTask } from './treat-protocol.ts';

export type { Treated } from './treat-protocol.ts';

const BROKEN = 'The sound could not be made: the part of the page that does it has stopped. Try it again.';

let worker: Worker | null = null;
let next = 1;
const waiting = new Map<number, { resolve: (treated: Treated[]) => void; reject: (error: Error) => void }>();

function start(): Worker {
  const made = new Worker(new URL('./treat.worker.ts', import.meta.url), { type: 'module' });
  made.onmessage = ({ data }: MessageEvent<FromTreater>) => {
    const task = waiting.get(data.id);
    waiting.delete(data.id);
    if (!task) return;
    if ('treated' in data) task.resolve(data.treated);
    else {
      console.error('treating worker:', data.failed);
      task.reject(new Error(BROKEN));
    }
  };
  made.onerror = (event) => {
    console.error('treating worker:', event.message);
    made.terminate();
    if (worker === made) worker = null;
    for (const { reject } of waiting.values()) reject(new Error(BROKEN));
    waiting.clear();
  };
  return made;
}

/** Each chain's sound, none of them over −1 dBTP. Rejects with a sentence for the learner. */
export function treatInWorker(task: TreatTask): Promise<Treated[]> {
  return new Promise((resolve, reject) => {
    worker ??= start();
    const id = next++;
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, ...task } satisfies ToTreater);
  });
}
