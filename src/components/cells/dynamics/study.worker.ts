/** Studies inserts away from the page. Holds the sound that each cell works on. */
import type { Stereo } from '../../../dsp/core/effect.ts';
import { harmonicsOf, studyInsert } from './study.ts';
import type { FromStudy, ToStudy } from './study-protocol.ts';

const SAMPLE_RATE = 48_000;
const sounds = new Map<string, { sound: Stereo; key: Stereo | null }>();

function answer(task: Exclude<ToStudy, { kind: 'sound' }>): FromStudy {
  const { id } = task;
  if (task.kind === 'harmonics')
    return { id, answer: harmonicsOf(task.task, task.freqHz, task.levelDb, SAMPLE_RATE) };
  const held = sounds.get(task.name);
  if (!held) return { id, failed: `no sound «${task.name}»` };
  return { id, answer: studyInsert(held.sound, held.key, SAMPLE_RATE, task.task) };
}

self.onmessage = ({ data }: MessageEvent<ToStudy>) => {
  if (data.kind === 'sound') sounds.set(data.name, { sound: data.sound, key: data.key });
  else self.postMessage(answer(data));
};
