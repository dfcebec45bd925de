/** *Platform Two*: a scene of voice, music and effects, for mixing what is not a song. */
import { stemsBeside } from '../pipeline/recipe.ts';
import type { SongRecipe } from '../pipeline/recipe.ts';
import { FRAMES, LINES, SECTIONS, TEMPO } from './form.ts';

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
  stems: stemsBeside(import.meta.url, [
    ['voice', -27, -76, 80],
    ['music', -29, -84, 80],
    ['rain', -32, -90, 72],
    ['train', -26, -86, 80],
    ['steps', -36, -80, 56],
    ['door', -32, -80, 56],
  ]),
};
