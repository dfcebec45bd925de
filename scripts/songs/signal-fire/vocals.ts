/** *Signal Fire*: melody and lyrics. Verse and chorus lie around E4; the call from the hill has its third above it. */
import { line, lyricsOf, partsOf } from '../melody.ts';
import type { Melody, WrittenLine } from '../melody.ts';
import type { LyricLine } from '../score.ts';
import type { Singer } from '../singer/sing.ts';
import { TEMPO } from './form.ts';

/** The call, twice: three notes up, held. */
const CALL: Melody = [
  [0, 0.9, 64],
  [1, 0.45, 64],
  [1.5, 1.6, 67],
  [4, 0.9, 62],
  [5, 0.45, 62],
  [5.5, 1.6, 67],
];
const FIRE: Melody = [
  [0, 0.95, 69],
  [1, 0.45, 67],
  [1.5, 0.95, 66],
  [2.5, 1.9, 64],
];
const NOISE: Melody = [
  [0, 0.9, 64],
  [1, 0.45, 64],
  [1.5, 0.9, 67],
  [2.5, 0.45, 66],
  [3, 0.9, 64],
  [4, 0.45, 62],
  [4.5, 1.6, 62],
];
const OVER: Melody = [
  [0, 0.45, 66],
  [0.5, 0.45, 66],
  [1, 0.45, 67],
  [1.5, 0.95, 66],
  [2.5, 1.8, 64],
];
const LAST: Melody = [...OVER.slice(0, -1), [2.5, 3.4, 64]];

const SUNG: readonly WrittenLine[] = [
  {
    section: 'verse',
    text: 'You are standing on the shore,',
    sung: line(16, 0.5, 'you are stand-ing on the shore', [
      [0, 0.45, 59],
      [0.5, 0.45, 62],
      [1, 0.95, 64],
      [2, 0.45, 64],
      [2.5, 0.45, 62],
      [3, 0.45, 59],
      [3.5, 1.7, 64],
    ]),
  },
  {
    section: 'verse',
    text: 'I am calling from the hill.',
    sung: line(24, 0.52, 'i am call-ing from the hill', [
      [0, 0.45, 60],
      [0.5, 0.45, 64],
      [1, 0.95, 67],
      [2, 0.45, 66],
      [2.5, 0.45, 64],
      [3, 0.45, 62],
      [3.5, 1.7, 62],
    ]),
  },
  {
    section: 'verse',
    text: "There's a mile of wind between us,",
    sung: line(32, 0.58, "there's a mile of wind be-tween us", [
      [0, 0.45, 59],
      [0.5, 0.45, 62],
      [1, 0.95, 64],
      [2, 0.45, 64],
      [2.5, 0.95, 67],
      [3.5, 0.45, 66],
      [4, 0.9, 64],
      [5, 0.9, 62],
    ]),
  },
  {
    section: 'verse',
    text: 'and the radio is still.',
    sung: line(40, 0.66, 'and the ra-di-o is still', [
      [0, 0.45, 60],
      [0.5, 0.45, 60],
      [1, 0.7, 64],
      [1.75, 0.45, 64],
      [2.25, 0.7, 67],
      [3, 0.45, 66],
      [3.5, 1.9, 66],
    ]),
  },
  {
    section: 'chorus',
    text: 'Burning bright, burning bright,',
    sung: line(48, 0.95, 'burn-ing bright burn-ing bright', CALL),
  },
  { section: 'chorus', text: 'signal fire!', sung: line(56, 0.9, 'sig-nal fi-re', FIRE) },
  {
    section: 'chorus',
    text: 'Let me hear you through the noise',
    sung: line(64, 0.95, 'let me hear you through the noise', NOISE),
  },
  { section: 'chorus', text: 'follow the wire.', sung: line(72, 0.85, 'fol-low the wi-re', OVER) },
  {
    section: 'bridge',
    text: 'Are you there?',
    sung: line(80, 0.4, 'are you there', [
      [0, 0.9, 60],
      [1, 0.9, 60],
      [2, 1.8, 64],
    ]),
  },
  {
    section: 'bridge',
    text: 'I am here.',
    sung: line(88, 0.6, 'i am here', [
      [0, 0.9, 64],
      [1, 0.9, 64],
      [2, 2.4, 66],
    ]),
  },
  {
    section: 'chorus-2',
    text: 'Burning bright, burning bright,',
    sung: line(96, 1, 'burn-ing bright burn-ing bright', CALL),
  },
  { section: 'chorus-2', text: 'follow the wire.', sung: line(104, 0.95, 'fol-low the wi-re', LAST) },
];

const E_MINOR = [0, 2, 4, 6, 7, 9, 11];
export const { lead: LEAD, harmony } = partsOf(TEMPO, E_MINOR, SUNG);
/** Who sings the lead, in which take. */
export const LEAD_SINGER: Singer = { voice: 'female', take: { seed: 5, tractScale: 0.985 } };
export const LYRICS: readonly LyricLine[] = lyricsOf(SUNG);
