/** *Paper Lanterns*: synth-pop with two electric guitars, A minor, 112 beats a minute. */
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

export const PAPER_LANTERNS: SongRecipe = {
  id: 'paper-lanterns',
  tempo: TEMPO,
  frames: FRAMES,
  sections: SECTIONS,
  lyrics: LYRICS,
  lead: LEAD,
  stems: [
    stem('kick', -29, -88, 48),
    stem('snare', -30, -86, 64),
    stem('hats', -33, -88, 56),
    stem('bass', -31, -92, 48),
    stem('guitar-l', -30.5, -86, 64),
    stem('guitar-r', -30.5, -86, 64),
    stem('keys', -32, -90, 80),
    stem('pad', -35, -92, 96),
    stem('vox', -28, -80, 80),
    stem('backing', -32, -84, 96),
    stem('fx', -34, -96, 80),
  ],
};
