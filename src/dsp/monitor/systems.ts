/**
 * Playback systems as data: what a mix goes through between the converter and the ear. To add one, add an entry.
 *
 * Each says where its curve comes from. Small loudspeakers differ by ten decibels from model to model: these
 * curves are typical, not any product's. They show what is lost and what sticks out, not how a thing sounds to the
 * last decibel.
 */
import type { Shape } from '../core/filter-design.ts';

/** One filter of a system's curve; `gainDb` only for bells and shelves. */
export interface CurveSection {
  shape: Exclude<Shape, 'tilt'>;
  freqHz: number;
  q: number;
  gainDb?: number;
}

export interface PlaybackSystem {
  id: string;
  label: string;
  /** What to know about it, in a sentence. */
  says: string;
  /** Where the curve comes from. */
  source: string;
  /** Sections in series, both sides alike. */
  curve: readonly CurveSection[];
  /** How much of the stereo image is left: 1 all, 0 none (both sides get half of left plus right). */
  width: number;
  /** Below this all is mono; 0 for nowhere. */
  monoBelowHz: number;
  /** Noise around the listener, K-weighted, in LUFS as if it were part of a programme; null for none. */
  noiseLufs: number | null;
}

const butterworth4 = (shape: 'highPass' | 'lowPass', freqHz: number): CurveSection[] => [
  { shape, freqHz, q: 0.5412 },
  { shape, freqHz, q: 1.3066 },
];

