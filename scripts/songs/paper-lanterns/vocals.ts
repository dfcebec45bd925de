/**
 * *Paper Lanterns*: melody and lyrics. Verse and chorus lie by the voice's speaking pitch (A3 to G4), where words are
 * understood; the chorus is lifted by the voices a third and a fifth above it. Vowels are short, and no line needs a
 * note held for more than four beats.
 */
import { line, lyricsOf, partsOf } from '../melody.ts';
import type { Melody, WrittenLine } from '../melody.ts';
import type { LyricLine, VocalPart } from '../score.ts';
import type { Singer } from '../singer/sing.ts';
import { TEMPO } from './form.ts';

/** The hook, twice a step apart: a long note, a quick one, a long one, and a fall. */
const HOOK: Melody = [
  [0, 0.95, 65],
  [1, 0.45, 64],
  [1.5, 0.95, 64],
  [2.5, 0.8, 60],
  [4, 0.95, 64],
  [5, 0.45, 60],
  [5.5, 0.95, 60],
  [6.5, 0.8, 57],
];
const ANSWER: Melody = [
  [0, 0.45, 62],
  [0.5, 0.45, 62],
  [1, 0.95, 67],
  [2, 0.45, 64],
  [2.5, 0.95, 62],
  [3.5, 1.9, 64],
];
const FAR: Melody = [
  [0, 0.95, 62],
  [1, 0.45, 62],
  [1.5, 0.95, 67],
  [2.5, 0.45, 64],
  [3, 0.45, 59],
  [3.5, 2.2, 57],
];

/** The sung lines, in order, with the text that the site shows. */
const SUNG: readonly WrittenLine[] = [
  {
    section: 'verse',
    text: 'Paper lanterns in the hall,',
    sung: line(8, 0.45, 'pa-per lan-terns in the hall', [
      [0, 0.45, 64],
      [0.5, 0.45, 62],
      [1, 0.45, 60],
      [1.5, 0.9, 62],
      [2.5, 0.45, 60],
      [3, 0.45, 57],
      [3.5, 1.7, 60],
    ]),
  },
  {
    section: 'verse',
    text: 'every room a little light.',
    sung: line(16, 0.45, 'ev-ery room a lit-tle light', [
      [0, 0.45, 60],
      [0.5, 0.45, 60],
      [1, 0.95, 64],
      [2, 0.45, 62],
      [2.5, 0.45, 60],
      [3, 0.45, 59],
      [3.5, 1.6, 62],
    ]),
  },
  {
    section: 'verse',
    text: 'I can hear you through the wall,',
    sung: line(24, 0.5, 'i can hear you through the wall', [
      [0, 0.45, 60],
      [0.5, 0.45, 62],
      [1, 0.95, 64],
      [2, 0.45, 62],
      [2.5, 0.45, 60],
      [3, 0.45, 57],
      [3.5, 1.7, 60],
    ]),
  },
  {
    section: 'verse',
    text: 'singing softly to the night.',
    sung: line(32, 0.6, 'sing-ing soft-ly to the night', [
      [0, 0.45, 57],
      [0.5, 0.45, 60],
      [1, 0.7, 62],
      [1.75, 0.7, 65],
      [2.5, 0.45, 64],
      [3, 0.45, 62],
      [3.5, 1.9, 64],
    ]),
  },
  {
    section: 'chorus',
    text: 'Rising higher, rising higher,',
    sung: line(40, 0.85, 'ris-ing high-er ris-ing high-er', HOOK),
  },
  {
    section: 'chorus',
    text: 'I can see you from here.',
    sung: line(48, 0.8, 'i can see you from here', ANSWER),
  },
  {
    section: 'chorus',
    text: 'Paper lantern, paper fire,',
    sung: line(56, 0.9, 'pa-per lan-tern pa-per fi-re', HOOK),
  },
  {
    section: 'chorus',
    text: 'burning distant and near.',
    sung: line(64, 0.8, 'burn-ing dis-tant and near', FAR),
  },
  {
    section: 'chorus-2',
    text: 'Rising higher, rising higher,',
    sung: line(80, 1, 'ris-ing high-er ris-ing high-er', HOOK),
  },
  {
    section: 'chorus-2',
    text: 'burning distant and near.',
    sung: line(88, 0.85, 'burn-ing dis-tant and near', [...FAR.slice(0, -1), [3.5, 3.8, 57]]),
  },
];

const A_MINOR = [0, 2, 4, 5, 7, 9, 11];
export const { lead: LEAD, harmony } = partsOf(TEMPO, A_MINOR, SUNG);
/** Who sings the lead, in which take. */
export const LEAD_SINGER: Singer = { voice: 'female', take: { seed: 1 } };

/** What the vocoder says in the break. Its pitch is the carrier's; the notes only give the singer a place to speak. */
export const VOCODER: VocalPart = {
  ...TEMPO,
  lines: [
    line(72, 0.7, 'far a-way', [
      [0, 0.9, 57],
      [1, 0.45, 57],
      [1.5, 1.9, 57],
    ]),
    line(76, 0.7, 'far a-way', [
      [0, 0.9, 57],
      [1, 0.45, 57],
      [1.5, 1.9, 57],
    ]),
  ],
};

/** As the site shows them, the vocoder's words in brackets. */
export const LYRICS: readonly LyricLine[] = lyricsOf([
  ...SUNG,
  { section: 'break', text: '(Far away,', sung: VOCODER.lines[0]! },
  { section: 'break', text: 'far away.)', sung: VOCODER.lines[1]! },
]);
