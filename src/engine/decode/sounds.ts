/** The names by which recordings are known to everything that passes their pages about. */
import type { SongManifest, StemManifest } from '../facade.ts';
import type { Session, SourceId, SourceRef } from '../../session/document.ts';
import { ENGINE_RATE } from '../core/rate.ts';

/** A recording that ships as a file. */
export interface FileSound {
  kind: 'file';
  /** Permanent name: song, revision and stem, or the preset that the print is of. */
  name: string;
  /** What to call it before a learner. */
  label: string;
  /** Path under `audio/`. */
  path: string;
  bytes: number;
  channels: 1 | 2;
  frames: number;
}

/** A session rendered at its tap, made on the device. */
export interface PrintSound {
  kind: 'print';
  name: string;
  label: string;
  session: Session;
  channels: 2;
  frames: number;
}

export type Sound = FileSound | PrintSound;

/** Where sounds are looked up. */
export interface Library {
  songs: (id: string) => SongManifest | undefined;
  /** The session behind a print: a preset's id or the name that the device gave a session. */
  sessionOf: (print: string) => Session | null;
}

const stemSound = (manifest: SongManifest, stem: StemManifest, name: string, label: string): FileSound => ({
  kind: 'file',
  name,
  label,
  path: `${manifest.song}/${stem.file}`,
  bytes: stem.bytes,
  channels: stem.channels,
  frames: manifest.frames,
});

/** Seconds that a print goes on after its last source, for what rings out. */
const PRINT_TAIL_S = 2;

/**
 * The recording that a print plays. A released preset's print that ships as audio is that audio everywhere,
 * in playing, renders and checks, so that all of them have the same samples; otherwise the session is
 * rendered. Null when neither is known.
 */
export function printSound(of: string, library: Library): Sound | null {
  const manifest = library.songs(of.split('/', 1)[0]!);
  const shipped = manifest && Object.hasOwn(manifest.prints, of) ? manifest.prints[of] : undefined;
  if (manifest && shipped) return stemSound(manifest, shipped, `print:${of}`, of);
  const session = library.sessionOf(of);
  if (!session) return null;
  return {
    kind: 'print',
    name: `render:${JSON.stringify(session)}`,
    label: of,
    session,
    channels: 2,
    frames: printFrames(session, library),
  };
}

/** The recording of a source; null for imports and for what nobody knows. */
export function soundOf(ref: SourceRef, library: Library): Sound | null {
  switch (ref.kind) {
    case 'song': {
      const manifest = library.songs(ref.song);
      const stem = manifest?.stems.find((candidate) => candidate.id === ref.stem);
      return manifest && stem
        ? stemSound(manifest, stem, `${ref.song}@${manifest.rev}/${ref.stem}`, ref.stem)
        : null;
    }
    case 'print':
      return printSound(ref.of, library);
    case 'import':
      return null;
  }
}

/** All recordings that a session plays, by source. */
export function soundsOf(session: Session, library: Library): Record<SourceId, Sound> {
  const sounds: Record<SourceId, Sound> = {};
  for (const [id, ref] of Object.entries(session.sources)) {
    const sound = soundOf(ref, library);
    if (sound) sounds[id] = sound;
  }
  return sounds;
}

/** Length of a session's print: to the end of its last source, and what rings out. */
export function printFrames(session: Session, library: Library): number {
  const sounds = soundsOf(session, library);
  let end = 0;
  let whole = 0;
  for (const strip of Object.values(session.strips)) {
    const sound = strip.source === undefined ? undefined : sounds[strip.source];
    if (!sound) continue;
    end = Math.max(end, Math.round(strip.offsetS * ENGINE_RATE) + sound.frames);
    whole = Math.max(whole, sound.frames);
  }
  // A song's stems are as long as the song, its ending included; only what is moved later adds to it.
  return end > whole ? end + PRINT_TAIL_S * ENGINE_RATE : end;
}

/** What another thread must be told so that it can look up everything that a session plays. */
export interface Wares {
  songs: Record<string, SongManifest>;
  sessions: Record<string, Session>;
}

/** Adds what a session plays, the sessions behind its prints included. */
export function gatherWares(
  session: Session,
  library: Library,
  wares: Wares = { songs: {}, sessions: {} },
): Wares {
  for (const ref of Object.values(session.sources)) {
    if (ref.kind === 'import') continue;
    const songId = ref.kind === 'song' ? ref.song : ref.of.split('/', 1)[0]!;
    const manifest = library.songs(songId);
    if (manifest) wares.songs[songId] = manifest;
    if (ref.kind === 'print' && !Object.hasOwn(wares.sessions, ref.of)) {
      const behind = library.sessionOf(ref.of);
      if (!behind) continue;
      wares.sessions[ref.of] = behind;
      gatherWares(behind, library, wares);
    }
  }
  return wares;
}

/** A library of what has been gathered, which may grow. */
export const libraryOf = (wares: Wares): Library => ({
  songs: (id) => (Object.hasOwn(wares.songs, id) ? wares.songs[id] : undefined),
  sessionOf: (print) => (Object.hasOwn(wares.sessions, print) ? wares.sessions[print]! : null),
});
