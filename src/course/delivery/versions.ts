/** What is handed over of a mix or a master: which versions there are, and the session that each of them is. */
import type { Session, Strip, StripId } from '../../session/document.ts';
import { soloed } from '../solo.ts';
import type { SongInfo, StemInfo } from '../types.ts';

/**
 * `mix`, `instrumental`, `vocal-up` and `stems` are made of a session on stems; `master`, `streaming`, `cd` and
 * `vinyl` of one on a print. Files are made in this order.
 */
export const VERSIONS = [
  'mix',
  'instrumental',
  'vocal-up',
  'stems',
  'master',
  'streaming',
  'cd',
  'vinyl',
] as const;
export type VersionId = (typeof VERSIONS)[number];

/** What versions are called. */
export const VERSION_LABELS: Record<VersionId, string> = {
  mix: 'Mix',
  instrumental: 'Instrumental',
  'vocal-up': 'Vocal up',
  stems: 'Stems',
  master: 'Master',
  streaming: 'Streaming',
  cd: 'CD',
  vinyl: 'Vinyl pre-master',
};

/** What becomes of a limiter on the stereo output: left on, switched off, or a file of each. */
export type LimiterChoice = 'on' | 'off' | 'both';

/** One file's worth of sound. */
export interface Piece {
  version: VersionId;
  /** Its part of the file's name: `vocal-up`, `stem-drums`. */
  slug: string;
  label: string;
  session: Session;
  /** Whether a limiter on the stereo output is in it. */
  limited: boolean;
}

const masterOf = (session: Session): StripId => session.order.at(-1) as StripId;

const withStrip = (session: Session, id: StripId, change: (strip: Strip) => Strip): Session => ({
  ...session,
  strips: { ...session.strips, [id]: change(session.strips[id] as Strip) },
});

const limitersOf = ({ inserts, insert }: Strip): string[] =>
  inserts.filter((id) => insert[id]?.effect === 'limiter' && insert[id]?.on === true);

/** Whether a limiter on the stereo output is switched on. */
export const isLimited = (session: Session): boolean =>
  limitersOf(session.strips[masterOf(session)] as Strip).length > 0;

/** The session with the limiters of its stereo output switched off. */
export const withoutLimiter = (session: Session): Session =>
  withStrip(session, masterOf(session), (strip) => ({
    ...strip,
    insert: Object.fromEntries(
      Object.entries(strip.insert).map(([id, insert]) => [
        id,
        limitersOf(strip).includes(id) ? { ...insert, on: false } : insert,
      ]),
    ),
  }));

/** Tracks that play stems of these families, in the mixer's order. */
function tracksOf(session: Session, song: SongInfo, families: readonly StemInfo['family'][]): StripId[] {
  const stems = new Set(song.stems.filter(({ family }) => families.includes(family)).map(({ id }) => id));
  return session.order.filter((id) => {
    const { kind, source } = session.strips[id] as Strip;
    const ref = kind === 'track' && source !== undefined ? session.sources[source] : undefined;
    return ref?.kind === 'song' && stems.has(ref.stem);
  });
}

/** The tracks that are sung, leading and backing. */
export const vocalTracks = (session: Session, song: SongInfo): StripId[] =>
  tracksOf(session, song, ['vocal']);

const VOCAL_UP = 'vocal-up';

/**
 * All that is sung louder by `gainDb`, before the faders, so that automation and reverb go with it. An insert does it,
 * because a fader may stand at its end and automation may replace it.
 */
export const withVocalUp = (session: Session, song: SongInfo, gainDb: number): Session =>
  vocalTracks(session, song).reduce(
    (changed, id) =>
      withStrip(changed, id, (strip) => ({
        ...strip,
        inserts: [...strip.inserts, VOCAL_UP],
        insert: { ...strip.insert, [VOCAL_UP]: { effect: 'trim', v: 1, on: true, values: { gainDb } } },
      })),
    session,
  );

/** Nothing that is sung is heard. */
export const withoutVocals = (session: Session, song: SongInfo): Session =>
  vocalTracks(session, song).reduce(
    (changed, id) => withStrip(changed, id, (strip) => ({ ...strip, mute: true })),
    session,
  );

const GROUPS: readonly { slug: string; label: string; families: StemInfo['family'][] }[] = [
  { slug: 'drums', label: 'Drums', families: ['drums'] },
  { slug: 'bass', label: 'Bass', families: ['bass'] },
  { slug: 'guitars', label: 'Guitars', families: ['guitar'] },
  { slug: 'keys', label: 'Keys', families: ['keys'] },
  { slug: 'vocals', label: 'Vocals', families: ['vocal'] },
  { slug: 'effects', label: 'Effects', families: ['fx'] },
];

export interface VersionOptions {
  /** dB that the vocals of `vocal-up` are raised. */
  vocalUpDb: number;
  limiter: LimiterChoice;
}

/**
 * The files that a version is made of. Stems are groups heard alone through the whole mixer, with their own reverb,
 * so that all of them together are the mix again.
 */
export function piecesOf(
  version: VersionId,
  session: Session,
  song: SongInfo,
  { vocalUpDb, limiter }: VersionOptions,
): Piece[] {
  const there = isLimited(session);
  const one = (slug: string, label: string, from: Session): Piece[] => {
    const limited = (suffix: boolean): Piece => ({
      version,
      slug: suffix ? `${slug}-limited` : slug,
      label: suffix ? `${label}, limited` : label,
      session: from,
      limited: there,
    });
    const clean: Piece = { version, slug, label, session: withoutLimiter(from), limited: false };
    if (!there) return [clean];
    // A master, and what is made from it, has its limiter by right: only a mix is named after it.
    if (limiter === 'on') return [limited(version === 'mix')];
    return limiter === 'both' && version === 'mix' ? [clean, limited(true)] : [clean];
  };
  const label = VERSION_LABELS[version];
  switch (version) {
    case 'vocal-up':
      return one('vocal-up', label, withVocalUp(session, song, vocalUpDb));
    case 'instrumental':
      return one('instrumental', label, withoutVocals(session, song));
    case 'stems':
      return GROUPS.flatMap(({ slug, label: group, families }) => {
        const tracks = tracksOf(session, song, families);
        return tracks.length === 0 ? [] : one(`stem-${slug}`, group, soloed(session, tracks));
      });
    case 'mix':
    case 'master':
    case 'streaming':
    case 'cd':
    case 'vinyl':
      return one(
        version === 'mix' ? 'mix' : version === 'master' ? 'master' : `master-${version}`,
        label,
        session,
      );
  }
}
