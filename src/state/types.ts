/**
 * What cells and pages use of the page's state. `audio.ts` holds the sounding programme and the transport,
 * `mix.ts` the working sessions, `store.ts` what is kept on the device, `page-data.ts` what a page was built with.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { CheckResult, Exercise } from '../course/types.ts';
import type { Programme, SongManifest } from '../engine/facade.ts';
import type { Patch, Session } from '../session/document.ts';

export interface Section {
  id: string;
  label: string;
  fromS: number;
  toS: number;
}

export interface StemInfo {
  id: string;
  label: string;
  family: 'drums' | 'bass' | 'guitar' | 'keys' | 'vocal' | 'fx';
  channels: 1 | 2;
}

/** A song as the page knows it: `song.yaml` and `manifest.json` together. */
export interface SongInfo {
  id: string;
  title: string;
  genre: string;
  bpm: number;
  key: string;
  rev: number;
  durationS: number;
  sections: Section[];
  stems: StemInfo[];
  lyrics: { atS: number; toS: number; text: string; section: string }[];
  manifest: SongManifest;
}

/** A mix that a lesson names in its frontmatter (`mixes:`); cells say `on="<id>"`. */
export interface MixSpec {
  song: string;
  /** A released preset: `paper-lanterns/rough@1`. */
  base: string;
  /** The exercise whose start this mix begins with and whose checks judge it. */
  exercise?: string;
}

/**
 * Everything a page's cells were built with, once a page: on the server from the content, in the browser from
 * the page's `<script type="application/json" id="page-data">`.
 */
export interface PageData {
  /** Lesson slug (`06-eq`), or null on other pages. */
  lesson: string | null;
  songs: Record<string, SongInfo>;
  /** Whole sessions of released presets by id (`paper-lanterns/rough@1`), patches already applied. */
  presets: Record<string, Session>;
  mixes: Record<string, MixSpec>;
  exercises: Record<string, Exercise>;
}

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
  /** Replaces with the course's version, without the own mix; one step of undo. */
  startFromCourse(): void;
  /** A link that restores this exact state. */
  share(): Promise<string>;
  /** Renders and measures; progress 0 to 1. Rejects with a sentence for the learner. */
  judge(onProgress?: (done: number) => void): Promise<CheckResult[]>;
  /** Writes the owned addresses into the own mix of the song. */
  keep(): Promise<void>;
}
