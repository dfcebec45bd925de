/** What every reader of recordings gives, and how it says that a file cannot be read. */
import type { ChannelLayout } from '../meters/channel-layout.ts';

export interface AudioFile {
  sampleRate: number;
  /** ±1 is full scale. */
  channels: Float32Array[];
  /** What the channels are; null when there are more than 5.1 has, or the file names others. */
  layout: ChannelLayout | null;
}

/** The bytes are no recording that can be read; the message says why in one line. */
export class AudioFileError extends Error {
  override name = 'AudioFileError';
}
