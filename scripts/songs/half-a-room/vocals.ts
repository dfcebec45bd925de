/** *Half a Room Away*: melody and lyrics, for a low voice that half speaks: A2 to F3 in the verse, up to A3 in the chorus. */
import { line, lyricsOf, partsOf } from '../melody.ts';
import type { Melody, WrittenLine } from '../melody.ts';
import type { LyricLine } from '../score.ts';
import type { Singer } from '../singer/sing.ts';
import { TEMPO } from './form.ts';

const eighths = (pitches: readonly number[]): Melody =>
  pitches.map((midi, i) => [i / 2, i === pitches.length - 1 ? 0.85 : 0.44, midi] as const);

const STAY: Melody = [
  [0, 0.44, 57],
  [0.5, 0.44, 55],
  [1, 0.8, 57],
  [2, 0.44, 55],
  [2.5, 0.44, 53],
  [3, 0.75, 52],
];
const NAMES = eighths([50, 50, 55, 53, 52, 50, 50]);
const AWAY: Melody = [
  [0, 0.44, 52],
  [0.5, 0.44, 50],
  [1, 0.85, 52],
  [2, 0.44, 50],
  [2.5, 1.2, 48],
];

const SUNG: readonly WrittenLine[] = [
  {
    section: 'verse',
    text: 'You are half a room away,',
    sung: line(8, 0.25, 'you are half a room a-way', eighths([48, 48, 52, 50, 52, 50, 48])),
  },
  {
    section: 'verse',
    text: 'I can hear you turn the page.',
    sung: line(12, 0.28, 'i can hear you turn the page', eighths([45, 47, 52, 50, 48, 47, 45])),
  },
  {
    section: 'verse',
    text: 'Snow is lying on the stairs,',
    sung: line(16, 0.32, 'snow is ly-ing on the stairs', eighths([53, 52, 50, 48, 48, 47, 48])),
  },
  {
    section: 'verse',
    text: 'and a light I meant to save.',
    sung: line(20, 0.36, 'and a light i meant to save', eighths([47, 48, 50, 50, 52, 50, 47])),
  },
  {
    section: 'chorus',
    text: 'Stay a while, stay a while,',
    sung: line(24, 0.65, 'stay a while stay a while', STAY),
  },
  {
    section: 'chorus',
    text: 'let the silence learn our names.',
    sung: line(28, 0.6, 'let the si-lence learn our names', NAMES),
  },
  {
    section: 'chorus',
    text: 'Stay a while, stay a while,',
    sung: line(32, 0.65, 'stay a while stay a while', STAY),
  },
  { section: 'chorus', text: 'half a room away.', sung: line(36, 0.5, 'half a room a-way', AWAY) },
  {
    section: 'chorus-2',
    text: 'Stay a while, stay a while,',
    sung: line(48, 0.7, 'stay a while stay a while', STAY),
  },
  {
    section: 'chorus-2',
    text: 'let the silence learn our names,',
    sung: line(52, 0.55, 'let the si-lence learn our names', NAMES),
  },
  { section: 'chorus-2', text: 'half a room away.', sung: line(56, 0.35, 'half a room a-way', AWAY) },
];

const C_MAJOR = [0, 2, 4, 5, 7, 9, 11];
export const { lead: LEAD, harmony } = partsOf(TEMPO, C_MAJOR, SUNG);
/** Who sings the lead, in which take. */
export const LEAD_SINGER: Singer = { voice: 'male', take: { seed: 3 } };
export const LYRICS: readonly LyricLine[] = lyricsOf(SUNG);
