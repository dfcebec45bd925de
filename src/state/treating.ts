/** The page's side of the treating worker. */
import { taskWorker } from './task-worker.ts';
import type { ToTreater, Treated, TreatTask } from './treat-protocol.ts';

export type { Treated } from './treat-protocol.ts';

const worker = taskWorker<ToTreater, Treated[]>(
  'treating worker',
  'The sound could not be made: the part of the page that does it has stopped. Try it again.',
  () => new Worker(new URL('./treat.worker.ts', import.meta.url), { type: 'module' }),
);

/** Each chain's sound, none of them over −1 dBTP. Rejects with a sentence for the learner. */
export const treatInWorker = (task: TreatTask): Promise<Treated[]> => worker.ask((id) => ({ id, ...task }));
