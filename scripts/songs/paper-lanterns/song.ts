/** *Paper Lanterns*: synth-pop with two electric guitars, A minor, 112 beats a minute. */
import { stemsBeside } from '../pipeline/recipe.ts';
import type { SongRecipe } from '../pipeline/recipe.ts';
import { FRAMES, SECTIONS, TEMPO } from './form.ts';
import { LEAD, LYRICS } from './vocals.ts';

export const PAPER_LANTERNS: SongRecipe = {
  id: 'paper-lanterns',
  tempo: TEMPO,
  frames: FRAMES,
  sections: SECTIONS,
  lyrics: LYRICS,
  lead: LEAD,
  stems: stemsBeside(import.meta.url, [
    ['kick', -29, -88, 48],
    ['snare', -30, -86, 64],
    ['hats', -33, -88, 56],
    ['bass', -31, -92, 48],
    ['guitar-l', -30.5, -86, 64],
    ['guitar-r', -30.5, -86, 64],
    ['keys', -32, -90, 80],
    ['pad', -35, -92, 96],
    ['vox', -28.4, -80, 80],
    ['backing', -32, -84, 96],
    ['fx', -34, -96, 80],
  ]),
};
