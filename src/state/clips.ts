/**
 * Finished pieces of sound that a cell compares: passages rendered in the worker, or sound that the cell made itself
 * (a codec, dither, the joins of an album). They are played in step by the live engine, one of them heard; `hear`
 * and `matchCompare` of `audio.ts` switch. There is never a second live graph.
 */
import type { SongInfo } from '../course/types.ts';
import type { Loop, Tap } from '../engine/facade.ts';
import type { Session, StripId } from '../session/document.ts';
import { openCompare, seek, setLoop, transport } from './audio.ts';
import type { Clip } from './audio.ts';
import { measuring } from './measuring.ts';

export type { Clip } from './audio.ts';

interface ClipRequest extends Loop {
  song: SongInfo;
  session: Session;
  /** Where to listen; what would be exported, unless told. */
  tap?: Tap;
  /** Strips that are heard alone. */
  solo?: StripId[];
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
}

let made = 0;
const newName = (): string => `clip:${++made}`;

/** Renders a passage of a session. Rejects with a sentence for the learner. */
export async function renderClip({
  song,
  session,
  fromS,
  toS,
  tap = { kind: 'tap' },
  solo = [],
  onProgress,
  signal,
}: ClipRequest): Promise<Clip> {
  const { renderInWorker } = await measuring();
  const passage = { fromS, toS };
  const sound = await renderInWorker({ song, session, passage, tap, solo }, onProgress, signal);
  return { name: newName(), fromS, ...sound };
}

/** Sound that the cell made, at 48 kHz, as a clip that begins at `fromS` of the time line. */
export async function clipOf(left: Float32Array, right: Float32Array, fromS = 0): Promise<Clip> {
  const { soundInWorker } = await measuring();
  return { name: newName(), left, right, fromS, ...(await soundInWorker(left, right)) };
}

interface ClipsSpec {
  /** Programme id, as `<lesson>/<cell>`: play buttons compare it with `sounding`. */
  id: string;
  song: SongInfo;
  clips: { id: string; clip: Clip }[];
  heard: string;
  /** All as loud as the quietest: nothing is raised. */
  matched: boolean;
  /** Whether the passage goes round; it does unless told otherwise. */
  loop?: boolean;
}

/**
 * Plays clips in step. When the play head stands elsewhere it goes to where they begin. Where clips have to be made
 * first, call `wakeSound` in the click itself.
 */
export function openClips({ clips, loop = true, ...spec }: ClipsSpec): void {
  const fromS = Math.min(...clips.map(({ clip }) => clip.fromS));
  const toS = Math.max(...clips.map(({ clip }) => clip.fromS + clip.left.length / 48_000));
  openCompare({ ...spec, prints: clips });
  setLoop(loop ? { fromS, toS } : null);
  const { positionS } = transport.peek();
  if (positionS < fromS || positionS >= toS) seek(fromS);
}
