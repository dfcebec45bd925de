/** *Half a Room Away*: a ballad, C major, 72 beats a minute. */
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

export const HALF_A_ROOM: SongRecipe = {
  id: 'half-a-room',
  tempo: TEMPO,
  frames: FRAMES,
  sections: SECTIONS,
  lyrics: LYRICS,
  lead: LEAD,
  stems: [
    stem('kick', -34, -84, 48),
    stem('shaker', -38, -84, 56),
    stem('bass', -31, -84, 48),
    stem('guitar-l', -30, -78, 64),
    stem('guitar-r', -33, -78, 64),
    stem('piano', -30, -80, 96),
    stem('strings', -32, -80, 96),
    stem('vox', -27, -78, 80),
    stem('backing', -34, -80, 80),
    stem('rain', -40, -90, 80),
  ],
};
