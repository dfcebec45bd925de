/** Messages between a page and its rendering worker. */
import type { PageArrived, WantPages } from '../decode/protocol.ts';
import type { PrintSound, Wares } from '../decode/sounds.ts';
import type { LoadState, Rendered, RenderRequest } from '../facade.ts';

/** Page to worker. */
export type ToRenderer =
  /** First of all. `audioRoot` ends in a slash. */
  | { kind: 'begin'; audioRoot: string }
  /** What sessions to come will play. */
  | { kind: 'wares'; wares: Wares }
  | { kind: 'render'; id: number; request: RenderRequest }
  | { kind: 'cancel'; id: number }
  /** Somebody who wants the pages of prints, at the other end of the port. */
  | { kind: 'connect'; port: MessagePort };

/** Worker to page. */
export type FromRenderer =
  | { kind: 'progress'; id: number; done: number }
  | { kind: 'rendered'; id: number; rendered: Rendered }
  | { kind: 'failed'; id: number; detail: string; cancelled: boolean }
  /** How far a print has come. */
  | { kind: 'state'; state: LoadState };

export type ToPrintPages = WantPages<PrintSound>;
export type FromPrintPages = PageArrived;
