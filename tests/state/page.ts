/** A page for tests of the state, as far as the state sees one: address, storage, page data. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { startSession } from '../../src/course/own-mix.ts';
import type { Exercise, PageData, SongInfo } from '../../src/course/types.ts';
import type { Session } from '../../src/session/document.ts';
import { small } from '../session/fixtures.ts';

const stem = (id: string, integratedLufs: number): SongInfo['manifest']['stems'][number] => ({
  id,
  file: `${id}.opus`,
  channels: 2,
  bytes: 1,
  sha256: 'a'.repeat(64),
  integratedLufs,
  truePeakDb: -1,
});

export const song: SongInfo = {
  id: 'paper-lanterns',
  title: 'Paper Lanterns',
  genre: 'synth-pop',
  bpm: 112,
  key: 'A minor',
  rev: 1,
  durationS: 50,
  sections: [
    { id: 'verse', label: 'Verse', fromS: 4, toS: 20 },
    { id: 'chorus', label: 'Chorus', fromS: 20, toS: 38 },
  ],
  stems: [{ id: 'vox', label: 'Vocal', family: 'vocal', channels: 1 }],
  lyrics: [],
  manifest: {
    song: 'paper-lanterns',
    rev: 1,
    sampleRate: 48000,
    frames: 2_400_000,
    stems: [stem('vox', -20)],
    peaks: 'p.json',
    clean: {},
    prints: { 'paper-lanterns/mix@1': stem('mix', -19), 'paper-lanterns/master@1': stem('master', -14.5) },
  },
};

export const exercise: Exercise = {
  owns: ['vox/eq'],
  pins: { 'vox.mute': false },
  start: { 'vox/eq/lowMid.q': 2 },
  solutions: [],
  traps: {},
  checks: { loud: { kind: 'loudness', of: 'vox', label: 'x', hint: 'y', passage: 'song', atMost: 0 } },
};

const print = (): Session => ({
  ...small(),
  sources: { mix: { kind: 'print', of: 'paper-lanterns/mix@1' } },
});

export const data = (): PageData => ({
  lesson: '06-eq',
  songs: { 'paper-lanterns': song },
  presets: { 'paper-lanterns/rough@1': small(), 'paper-lanterns/print@1': print() },
  mixes: {
    mix: { song: 'paper-lanterns', base: 'paper-lanterns/rough@1' },
    ring: { song: 'paper-lanterns', base: 'paper-lanterns/rough@1', exercise: 'ring' },
    master: { song: 'paper-lanterns', base: 'paper-lanterns/print@1' },
  },
  exercises: { ring: exercise },
  starts: { ring: startSession(small(), {}, exercise) },
});

export interface Page {
  listeners: Map<string, ((event: unknown) => void)[]>;
  location: { href: string; hash: string; pathname: string; search: string };
  /** Fires an event of the window or the document. */
  fire(name: string, event?: unknown): void;
}

/** A new page over storage that stays. Modules are loaded afresh, as after a reload. */
export function openPage(pageData: PageData | null = data(), hash = ''): Page {
  vi.resetModules();
  const listeners: Page['listeners'] = new Map();
  const listen = (name: string, listener: (event: unknown) => void): void => {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  };
  const location = {
    href: `https://headroom.example/lessons/06-eq/${hash}`,
    hash,
    pathname: '/lessons/06-eq/',
    search: '',
  };
  const element = pageData && { textContent: JSON.stringify(pageData) };
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('addEventListener', listen);
  vi.stubGlobal('location', location);
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_s: unknown, _t: string, to: string) => {
      location.hash = '';
      location.href = `https://headroom.example${to}`;
    },
  });
  vi.stubGlobal('document', {
    hidden: false,
    addEventListener: listen,
    querySelector: () => null,
    getElementById: (id: string) => (id === 'page-data' ? element : null),
  });
  return { listeners, location, fire: (name, event) => listeners.get(name)?.forEach((l) => l(event)) };
}

/** An empty device. */
export function freshStorage(): void {
  vi.stubGlobal('indexedDB', new IDBFactory());
}

/** Until a condition holds, at most a second. */
export async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
  if (!holds()) throw new Error('it did not come to hold');
}
