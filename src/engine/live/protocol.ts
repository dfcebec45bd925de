/** Everything that goes between the page and the worklet. */
import type { PrintSound, FileSound } from '../decode/sounds.ts';
import type { Session, SourceId } from '../../session/document.ts';
import type { Listening, Loop, MeterPoint, Transport } from '../facade.ts';

/** Name under which the worklet registers its processor. */
export const PROCESSOR = 'headroom-engine';

/** A clip on its way: with its sound where the worklet does not hold it yet. */
export interface WireClip {
  kind: 'clip';
  name: string;
  beginFrame: number;
  sound: [Float32Array, Float32Array] | null;
}

/** What the worklet must know of a recording to play it; the pages of all but clips come over its ports. */
export type PagedSound = FileSound | PrintSound;
export type WireSound = PagedSound | WireClip;

export type WireProgramme =
  | { kind: 'session'; id: string; session: Session; sounds: Record<SourceId, PagedSound> }
  | {
      kind: 'compare';
      id: string;
      prints: { id: string; sound: WireSound; trimDb: number }[];
      heard: string;
    };

/** Page to worklet. */
export type ToWorklet =
  /** Where pages of files, and of prints, are asked for. */
  | { kind: 'pages'; of: 'file' | 'print'; port: MessagePort }
  /** `positionS` is where to begin; null keeps the position. */
  | { kind: 'load'; programme: WireProgramme; positionS: number | null }
  | { kind: 'hear'; id: string }
  | { kind: 'play' }
  | { kind: 'pause' }
  | { kind: 'seek'; positionS: number }
  | { kind: 'loop'; loop: Loop | null }
  | { kind: 'listen'; listening: Listening }
  | { kind: 'subscribe'; watcher: number; points: MeterPoint[] }
  | { kind: 'unsubscribe'; watcher: number }
  | { kind: 'reset-meters' }
  | { kind: 'test-tone'; side: 'left' | 'right' }
  /** A meter frame's buffer, on its way back to be filled again. */
  | { kind: 'buffer'; buffer: Float32Array<ArrayBuffer> }
  /** Work to repeat on scratch state in each block, for the headroom test; 0 is none. */
  | { kind: 'burden'; times: number }
  | { kind: 'close' };

/** Worklet to page. */
export type FromWorklet =
  | { kind: 'transport'; transport: Transport; contextTimeS: number }
  | { kind: 'waiting'; waiting: boolean }
  | { kind: 'ended' }
  /**
   * One picture for all who watch: `buffer` holds, for each of `watchers` in turn, how many numbers are its own, and
   * then [count, values…] for each point of its subscription, in its order.
   */
  | {
      kind: 'meters';
      watchers: number[];
      positionS: number;
      contextTimeS: number;
      buffer: Float32Array<ArrayBuffer>;
    }
  | { kind: 'fault'; code: 'processor' | 'session'; strip: string | null; detail: string };