/** All systems; the first is the studio, which changes nothing. */
export const PLAYBACK_SYSTEMS: readonly PlaybackSystem[] = [
  {
    id: 'studio',
    label: 'Studio',
    says: 'Flat: what you hear is what is exported.',
    source: 'By definition.',
    curve: [],
    width: 1,
    monoBelowHz: 0,
    noiseLufs: null,
  },
  {
    id: 'headphones',
    label: 'Headphones',
    says: 'More bass than flat loudspeakers have, and each side reaches one ear only.',
    source:
      'Bass as listeners prefer it: Olive, Welti, Khonsaripour, “A Statistical Model that Predicts Listeners’ Preference Ratings of Around-Ear and On-Ear Headphones”, AES 144th Convention, 2018 (a shelf of some 4 dB below 105 Hz over a flat room). The dip at 4.5 kHz and the rise at 9 kHz are our assumption.',
    curve: [
      { shape: 'lowShelf', freqHz: 105, q: 0.71, gainDb: 4 },
      { shape: 'bell', freqHz: 4500, q: 1.4, gainDb: -3 },
      { shape: 'bell', freqHz: 9000, q: 2, gainDb: 2.5 },
    ],
    width: 1,
    monoBelowHz: 0,
    noiseLufs: null,
  },
  {
    id: 'earbuds',
    label: 'Earbuds',
    says: 'They do not seal the ear: the lowest octaves leak out, and the upper mids are close.',
    source: 'Our assumption, for buds that rest in the ear without a seal.',
    curve: [
      { shape: 'highPass', freqHz: 110, q: 0.75 },
      { shape: 'bell', freqHz: 2800, q: 1, gainDb: 4 },
      { shape: 'bell', freqHz: 6500, q: 3, gainDb: 3 },
      { shape: 'highShelf', freqHz: 11_000, q: 0.71, gainDb: -4 },
    ],
    width: 1,
    monoBelowHz: 0,
    noiseLufs: null,
  },
  {
    id: 'car',
    label: 'Car',
    says: 'The cabin lifts the bass, the road covers what is quiet, and the sides come unevenly.',
    source:
      'Our assumption: a closed cabin lifts what is longer than it is; the noise falls by about 9 dB an octave above 100 Hz and lies some 20 LU under loud music, as on a motorway with the music up.',
    curve: [
      { shape: 'lowShelf', freqHz: 75, q: 0.71, gainDb: 6 },
      { shape: 'bell', freqHz: 140, q: 1.6, gainDb: 3 },
      { shape: 'bell', freqHz: 380, q: 1.2, gainDb: -4 },
      { shape: 'bell', freqHz: 2500, q: 1, gainDb: 2 },
      { shape: 'highShelf', freqHz: 9000, q: 0.71, gainDb: -3 },
    ],
    width: 0.7,
    monoBelowHz: 0,
    noiseLufs: -34,
  },
  {
    id: 'laptop',
    label: 'Laptop',
    says: 'Nothing below 200 Hz, a box that rings, and hardly any width.',
    source: 'Our assumption, for two loudspeakers of two centimetres in a thin case.',
    curve: [
      ...butterworth4('highPass', 220),
      { shape: 'bell', freqHz: 850, q: 2, gainDb: 4 },
      { shape: 'bell', freqHz: 1800, q: 2.5, gainDb: -4 },
      { shape: 'bell', freqHz: 4200, q: 1.6, gainDb: 3 },
      { shape: 'lowPass', freqHz: 15_000, q: 0.71 },
    ],
    width: 0.4,
    monoBelowHz: 0,
    noiseLufs: null,
  },
  {
    id: 'phone',
    label: 'Phone',
    says: 'One loudspeaker: no left and right, no bass below 300 Hz; you hear a bass by its overtones.',
    source:
      'Lower limit as measured on a OnePlus 6T (linear from 260 Hz: vpervolume.com, audiometric data), steeper and a little higher for smaller ones; the peaks are our assumption.',
    curve: [
      ...butterworth4('highPass', 320),
      { shape: 'bell', freqHz: 1100, q: 1.6, gainDb: 4 },
      { shape: 'bell', freqHz: 3600, q: 2, gainDb: 5 },
      { shape: 'bell', freqHz: 7000, q: 3, gainDb: -4 },
      { shape: 'lowPass', freqHz: 13_000, q: 0.71 },
    ],
    width: 0,
    monoBelowHz: 0,
    noiseLufs: null,
  },
  {
    id: 'kitchen-radio',
    label: 'Kitchen radio',
    says: 'One small cone in a box: mids, and little else.',
    source: 'Our assumption, for a mono set with a ten-centimetre full-range loudspeaker.',
    curve: [
      ...butterworth4('highPass', 130),
      { shape: 'bell', freqHz: 240, q: 1.8, gainDb: 4 },
      { shape: 'bell', freqHz: 1300, q: 0.9, gainDb: 3 },
      { shape: 'lowPass', freqHz: 8500, q: 0.71 },
    ],
    width: 0,
    monoBelowHz: 0,
    noiseLufs: null,
  },
  {
    id: 'club',
    label: 'Club',
    says: 'Subwoofers that you feel, one for both sides, and treble that the air has worn.',
    source:
      'Our assumption: how such systems are commonly tuned, 8 dB up below 90 Hz and falling gently above 2 kHz. The room’s own sound is left out.',
    curve: [
      { shape: 'highPass', freqHz: 32, q: 0.9 },
      { shape: 'lowShelf', freqHz: 95, q: 0.8, gainDb: 8 },
      { shape: 'bell', freqHz: 300, q: 1, gainDb: -2 },
      { shape: 'highShelf', freqHz: 5000, q: 0.5, gainDb: -4 },
    ],
    width: 0.8,
    monoBelowHz: 100,
    noiseLufs: null,
  },
  {
    id: 'mono',
    label: 'Mono',
    says: 'Both sides get the sum: what is opposite in left and right is gone.',
    source: 'By definition: half of left plus right.',
    curve: [],
    width: 0,
    monoBelowHz: 0,
    noiseLufs: null,
  },
];

/** The system of that id; undefined for what there is not. */
export const playbackSystem = (id: string): PlaybackSystem | undefined =>
  PLAYBACK_SYSTEMS.find((system) => system.id === id);
