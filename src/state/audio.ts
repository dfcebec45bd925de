/**
 * What sounds on this page: one programme at a time, one transport, one way of listening, for as long as the
 * document lives. No engine code is loaded until the first press of play; the audio context is made and resumed in
 * the click itself, because browsers allow it only there.
 */
import { batch, effect } from '@preact/signals';
import type { SongInfo } from '../course/types.ts';
import type {
  EngineEvent,
  Listening,
  LiveEngine,
  Loop,
  MeterFrame,
  MeterPoint,
  Programme,
} from '../engine/facade.ts';
import { listening, state } from './audio-signals.ts';
import type { Compared, CompareSpec, Fault, ToCompare } from './audio-signals.ts';
import { fetchEditor } from './editing.ts';
import { comparison, endComparison } from './insert-compare.ts';
import { arriving } from './late.ts';
import { mixOf, openMix } from './mix.ts';
import { currentPageData, library } from './page-data.ts';
import { markStarted } from './progress.ts';
import { settings, SILENT_VOLUME_DB } from './settings.ts';
import type { Mix } from './types.ts';

export {
  compared,
  fault,
  listening,
  loading,
  sounding,
  soundingSong,
  starting,
  transport,
  waiting,
} from './audio-signals.ts';
export type { Clip, Compared, CompareSpec, Fault, ToCompare } from './audio-signals.ts';
export { compare, comparison } from './insert-compare.ts';
export type { Comparison, Side } from './insert-compare.ts';

const { programme, comparing } = state;

/** The learner has read it. */
export const dismissFault = (): void => {
  state.fault.value = null;
};

/** dB, −60 (silence) to 0. Kept on the device. */
export function setVolume(volumeDb: number): void {
  settings.value = {
    ...settings.peek(),
    volumeDb: Math.min(0, Math.max(SILENT_VOLUME_DB, volumeDb)),
    muted: false,
  };
}

/** Silence at a press; the volume stays where it is. */
export function toggleMuted(): void {
  settings.value = { ...settings.peek(), muted: !settings.peek().muted };
}

effect(() => {
  const { volumeDb, muted } = settings.value;
  const heard = muted ? SILENT_VOLUME_DB : volumeDb;
  if (listening.peek().volumeDb !== heard) listening.value = { ...listening.peek(), volumeDb: heard };
});

// ---- the engine --------------------------------------------------------------------------------------------------

let context: AudioContext | null = null;
let engine: Promise<LiveEngine> | null = null;
let live: LiveEngine | null = null;

const complain = (code: Fault['code'], sentence: string, detail: unknown): void => {
  console.error(sentence, detail);
  batch(() => {
    state.fault.value = { code, sentence };
    state.starting.value = false;
    state.transport.value = { ...state.transport.peek(), playing: false };
  });
};

/** Makes and resumes the context. To be called in the click itself, before anything is awaited. */
function wake(): AudioContext | null {
  if (context === null || context.state === 'closed') {
    try {
      context = new AudioContext({ sampleRate: 48_000, latencyHint: 'playback' });
    } catch (error) {
      complain(
        'no-device',
        'This browser gives the page no sound device. Reading on works; to listen, try another browser or device.',
        error,
      );
      return null;
    }
    const session = (navigator as { audioSession?: { type: string } }).audioSession;
    // On iPhones: sound also when the switch at the side is on silent.
    if (session) session.type = 'playback';
  }
  context.resume().catch((error: unknown) => {
    complain(
      'blocked',
      'The browser does not let this page play sound. Press play again, or allow sound for this site.',
      error,
    );
  });
  return context;
}

/** The engine, loaded at the first call. To be called in a click, after `wake`. */
function start(ready: AudioContext): Promise<LiveEngine> {
  if (engine) return engine;
  state.starting.value = true;
  engine = arriving(import('../engine/live/engine.ts'))
    .then((module) => module.createLiveEngine(ready, library))
    .then(attach);
  engine.catch((error: unknown) => {
    engine = null;
    complain(
      'no-device',
      error instanceof DOMException && error.name === 'NotSupportedError'
        ? error.message
        : 'The sound could not be started. Check the connection, then press play again or reload the page.',
      error,
    );
  });
  return engine;
}

function attach(made: LiveEngine): LiveEngine {
  live = made;
  made.on(take);
  effect(() => made.listen(heardNow()));
  for (const meter of meters) meter.stop = made.meter(meter.points, meter.onFrame);
  batch(() => {
    state.starting.value = false;
    state.fault.value = null;
  });
  return made;
}

