/** Puts a finished piece of sound through chains of effects, away from the page. */
import { keepFromClipping, throughChain } from '../course/ear/chain.ts';
import { averageBandLevels } from '../dsp/meters/bands.ts';
import { integratedLoudness } from '../dsp/meters/loudness.ts';
import { truePeakDb } from '../dsp/meters/true-peak.ts';
import type { FromTreater, ToTreater, Treated, TreatTask } from './treat-protocol.ts';

const RATE = 48_000;

function treat({ left, right, chains }: TreatTask): Treated[] {
  const sounds = chains.map((chain) => throughChain({ left, right }, chain, RATE));
  keepFromClipping(sounds);
  return sounds.map((sound) => {
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
