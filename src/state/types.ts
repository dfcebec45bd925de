/**
 * What cells and pages use of the page's state. `audio.ts` holds the sounding programme and the transport,
 * `mix.ts` the working sessions, `store.ts` what is kept on the device, `page-data.ts` what a page was built with.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { CheckResult, MixSpec, SongInfo } from '../course/types.ts';
import type { Programme } from '../engine/facade.ts';
import type { Patch, Session } from '../session/document.ts';

export type { MixSpec, PageData, Section, SongInfo, StemInfo } from '../course/types.ts';

/** One working session. The same lesson and id give the same object for the life of the document. */
export interface Mix {
  /** `<lesson>/<id>`; also the programme id. */
  readonly id: string;
  readonly song: SongInfo;
  readonly spec: MixSpec;
  readonly session: ReadonlySignal<Session>;
  readonly programme: () => Programme;
  /** False until what the device keeps of this mix has been read. */
  readonly restored: ReadonlySignal<boolean>;
  /** A plain sentence to show once: a link opened, an old recording, a corrupt store set aside. */
  readonly notice: ReadonlySignal<string | null>;
  dismissNotice(): void;
  /**
   * Changes by address, with undo. Edits with the same `gesture` join into one step of undo (a drag).
   */
  edit(patch: Patch, gesture?: string): void;
  undo(): void;
  redo(): void;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Back to where the mix began, one step of undo. With a prefix, only the addresses under it. */
  reset(prefix?: string): void;
  /** Where Reset goes back to. */
  readonly origin: Session;
  /** Replaces with the course's version, without the own mix; one step of undo. */
  startFromCourse(): void;
  /** A link that restores this exact state. */
  share(): Promise<string>;
  /** Renders and measures; progress 0 to 1. Rejects with a sentence for the learner. */
  judge(onProgress?: (done: number) => void): Promise<CheckResult[]>;
  /** Writes the owned addresses into the own mix of the song. */
  keep(): Promise<void>;
}
