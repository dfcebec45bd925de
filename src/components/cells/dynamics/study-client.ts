/** The page's side of the worker that studies inserts. */
import type { Stereo } from '../../../dsp/core/effect.ts';
import { taskWorker } from '../../../state/task-worker.ts';
import type { InsertStudy, StudyTask } from './findings.ts';
import type { StudyAnswers, ToStudy } from './study-protocol.ts';

const worker = taskWorker<ToStudy, StudyAnswers[keyof StudyAnswers]>(
  'studying worker',
  'This could not be measured: the part of the page that does it has stopped. Try it again.',
  () => new Worker(new URL('./study.worker.ts', import.meta.url), { type: 'module' }),
);

/** Hands the worker what goes into an insert. */
export const bringSound = (name: string, sound: Stereo, key: Stereo | null): void =>
  worker.post({ kind: 'sound', name, sound, key });

/** What the insert with these values makes of the sound of that name. */
export const studyOf = (name: string, task: StudyTask): Promise<InsertStudy> =>
  worker.ask((id) => ({ kind: 'insert', id, name, task })) as Promise<StudyAnswers['insert']>;

/** Harmonics of a test tone, dB against its fundamental. */
export const harmonicsInWorker = (task: StudyTask, freqHz: number, levelDb: number): Promise<number[]> =>
  worker.ask((id) => ({ kind: 'harmonics', id, task, freqHz, levelDb })) as Promise<
    StudyAnswers['harmonics']
  >;
