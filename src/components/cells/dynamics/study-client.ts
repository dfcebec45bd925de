/** The page's side of the worker that studies inserts. It starts with the first task. */
import type { Stereo } from '../../../dsp/core/effect.ts';
import type { InsertStudy, StudyTask } from './findings.ts';
import type { FromStudy, ToStudy } from './study-protocol.ts';

type Answer = Exclude<FromStudy, { failed: string }>;

const BROKEN = 'This could not be measured: the part of the page that does it has stopped. Try it again.';

let worker: Worker | null = null;
let next = 1;
const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();

function start(): Worker {
  const made = new Worker(new URL('./study.worker.ts', import.meta.url), { type: 'module' });
  made.onmessage = ({ data }: MessageEvent<FromStudy>) => {
    const task = waiting.get(data.id);
    waiting.delete(data.id);
    if ('failed' in data) {
      console.error('studying worker:', data.failed);
      task?.reject(new Error(BROKEN));
    } else task?.resolve(data);
  };
  made.onerror = (event) => {
    console.error('studying worker:', event.message);
    made.terminate();
    if (worker === made) worker = null;
    for (const { reject } of waiting.values()) reject(new Error(BROKEN));
    waiting.clear();
  };
  return made;
}

const send = (message: ToStudy): void => (worker ??= start()).postMessage(message);

function ask(make: (id: number) => ToStudy): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const id = next++;
    waiting.set(id, { resolve, reject });
    send(make(id));
  });
}

/** Hands the worker what goes into an insert. */
export const bringSound = (name: string, sound: Stereo, key: Stereo | null): void =>
  send({ kind: 'sound', name, sound, key });

/** What the insert with these values makes of the sound of that name. */
export async function studyOf(name: string, task: StudyTask): Promise<InsertStudy> {
  const found = await ask((id) => ({ kind: 'insert', id, name, task }));
  if (!('insert' in found)) throw new Error('another answer than asked for');
  return found.insert;
}

/** Harmonics of a test tone, dB against its fundamental. */
export async function harmonicsInWorker(task: StudyTask, freqHz: number, levelDb: number): Promise<number[]> {
  const found = await ask((id) => ({ kind: 'harmonics', id, task, freqHz, levelDb }));
  if (!('harmonics' in found)) throw new Error('another answer than asked for');
  return found.harmonics;
}
