/** What a song gives to the pipeline: its stems as recipes, and how each is recorded and encoded. */
import type { Channels } from '../signal/buffers.ts';
import type { LyricLine, Section, VocalPart } from '../score.ts';

export interface StemRecipe {
  /** Permanent; stands in links. */
  id: string;
  /** Module that renders it: `render(): Promise<Channels>`. Its sources are the key of the cache. */
  module: URL;
  /** Integrated loudness that the clean recording is brought to, LUFS. */
  loudnessLufs: number;
  /** Level (rms) of hiss that the recording has of its own, dBFS. */
  noiseFloorDb: number;
  /** Opus, for all channels together. */
  kbitPerS: number;
}

export interface StemModule {
  render(): Promise<Channels>;
}

export interface SongRecipe {
  id: string;
  tempo: { bpm: number; beatOneS: number };
  frames: number;
  sections: readonly Section[];
  lyrics: readonly LyricLine[];
  lead: VocalPart;
  stems: readonly StemRecipe[];
  /** Presets that ship as audio: rough, mix and master unless given. */
  prints?: readonly string[];
}

/** One line of a song's list of stems. */
type StemLine = readonly [id: string, loudnessLufs: number, noiseFloorDb: number, kbitPerS: number];

/** The stems whose modules stand in `stems/` beside the song's own module. */
export const stemsBeside = (song: string, lines: readonly StemLine[]): StemRecipe[] =>
  lines.map(([id, loudnessLufs, noiseFloorDb, kbitPerS]) => ({
    id,
    module: new URL(`./stems/${id}.ts`, song),
    loudnessLufs,
    noiseFloorDb,
    kbitPerS,
  }));
