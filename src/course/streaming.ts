/**
 * What streaming services do to a finished master when they play it: turn it up or down, as far as that is known.
 * The figures are facts (`content/facts.yaml`); here is only which of them a service goes by.
 */
export interface Service {
  id: string;
  label: string;
  /** Loudness that it aims for, in LUFS. */
  targetLufs: number;
  /** Whether it raises what is quieter. */
  raises: 'yes' | 'no' | 'unknown';
  /** True peak that a raised track may reach, in dBTP; null: that is not known. */
  raisedPeakDb: number | null;
  /** Names of the facts that this rests on. */
  facts: string[];
  /** What to know about it, in a sentence. */
  says: string;
}

/** A master as a service sees it. */
export interface Delivered {
  integratedLufs: number;
  truePeakDb: number;
}

export interface Played {
  /** 0 where nothing is changed, and where nothing is known. */
  gainDb: number;
  /** `held`: raised less than wanted, because of its peaks. */
  move: 'down' | 'up' | 'held' | 'unchanged' | 'unknown';
  lufs: number;
}

/** Smaller moves are none. */
const LEAST_DB = 0.05;

/** What a service does with a track that is played by itself. */
export function playTrack(service: Service, { integratedLufs, truePeakDb }: Delivered): Played {
  const wantedDb = service.targetLufs - integratedLufs;
  const by = (gainDb: number, move: Played['move']): Played => ({
    gainDb,
    move,
    lufs: integratedLufs + gainDb,
  });
  if (Math.abs(wantedDb) < LEAST_DB) return by(0, 'unchanged');
  if (wantedDb < 0) return by(wantedDb, 'down');
  if (service.raises === 'no') return by(0, 'unchanged');
  if (service.raises === 'unknown') return by(0, 'unknown');
  if (service.raisedPeakDb === null) return by(wantedDb, 'up');
  const roomDb = Math.max(0, service.raisedPeakDb - truePeakDb);
  return roomDb < wantedDb - LEAST_DB
    ? by(roomDb, roomDb < LEAST_DB ? 'unchanged' : 'held')
    : by(wantedDb, 'up');
}

/**
 * What a service does with an album that is played as one: the same gain for all. By one engineer's report the loudest
 * song decides (disputed, see the facts); raised is only as far as every song's peaks allow.
 */
export function playAlbum(service: Service, songs: readonly Delivered[]): Played[] {
  const loudest = songs.reduce((a, b) => (b.integratedLufs > a.integratedLufs ? b : a));
  const highest = Math.max(...songs.map((song) => song.truePeakDb));
  const { gainDb, move } = playTrack(service, {
    integratedLufs: loudest.integratedLufs,
    truePeakDb: highest,
  });
  return songs.map(({ integratedLufs }) => ({ gainDb, move, lufs: integratedLufs + gainDb }));
}

/** Services by what is known of them; `fact` gives a fact's number and throws for one that has none. */
export function servicesOf(fact: (name: string) => number): Service[] {
  const spotifyPeakDb = -fact('spotify-headroom');
  return [
    {
      id: 'spotify',
      label: 'Spotify',
      targetLufs: fact('spotify-loudness'),
      raises: 'yes',
      raisedPeakDb: spotifyPeakDb,
      facts: ['spotify-loudness', 'spotify-headroom'],
      says: 'Turns loud tracks down, and quiet ones up as far as their peaks leave a decibel of room.',
    },
    {
      id: 'spotify-quiet',
      label: 'Spotify, Quiet',
      targetLufs: fact('spotify-quiet'),
      raises: 'yes',
      raisedPeakDb: spotifyPeakDb,
      facts: ['spotify-quiet', 'spotify-headroom'],
      says: 'The same, aimed lower, when the listener chooses so.',
    },
    {
      id: 'apple',
      label: 'Apple Music',
      targetLufs: fact('apple-loudness'),
      raises: 'yes',
      raisedPeakDb: null,
      facts: ['apple-loudness', 'apple-peaks'],
      says: 'Sound Check. About this loudness; what it does with peaks when it raises a track is not known.',
    },
    {
      id: 'youtube',
      label: 'YouTube',
      targetLufs: fact('youtube-loudness'),
      raises: 'no',
      raisedPeakDb: null,
      facts: ['youtube-loudness'],
      says: 'Only turns down, to about this loudness. There is no published specification.',
    },
    {
      id: 'youtube-music',
      label: 'YouTube Music',
      targetLufs: fact('youtube-music'),
      raises: 'no',
      raisedPeakDb: null,
      facts: ['youtube-music'],
      says: 'By one report it turns down only what is louder than this.',
    },
    {
      id: 'tidal',
      label: 'TIDAL',
      targetLufs: fact('tidal-loudness'),
      raises: 'no',
      raisedPeakDb: null,
      facts: ['tidal-loudness'],
      says: 'Only turns down, by reports of 2016 and 2018.',
    },
    {
      id: 'deezer',
      label: 'Deezer',
      targetLufs: fact('deezer-loudness'),
      raises: 'unknown',
      raisedPeakDb: null,
      facts: ['deezer-loudness'],
      says: 'About this loudness. Whether it raises quiet tracks is not known.',
    },
  ];
}
