/**
 * The list of an album for a pressing plant: where each track begins on the disc, in minutes, seconds and frames of a
 * CD (75 a second, 588 samples each), after the pause of two seconds that stands before track 1.
 */
import type { Placed } from './line.ts';

const FRAMES_A_S = 75;
const PAUSE_FRAMES = 2 * FRAMES_A_S;

export interface SheetTrack extends Pick<Placed, 'fromS' | 'toS'> {
  title: string;
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** mm:ss:ff. */
export const writeFrames = (frames: number): string =>
  `${pad(Math.floor(frames / (60 * FRAMES_A_S)))}:${pad(Math.floor(frames / FRAMES_A_S) % 60)}:${pad(frames % FRAMES_A_S)}`;

/** The sheet as text. Index 0 is where the pause before a track begins, index 1 the track. */
export function pqSheet(album: string, tracks: readonly SheetTrack[]): string {
  const frame = (s: number): number => Math.round(s * FRAMES_A_S) + PAUSE_FRAMES;
  const rows = tracks.flatMap(({ title, fromS, toS }, i) => {
    const number = pad(i + 1);
    const gapFrom = i === 0 ? 0 : frame(tracks[i - 1]!.toS);
    const from = frame(fromS);
    const name = title.padEnd(24);
    return [
      ...(gapFrom < from ? [`${number}     00     ${writeFrames(gapFrom)}  pause`] : []),
      `${number}     01     ${writeFrames(from)}  ${name} ${writeFrames(frame(toS) - from)}`,
    ];
  });
  const end = tracks.at(-1);
  return [
    `PQ sheet: ${album}`,
    `Tracks: ${tracks.length}`,
    '',
    'Track  Index  Start     Title                    Length',
    ...rows,
    `AA            ${writeFrames(end ? frame(end.toS) : PAUSE_FRAMES)}  end of the disc`,
    '',
    'Times in minutes:seconds:frames, 75 frames a second.',
  ].join('\n');
}