/** Listening as it fits what sounds: solo of a strip that this mix does not have would silence it. */
function heardNow(): Listening {
  const now = programme.value;
  const mix = now && mixOf(now.id);
  const { solo } = listening.value;
  if (solo.length === 0) return listening.value;
  const strips = mix ? mix.session.peek().strips : {};
  return { ...listening.value, solo: solo.filter((id) => Object.hasOwn(strips, id)) };
}

/** The loop that is known already if it is the same: what is drawn for it need not be drawn for every report. */
function sameLoop(loop: Loop | null): Loop | null {
  const known = state.transport.peek().loop;
  return loop && known && loop.fromS === known.fromS && loop.toS === known.toS ? known : loop;
}

function take(event: EngineEvent): void {
  switch (event.kind) {
    case 'transport':
      state.transport.value = { ...event.transport, loop: sameLoop(event.transport.loop) };
      break;
    case 'loading':
      state.loading.value = event.states;
      break;
    case 'waiting':
      state.waiting.value = event.waiting;
      break;
    case 'ended':
      state.transport.value = { ...state.transport.peek(), playing: false };
      break;
    case 'fault':
      console.error(event.code, event.detail);
      state.fault.value = { code: event.code, sentence: event.sentence };
      break;
  }
}

/** Does something with the engine, in the order of the calls; in a click it starts the engine. */
function withEngine(work: (engine: LiveEngine) => void): void {
  const ready = wake();
  if (ready) start(ready).then(work, () => {});
}

/** In a click after which something has to be made before it can be heard: the browser lets sound begin later, too. */
export const wakeSound = (): void => withEngine(() => {});

/** The same for what needs no sound to begin: nothing happens while there is no engine. */
function ifEngine(work: (engine: LiveEngine) => void): void {
  engine?.then(work, () => {});
}

// ---- transport ---------------------------------------------------------------------------------------------------

/** Plays a mix; the one that sounded gives way to it, at the same position if it is the same song. */
export function play(mix: Mix): void {
  sound({ id: mix.id, song: mix.song }, mix.programme, null);
  // Who listens will want to change something.
  void fetchEditor();
  if (mix.id.includes('/') && !mix.id.startsWith('page/'))
    void markStarted(mix.id.slice(0, mix.id.indexOf('/')));
}

function sound(next: { id: string; song: SongInfo }, make: () => Programme, compare: Compared | null): void {
  const before = programme.peek();
  const sameSong = before?.song.id === next.song.id;
  const { positionS, loop } = state.transport.peek();
  batch(() => {
    programme.value = next;
    comparing.value = compare;
    state.fault.value = null;
    // The button answers at once; the engine corrects this when it knows better.
    state.transport.value = {
      playing: true,
      positionS: sameSong ? positionS : 0,
      durationS: next.song.durationS,
      loop: sameSong ? loop : null,
    };
    if (comparison.peek() && comparison.peek()?.mix !== next.id) endComparison();
  });
  withEngine((e) => {
    // Meanwhile another one may have been asked for.
    if (programme.peek()?.id !== next.id) return;
    if (loaded !== next.id) {
      // Of the same song the engine keeps the position by itself.
      e.load(make());
      loaded = next.id;
      if (!sameSong) e.setLoop(null);
    }
    if (state.transport.peek().playing) e.play();
  });
}

/** Id of the programme that the engine holds. */
let loaded: string | null = null;

/** Goes on with what was paused. Without anything yet, the first mix of the page. */
export function resume(): void {
  const now = programme.peek();
  if (!now) {
    const first = firstMix();
    if (first) play(first);
    return;
  }
  const mix = mixOf(now.id);
  if (mix) play(mix);
  else {
    state.transport.value = { ...state.transport.peek(), playing: true };
    withEngine((e) => e.play());
  }
}

/** Stops where it is. */
export function pause(): void {
  state.transport.value = { ...state.transport.peek(), playing: false };
  ifEngine((e) => e.pause());
}

/** Play or pause: this mix, or without one whatever sounds. */
export function toggle(mix?: Mix): void {
  const here = mix === undefined || programme.peek()?.id === mix.id;
  if (here && state.transport.peek().playing) pause();
  else if (mix) play(mix);
  else resume();
}

/** Seconds from the beginning of the recording. */
export function seek(positionS: number): void {
  const { durationS } = state.transport.peek();
  const to = Math.min(Math.max(0, positionS), durationS);
  state.transport.value = { ...state.transport.peek(), positionS: to };
  ifEngine((e) => e.seek(to));
}

/** What goes round; null: nothing. */
export function setLoop(loop: Loop | null): void {
  state.transport.value = { ...state.transport.peek(), loop };
  ifEngine((e) => e.setLoop(loop));
}

