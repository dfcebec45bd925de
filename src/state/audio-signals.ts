/** What is known of the sound on this page, as signals. `audio.ts` writes them; cells read them from there. */
import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { SongInfo } from '../course/types.ts';
import type { ClipSound, EngineEvent, Listening, LoadState, Transport } from '../engine/facade.ts';
import type { Session } from '../session/document.ts';
import { settings } from './settings.ts';

export type Fault = Pick<EngineEvent & { kind: 'fault' }, 'code' | 'sentence'>;

/** A finished piece of sound that the page holds, and how loud it is. */
export interface Clip extends ClipSound {
  /** LUFS; −Infinity for silence. */
  integratedLufs: number;
  truePeakDb: number;
}

/** One of the recordings to compare: `print` is the id of a released preset whose render ships with the song. */
export type ToCompare = { id: string } & ({ print: string } | { clip: Clip });

/** Finished recordings of one song, in step. */
export interface CompareSpec {
  id: string;
  song: SongInfo;
  prints: ToCompare[];
  heard: string;
  /** All as loud as the quietest of them. */
  matched: boolean;
}

export interface Compared extends CompareSpec {
  /** dB taken from each recording, 0 or less; also when it is not matched, for saying so. */
  trims: Record<string, number>;
}

const STOPPED: Transport = { playing: false, positionS: 0, durationS: 0, loop: null };

/** The writable side; for `audio.ts` alone. */
export const state = {
  programme: signal<{ id: string; song: SongInfo } | null>(null),
  comparing: signal<Compared | null>(null),
  transport: signal<Transport>(STOPPED),
  loading: signal<LoadState[]>([]),
  waiting: signal(false),
  starting: signal(false),
  fault: signal<Fault | null>(null),
  /** What is heard instead of a mix's session for a while (`overlay.ts`, which only who uses it loads). */
  heardAs: signal<((mix: string, session: Session) => Session) | null>(null),
};

/** Playing, position, length and loop of the sounding programme. */
export const transport: ReadonlySignal<Transport> = state.transport;
/** Id of the programme that sounds or is paused; null before the first press of play. */
export const sounding: ReadonlySignal<string | null> = computed(() => state.programme.value?.id ?? null);
/** The song that sounds, for the transport bar. */
export const soundingSong: ReadonlySignal<SongInfo | null> = computed(
  () => state.programme.value?.song ?? null,
);
/** How far each stem has arrived. */
export const loading: ReadonlySignal<LoadState[]> = state.loading;
/** The play head waits for sound that is not there yet. */
export const waiting: ReadonlySignal<boolean> = state.waiting;
/** Between the first press of play and the engine being there. */
export const starting: ReadonlySignal<boolean> = state.starting;
/** What went wrong, in a sentence for the learner; null when nothing did. */
export const fault: ReadonlySignal<Fault | null> = state.fault;
/** The compare programme that is open, or null. */
export const compared: ReadonlySignal<Compared | null> = state.comparing;

/**
 * How one listens. Write a new object to change it. The volume is the device's setting and comes from there; solo,
 * bypass and the rest begin anew with every page load.
 */
export const listening = signal<Listening>({
  solo: [],
  monitor: 'studio',
  mono: false,
  volumeDb: settings.peek().volumeDb,
  bypassed: [],
  difference: null,
  trimDb: 0,
});
