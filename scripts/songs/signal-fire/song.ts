/** *Signal Fire*: rock, E minor, 132 beats a minute. */
import type { SongRecipe, StemRecipe } from '../pipeline/recipe.ts';
import { FRAMES, SECTIONS, TEMPO } from './form.ts';
import { LEAD, LYRICS } from './vocals.ts';

const stem = (id: string, loudnessLufs: number, noiseFloorDb: number, kbitPerS: number): StemRecipe => ({
  id,
  module: new URL(`./stems/${id}.ts`, import.meta.url),
  loudnessLufs,
  noiseFloorDb,
  kbitPerS,
});

export const SIGNAL_FIRE: SongRecipe = {
  id: 'signal-fire',
  tempo: TEMPO,
  frames: FRAMES,
  sections: SECTIONS,
  lyrics: LYRICS,
  lead: LEAD,
  stems: [
    stem('kick', -28, -82, 48),
    stem('snare', -29.5, -80, 64),
    stem('hats', -33, -82, 56),
    stem('overheads', -31, -78, 96),
    stem('room', -33, -76, 80),
    stem('bass', -29, -82, 48),
    stem('guitar-l', -31.5, -82, 64),
    stem('guitar-r', -31, -82, 64),
    stem('vox', -29, -78, 80),
    stem('backing', -32, -80, 96),
  ],
};
