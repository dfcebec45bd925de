/** What the page asks of the treating worker, and what comes back. */
import type { ChainLink } from '../course/ear/chain.ts';
import type { FromTaskWorker } from './task-worker.ts';

export interface TreatTask {
  left: Float32Array;
  right: Float32Array;
  /** Each makes a sound of its own out of the one given. */
  chains: readonly (readonly ChainLink[])[];
}

/** Stereo sound at 48 kHz, treated. */
export interface Treated {
  left: Float32Array<ArrayBuffer>;
  right: Float32Array<ArrayBuffer>;
  /** LUFS; −Infinity for silence. */
  integratedLufs: number;
  truePeakDb: number;
  /** Third-octave levels, dBFS rms, and their centres. */
  bandsHz: number[];
  levelsDb: number[];
}

export type ToTreater = { id: number } & TreatTask;
export type FromTreater = FromTaskWorker<Treated[]>;
