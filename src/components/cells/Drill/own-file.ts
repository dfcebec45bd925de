/** A sound file of the learner's own: decoded here, on the device, and never sent anywhere. */
import type { SongInfo } from '../../../state/types.ts';

/** Longest piece that a drill plays. */
export const PIECE_S = 9;
const RATE = 48_000;
/** Larger files are refused: decoded, they would not fit into a phone's memory. */
const MOST_BYTES = 150_000_000;

export interface OwnFile {
  song: SongInfo;
  left: Float32Array;
  right: Float32Array;
}

/** Reads and decodes. Throws an `Error` with a sentence for the learner. */
export async function openOwnFile(file: File): Promise<OwnFile> {
  if (file.size > MOST_BYTES) throw new Error('This file is too large: 150 MB is the most.');
  const bytes = await file.arrayBuffer();
  let decoded: AudioBuffer;
  try {
    // An offline context at the course's rate: the browser resamples while it decodes.
    decoded = await new OfflineAudioContext(2, 1, RATE).decodeAudioData(bytes);
  } catch {
    throw new Error('This browser cannot read that file as sound. WAV, MP3, M4A and FLAC mostly work.');
  }
  if (decoded.duration < 3) throw new Error('The file is shorter than 3 seconds.');
  const left = decoded.getChannelData(0);
  const right = decoded.numberOfChannels > 1 ? decoded.getChannelData(1) : left;
  return { song: asSong(file.name, decoded.duration), left, right };
}

/** What the transport shows while it plays: its name and its length. */
const asSong = (title: string, durationS: number): SongInfo => ({
  id: 'own-file',
  title,
  genre: 'your own file',
  bpm: 120,
  key: '',
  rev: 1,
  durationS,
  sections: [],
  stems: [],
  lyrics: [],
  manifest: {
    song: 'own-file',
    rev: 1,
    sampleRate: RATE,
    frames: Math.round(durationS * RATE),
    stems: [],
    peaks: '',
    clean: {},
    prints: {},
  },
});

/** A piece of it, begun at a share of its length (0 to 1). */
export function pieceOf(
  { left, right }: Pick<OwnFile, 'left' | 'right'>,
  at: number,
): {
  fromS: number;
  left: Float32Array;
  right: Float32Array;
} {
  const frames = Math.min(left.length, Math.round(PIECE_S * RATE));
  const from = Math.floor((left.length - frames) * Math.min(1, Math.max(0, at)));
  return {
    fromS: from / RATE,
    left: left.slice(from, from + frames),
    right: right.slice(from, from + frames),
  };
}
