/** Messages of the decoding worker: with the page that owns it, and with whoever wants pages. */
import type { Page } from '../core/source.ts';
import type { LoadState } from '../facade.ts';
import type { FileSound } from './sounds.ts';

/** Page to worker. */
export type ToDecoder =
  /** Another one who wants pages, at the other end of the port. `audioRoot` ends in a slash. */
  | { kind: 'connect'; audioRoot: string; port: MessagePort }
  /** Tries a recording again that had failed. */
  | { kind: 'retry'; name: string }
  /** A recording that the page decoded, because WebAssembly is blocked in the worker; null where that failed too. */
  | { kind: 'decoded'; name: string; channelData: Float32Array[] | null; detail: string };

/** Worker to page. */
export type FromDecoder =
  | { kind: 'state'; state: LoadState }
  /** WebAssembly is blocked: the page is asked to decode this file. */
  | { kind: 'blocked'; name: string; url: string };

/** A holder of pages asks for recordings, all that it needs next in one message. */
export interface WantPages<S> {
  kind: 'want';
  sounds: S[];
}

/** What comes back, in any order of recordings, each recording's pages once. */
export interface PageArrived {
  kind: 'page';
  name: string;
  index: number;
  page: Page;
}

/** The recording, or the rest of it, will not come unless it is tried again. */
export interface PagesFailed {
  kind: 'failed';
  name: string;
}

export type FromPages = PageArrived | PagesFailed;
export type ToFilePages = WantPages<FileSound>;
