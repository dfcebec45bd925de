/** *Platform Two*: a scene of voice, music and effects, for mixing what is not a song. */
import type { SongRecipe, StemRecipe } from '../pipeline/recipe.ts';
import { FRAMES, LINES, SECTIONS, TEMPO } from './form.ts';

const stem = (id: string, loudnessLufs: number, noiseFloorDb: number, kbitPerS: number): StemRecipe => ({
  id,
  module: new URL(`./stems/${id}.ts`, import.meta.url),
  loudnessLufs,
  noiseFloorDb,
  kbitPerS,
});

export const PLATFORM_TWO: SongRecipe = {
  id: 'scene-platform',
  tempo: TEMPO,
  frames: FRAMES,
  sections: SECTIONS,
  lyrics: LINES,
  // Nobody sings.
  lead: { ...TEMPO, lines: [] },
  // Its mixes are made on the page: twenty seconds take no time.
  prints: [],
  stems: [
    stem('voice', -27, -76, 80),
    stem('music', -29, -84, 80),
    stem('rain', -32, -90, 72),
    stem('train', -26, -86, 80),
    stem('steps', -36, -80, 56),
    stem('door', -32, -80, 56),
  ],
};