/** Plays exactly that passage, in a loop. */
export function playPassage(mix: Mix, fromS: number, toS: number): void {
  play(mix);
  setLoop({ fromS, toS });
  seek(fromS);
}

function firstMix(): Mix | null {
  const data = currentPageData();
  const id = data ? Object.keys(data.mixes)[0] : undefined;
  return data && id !== undefined ? openMix(data.lesson, id) : null;
}

/** The next try for a stem that did not load. */
export const retryStem = (stem: string): void => {
  dismissFault();
  ifEngine((e) => e.retry(stem));
};

/** A quiet tone on one side, for "nothing heard?". In a click. */
export const testTone = (side: 'left' | 'right'): void => withEngine((e) => e.testTone(side));

// ---- edits of what sounds ----------------------------------------------------------------------------------------

// The engine gathers edits and takes them once a picture.
effect(() => {
  const now = programme.value;
  const session = now && mixOf(now.id)?.session.value;
  const heardAs = state.heardAs.value;
  if (session && loaded === now.id) live?.update(heardAs ? heardAs(now.id, session) : session);
});

// ---- comparing finished recordings -------------------------------------------------------------------------------

/** Decibels that make each recording as loud as the quietest: nothing is raised. Throws for a print that does not ship. */
export function trimsOf({ song, prints }: Pick<CompareSpec, 'song' | 'prints'>): Record<string, number> {
  const lufs = prints.map((each) => {
    if ('clip' in each) return each.clip.integratedLufs;
    const { print } = each;
    const shipped = Object.hasOwn(song.manifest.prints, print) ? song.manifest.prints[print] : undefined;
    if (!shipped) throw new Error(`«${song.title}» ships no recording of «${print}».`);
    return shipped.integratedLufs;
  });
  // Silence is as loud as nothing can be made.
  const quietest = Math.min(...lufs.filter(Number.isFinite));
  return Object.fromEntries(prints.map(({ id }, i) => [id, Math.min(0, quietest - lufs[i]!)]));
}

const compareProgramme = ({ id, song, prints, heard, matched, trims }: Compared): Programme => ({
  kind: 'compare',
  id,
  song: song.id,
  heard,
  prints: prints.map((print) => ({ ...print, trimDb: matched ? (trims[print.id] ?? 0) : 0 })),
});

const nameOf = (each: ToCompare): string => ('clip' in each ? each.clip.name : each.print);

/**
 * Plays recordings in step, of which one is heard. Others under the same id take over where it stands. In a click.
 * With `trims` (dB, 0 or less) they are that much quieter while `matched`, instead of equally loud.
 */
export function openCompare(spec: CompareSpec & Partial<Pick<Compared, 'trims'>>): void {
  const made = { ...spec, trims: spec.trims ?? trimsOf(spec) };
  const names = comparing.peek()?.prints.map(nameOf).join();
  if (loaded === spec.id && names !== spec.prints.map(nameOf).join()) loaded = null;
  sound({ id: spec.id, song: spec.song }, () => compareProgramme(comparing.peek() ?? made), made);
}

/** Which of the compared recordings is heard. */
export function hear(id: string): void {
  const now = comparing.peek();
  if (!now?.prints.some((print) => print.id === id)) return;
  comparing.value = { ...now, heard: id };
  ifEngine((e) => e.hear(id));
}

/** Compared recordings at equal loudness, or as they are. */
export function matchCompare(matched: boolean): void {
  const now = comparing.peek();
  if (!now) return;
  comparing.value = { ...now, matched };
  ifEngine((e) => e.load(compareProgramme({ ...now, matched })));
}

/** Compared recordings quieter by these decibels, 0 or less: a level that is set by ear. */
export function trimCompare(trims: Record<string, number>): void {
  const now = comparing.peek();
  if (!now) return;
  const made = { ...now, matched: true, trims };
  comparing.value = made;
  ifEngine((e) => e.load(compareProgramme(made)));
}

// ---- meters ------------------------------------------------------------------------------------------------------

interface MeterUse {
  points: Record<string, MeterPoint>;
  onFrame: (frame: MeterFrame) => void;
  stop: (() => void) | null;
}

const meters = new Set<MeterUse>();

/** Subscribes to what the engine measures; also before there is an engine. Returns the way to stop. */
export function meter(points: Record<string, MeterPoint>, onFrame: (frame: MeterFrame) => void): () => void {
  const use: MeterUse = { points, onFrame, stop: live?.meter(points, onFrame) ?? null };
  meters.add(use);
  return () => {
    meters.delete(use);
    use.stop?.();
  };
}

/** What was held (peaks, integrated loudness) begins anew. */
export const resetMeters = (): void => ifEngine((e) => e.resetMeters());
