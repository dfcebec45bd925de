/** The songs of an album cell: rendered from their masters and measured, once they are wanted. */
import type { AlbumSong } from '../../../course/album/line.ts';
import { edgesOf } from '../../../course/album/join.ts';
import type { SongEdges } from '../../../course/album/join.ts';
import type { Session } from '../../../session/document.ts';
import { clipOf, renderClip } from '../../../state/clips.ts';
import { measureAlbumSong } from '../../../state/delivery.ts';
import type { Mix } from '../../../state/types.ts';

/** A master, and the mix that it is of: there the voice can be measured. */
export interface AlbumTrack {
  print: string;
  title: string;
  master: Mix;
  mix: Mix;
}

export interface LoadedSong extends AlbumSong {
  edges: SongEdges;
}

const VOCAL = 'vox';
const RATE = 48_000;

/** What a master is made of, as it arrives: the print alone, with nothing done to it. */
const asPrinted = (session: Session): Session => ({
  ...session,
  strips: Object.fromEntries(
    Object.entries(session.strips).map(([id, strip]) => [
      id,
      { ...strip, gainDb: 0, inserts: [], insert: {} },
    ]),
  ),
  automation: {},
});

/**
 * Renders and measures a track. The voice on the master is the voice in the mix's chorus, moved by as much as mastering
 * moved that chorus. Rejects with a sentence for the learner.
 */
export async function loadSong(
  { master, mix }: AlbumTrack,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<LoadedSong> {
  const { song } = master;
  const chorus = song.sections.find(({ id }) => id === 'chorus');
  const whole = await renderClip({
    song,
    session: master.session.peek(),
    fromS: 0,
    toS: song.durationS,
    onProgress: (done) => onProgress(0.4 * done),
    signal,
  });
  const edges = edgesOf(whole.left, whole.right);
  const measured = await measureAlbumSong(whole.left, whole.right);
  let vocalLufs = NaN;
  if (chorus && Object.hasOwn(mix.session.peek().strips, VOCAL)) {
    const { fromS, toS } = chorus;
    const session = mix.session.peek();
    const voice = await renderClip({
      song,
      session,
      fromS,
      toS,
      tap: { kind: 'strip', strip: VOCAL, tap: 'post' },
      signal,
    });
    onProgress(0.6);
    const mixed = await renderClip({ song, session: asPrinted(master.session.peek()), fromS, toS, signal });
    onProgress(0.9);
    const [from, to] = [Math.round(fromS * RATE), Math.round(toS * RATE)];
    const mastered = await clipOf(whole.left.slice(from, to), whole.right.slice(from, to));
    vocalLufs = voice.integratedLufs + mastered.integratedLufs - mixed.integratedLufs;
  }
  onProgress(1);
  return { ...measured, vocalLufs, edges };
}
