/**
 * What a page was built with. On the server, pages put it here before their cells are rendered; in the browser it
 * is read from the page's `<script type="application/json" id="page-data">`, and what was read once stays, because
 * the music goes on after its page is left.
 */
import type { SongManifest } from '../engine/facade.ts';
import type { Session } from '../session/document.ts';
import type { PageData } from './types.ts';

const byLesson = new Map<string | null, PageData>();
let readFrom: Element | null = null;
let current: string | null = null;

/** Called by pages while they are rendered on the server, before the first cell. */
export function providePageData(data: PageData): void {
  byLesson.set(data.lesson, data);
}

/**
 * The data of a lesson's page (null: of a page that is no lesson). Throws when the page was built without it,
 * which fails the build on the server.
 */
export function pageData(lesson: string | null): PageData {
  readPage();
  const data = byLesson.get(lesson);
  if (!data)
    throw new Error(`This page has no data for ${lesson === null ? 'its cells' : `the lesson «${lesson}»`}.`);
  return data;
}

/** The data of the page that is shown now, or null when it has none. Only in the browser. */
export function currentPageData(): PageData | null {
  const lesson = readPage();
  return lesson === undefined ? null : (byLesson.get(lesson) ?? null);
}

/** Sessions of released presets of all pages of this document, by id. */
export function knownPresets(): Record<string, Session> {
  readPage();
  return Object.assign({}, ...[...byLesson.values()].map(({ presets }) => presets)) as Record<
    string,
    Session
  >;
}

/** Reads the page's own element when it is a new one; returns its lesson. */
function readPage(): string | null | undefined {
  if (typeof document === 'undefined') return undefined;
  const element = document.getElementById('page-data');
  if (!element) return undefined;
  if (element !== readFrom) {
    const data = JSON.parse(element.textContent ?? '') as PageData;
    byLesson.set(data.lesson, data);
    readFrom = element;
    current = data.lesson;
  }
  return current;
}

/** The first answer among the pages that have been read, the newest first: the music outlives the page it is of. */
function known<T>(look: (data: PageData) => T | undefined): T | undefined {
  readPage();
  for (const data of [...byLesson.values()].reverse()) {
    const found = look(data);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where the engine looks up recordings: manifests by song, and the sessions behind prints of presets. */
export const library = {
  songs: (id: string): SongManifest | undefined =>
    known((data) => (Object.hasOwn(data.songs, id) ? data.songs[id]?.manifest : undefined)),
  sessionOf: (print: string): Session | null =>
    known((data) => (Object.hasOwn(data.presets, print) ? data.presets[print] : undefined)) ?? null,
};
