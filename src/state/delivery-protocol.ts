/** What the page asks of the worker that writes files, and what comes back. */
import type { AlbumSong } from '../course/album/line.ts';
import type { Delivered } from '../course/delivery/delivered.ts';
import type { FileFormat, FileRange } from '../course/delivery/format.ts';
import type { MiddleSides } from '../course/delivery/middle-sides.ts';
import type { QuantisedSet } from '../course/delivery/quantised.ts';
import type { VersionId, VersionOptions } from '../course/delivery/versions.ts';
import type { SongInfo } from '../course/types.ts';
import type { Session } from '../session/document.ts';

export interface DeliveryOrder extends VersionOptions {
  song: SongInfo;
  /** Sessions behind prints that do not ship as audio, by preset. */
  presets: Record<string, Session>;
  /** What is made, and of which session. */
  versions: { version: VersionId; session: Session }[];
  /** Which take it is, from 1: part of the name. */
  take: number;
  format: FileFormat;
  range: FileRange;
}

/** A file, its bytes, and how it ends as the ear hears it: the last seconds at 48 kHz. */
export interface MadeFile extends Delivered {
  bytes: Uint8Array<ArrayBuffer>;
  ending: { left: Float32Array<ArrayBuffer>; right: Float32Array<ArrayBuffer> };
}

export type ToDelivery =
  /** `audioRoot` is the folder of the songs' files, with a slash at its end. */
  | { kind: 'make'; order: DeliveryOrder; audioRoot: string }
  | { kind: 'fingerprint'; bytes: Uint8Array }
  /** The others bring stereo sound at 48 kHz. */
  | { kind: 'quantise'; left: Float32Array; right: Float32Array; bits: number }
  | { kind: 'middle-sides'; left: Float32Array; right: Float32Array }
  | { kind: 'album-song'; left: Float32Array; right: Float32Array };

export type FromDelivery =
  | { kind: 'progress'; done: number; what: string }
  | { kind: 'file'; file: MadeFile }
  | { kind: 'done' }
  | { kind: 'fingerprint'; md5: string; sha256: string }
  | { kind: 'quantised'; set: QuantisedSet }
  | { kind: 'album-song'; measured: Omit<AlbumSong, 'vocalLufs'> }
  | { kind: 'middle-sides'; measured: MiddleSides }
  /** For the learner. */
  | { kind: 'failed'; sentence: string };
