/** Coding moves peaks: a master limited to −1.2 dBTP decodes to −0.3. What ships has to keep the ceiling as it is heard. */
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';
import { dbToGain } from '../signal/buffers.ts';
import type { Channels } from '../signal/buffers.ts';

/** What an encoder makes of a recording, and what that decodes to. */
export interface Coded {
  bytes: Uint8Array;
  decoded: Channels;
}

/** One step takes off what is over and this, dB: the next coding moves the peaks again, by less. */
const STEP_EXTRA_DB = 0.02;
const MOST_STEPS = 8;

/**
 * Encodes a recording turned down by as little as keeps the decoded true peak at or under `ceilingDb` (dBTP).
 * @returns what was coded, and the gain before coding, 0 or negative, in whole hundredths of a decibel
 * @throws Error when eight steps are not enough
 */
export async function codeUnder(
  channels: Channels,
  ceilingDb: number,
  code: (channels: Channels) => Promise<Coded>,
): Promise<Coded & { gainDb: number }> {
  let gainDb = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const gain = dbToGain(gainDb);
    const coded = await code(
      gainDb === 0 ? channels : (channels.map((x) => x.map((v) => gain * v)) as Channels),
    );
    const overDb = truePeakDb(coded.decoded) - ceilingDb;
    if (overDb <= 0) return { ...coded, gainDb };
    gainDb = Math.floor((gainDb - overDb - STEP_EXTRA_DB) * 100) / 100;
  }
  throw new Error(`after ${MOST_STEPS} steps down the coded recording still stands over ${ceilingDb} dBTP`);
}
