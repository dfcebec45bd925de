/** What a cell asks of the worker that studies inserts, and what comes back. */
import type { Stereo } from '../../../dsp/core/effect.ts';
import type { FromTaskWorker } from '../../../state/task-worker.ts';
import type { InsertStudy, StudyTask } from './findings.ts';

export type ToStudy =
  /** The sound that goes into an insert, kept under a name for the tasks that follow. */
  | { kind: 'sound'; name: string; sound: Stereo; key: Stereo | null }
  | { kind: 'insert'; id: number; name: string; task: StudyTask }
  | { kind: 'harmonics'; id: number; task: StudyTask; freqHz: number; levelDb: number };

export interface StudyAnswers {
  insert: InsertStudy;
  harmonics: number[];
}

export type FromStudy = FromTaskWorker<StudyAnswers[keyof StudyAnswers]>;
