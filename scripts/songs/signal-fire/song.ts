/** *Signal Fire*: rock, E minor, 132 beats a minute. */
import { stemsBeside } from '../pipeline/recipe.ts';
import type { SongRecipe } from '../pipeline/recipe.ts';
import { FRAMES, SECTIONS, TEMPO } from './form.ts';
import { LEAD, LYRICS } from './vocals.ts';

export const SIGNAL_FIRE: SongRecipe = {
  id: 'signal-fire',
  tempo: TEMPO,
  frames: FRAMES,
  sections: SECTIONS,
  lyrics: LYRICS,
  lead: LEAD,
  stems: stemsBeside(import.meta.url, [
    ['kick', -28, -82, 48],
    ['snare', -29.5, -80, 64],
    ['hats', -33, -82, 56],
    ['overheads', -31, -78, 96],
    ['room', -33, -76, 80],
    ['bass', -29, -82, 48],
    ['guitar-l', -31.5, -82, 64],
    ['guitar-r', -31, -82, 64],
    ['vox', -29, -78, 80],
    ['backing', -32, -80, 96],
  ]),
};
