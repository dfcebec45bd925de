/** What the channels of a recording are, which loudness needs to weight them. */

export type ChannelRole = 'M' | 'L' | 'R' | 'C' | 'LFE' | 'Ls' | 'Rs';
export type ChannelLayout = readonly ChannelRole[];

/** WAV (without a speaker mask) and FLAC. */
const WAV_ORDER: readonly ChannelLayout[] = [
  ['M'],
  ['L', 'R'],
  ['L', 'R', 'C'],
  ['L', 'R', 'Ls', 'Rs'],
  ['L', 'R', 'C', 'Ls', 'Rs'],
  ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'],
];

/** Opus, channel mapping family 1 (RFC 7845, 5.1.1.2), which is Vorbis's order. */
const OPUS_ORDER: readonly ChannelLayout[] = [
  ['M'],
  ['L', 'R'],
  ['L', 'C', 'R'],
  ['L', 'R', 'Ls', 'Rs'],
  ['L', 'C', 'R', 'Ls', 'Rs'],
  ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'],
];

/**
 * The layout of a file of 1 to 6 channels.
 * @throws RangeError for more channels than 5.1 has.
 */
export function channelLayout(channels: number, order: 'wav' | 'opus' = 'wav'): ChannelLayout {
  const layout = (order === 'wav' ? WAV_ORDER : OPUS_ORDER)[channels - 1];
  if (!layout) throw new RangeError(`${channels} channels: mono to 5.1 are known`);
  return layout;
}

/** Weight G of a channel's energy, BS.1770-5 table 3: surrounds 1.41 (about +1.5 dB), LFE left out. */
export const loudnessWeight = (role: ChannelRole): number =>
  role === 'LFE' ? 0 : role === 'Ls' || role === 'Rs' ? 1.41 : 1;
