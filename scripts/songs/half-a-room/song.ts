/** *Half a Room Away*: a ballad, C major, 72 beats a minute. */
import { stemsBeside } from '../pipeline/recipe.ts';
import type { SongRecipe } from '../pipeline/recipe.ts';
import { FRAMES, SECTIONS, TEMPO } from './form.ts';
import { LEAD, LYRICS } from './vocals.ts';

export const HALF_A_ROOM: SongRecipe = {
  id: 'half-a-room',
  tempo: TEMPO,
  frames: FRAMES,
  sections: SECTIONS,
  lyrics: LYRICS,
  lead: LEAD,
  stems: stemsBeside(import.meta.url, [
    ['kick', -34, -84, 48],
    ['shaker', -38, -84, 56],
    ['bass', -31, -84, 48],
    ['guitar-l', -30, -78, 64],
    ['guitar-r', -33, -78, 64],
    ['piano', -30, -80, 96],
    ['strings', -32, -80, 96],
    ['vox', -27, -78, 80],
    ['backing', -34, -80, 80],
    ['rain', -40, -90, 80],
  ]),
};
