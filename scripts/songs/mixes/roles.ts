/** Who is who in a song's mixes: what a measure of a mix has to know. */
export interface Roles {
  lead: string;
  /** What carries the song and must survive one loudspeaker. */
  middle: readonly string[];
  /** What stands over the lead. */
  maskers: readonly string[];
  /** The stem that one loudspeaker loses in the rough mix. */
  wide: string;
  /** The bus of the shared room. */
  room: string;
}

export const ROLES: Readonly<Record<string, Roles>> = {
  'paper-lanterns': {
    lead: 'vox',
    middle: ['vox', 'kick', 'snare', 'bass'],
    maskers: ['guitar-l', 'guitar-r'],
    wide: 'pad',
    room: 'room',
  },
  'signal-fire': {
    lead: 'vox',
    middle: ['vox', 'kick', 'snare', 'bass'],
    maskers: ['guitar-l', 'guitar-r'],
    wide: 'room',
    room: 'hall',
  },
  'half-a-room': {
    lead: 'vox',
    middle: ['vox', 'kick', 'bass'],
    maskers: ['guitar-l', 'guitar-r'],
    wide: 'strings',
    room: 'room',
  },
};

/** The good mixes of every song, by taste; `mix` is the one that lessons call the mix. */
export const GOOD_MIXES = ['mix', 'mix-dry', 'mix-wide', 'mix-forward'] as const;
