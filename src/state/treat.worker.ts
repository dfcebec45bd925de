/** Puts a finished piece of sound through chains of effects, away from the page. */
import { throughChain } from '../course/ear/chain.ts';
import { gainOf } from '../dsp/core/decibels.ts';
import { averageBandLevels } from '../dsp/meters/bands.ts';
import { integratedLoudness } from '../dsp/meters/loudness.ts';
import { truePeakDb } from '../dsp/meters/true-peak.ts';
import type { FromTreater, ToTreater, Treated, TreatTask } from './treat-protocol.ts';

const RATE = 48_000;
/** Over this a sound would clip at the converter: all of a task's sounds are then turned down alike. */
const HIGHEST_DBTP = -1;

function treat({ left, right, chains }: TreatTask): Treated[] {
  const sounds = chains.map((chain) => throughChain({ left, right }, chain, RATE));
  const overDb = Math.max(0, ...sounds.map((sound) => truePeakDb([sound.left, sound.right]) - HIGHEST_DBTP));
  const gain = gainOf(-overDb);
  return sounds.map((sound) => {
    if (overDb > 0) {
      for (const channel of [sound.left, sound.right])
        for (let i = 0; i < channel.length; i++) channel[i] = (channel[i] as number) * gain;
    }
    const { bandsHz, levelsDb } = averageBandLevels(sound.left, sound.right, RATE, 3);
    return {
      ...sound,
      integratedLufs: integratedLoudness([sound.left, sound.right], RATE),
      truePeakDb: truePeakDb([sound.left, sound.right]),
      bandsHz: [...bandsHz],
      levelsDb: [...levelsDb],
    };
  });
}

self.onmessage = ({ data: { id, ...task } }: MessageEvent<ToTreater>) => {
  const tell = (message: FromTreater, transfer: Transferable[] = []): void =>
    self.postMessage(message, { transfer });
  try {
    const answer = treat(task);
    tell(
      { id, answer },
      answer.flatMap(({ left, right }) => [left.buffer, right.buffer]),
    );
  } catch (error) {
    tell({ id, failed: error instanceof Error ? error.message : String(error) });
  }
};
