/**
 * What the page knows of the engine. Types only: importing this file loads no engine code; the page gets the
 * engine by `import('../engine/live/engine.ts')` after the first press of play.
 */
import type { InsertId, Session, StripId, TapPoint } from '../session/document.ts';

/** One stem of a released recording, as `content/songs/<id>/manifest.json` lists it. */
export interface StemManifest {
  id: string;
  /** File name under `audio/<song>/`, with a content hash. */
  file: string;
  channels: 1 | 2;
  bytes: number;
  sha256: string;
  integratedLufs: number;
  truePeakDb: number;
  /** Gain before encoding, dB: a master is turned down by as much as coding raises its peaks. 0 unless given. */
  gainDb?: number;
}

export interface SongManifest {
  song: string;
  rev: number;
  sampleRate: 48000;
  frames: number;
  stems: StemManifest[];
  /** File under `audio/<song>/` with `{ "<stem>": number[] }`: largest magnitude per bucket, 0 to 127. */
  peaks: string;
  /** Files under `audio/<song>/` with a clean stem's measures each, by stem (see CONTRIBUTING, Content formats). */
  clean: Record<string, string>;
  /** Renders of released presets shipped as audio, by preset id (`paper-lanterns/mix@1`). */
  prints: Record<string, StemManifest>;
}

/** Where in the graph something is measured or listened to. */
export type Tap =
  | { kind: 'strip'; strip: StripId; tap: TapPoint }
  | { kind: 'insert'; strip: StripId; insert: InsertId; side: 'in' | 'out' }
  /** The mix as it would be exported: after the master strip, before converter and monitor. */
  | { kind: 'tap' };

/** What a cell can subscribe to. Values come in `MeterFrame.values[key]`. */
export type MeterPoint =
  /** → [peakLeftDb, peakRightDb, rmsLeftDb, rmsRightDb] since the last frame; −Infinity in silence, never NaN. */
  | { kind: 'level'; at: Tap }
  /** → the insert's readings, each held as its declaration says. */
  | { kind: 'readings'; strip: StripId; insert: InsertId }
  /** → [momentaryLufs, shortTermLufs, integratedLufs, truePeakMaxDb, samplePeakMaxDb, clippedSamples]; since play, seek or `resetMeters`. */
  | { kind: 'loudness'; at: Tap }
  /** → [correlation −1…1, balanceDb] over 300 ms. */
  | { kind: 'correlation'; at: Tap }
  /** → interleaved stereo samples since the last frame: the picture's raw material (spectrum, scope, waveform). */
  | { kind: 'samples'; at: Tap };

export interface MeterFrame {
  /** Position in the song that these values were measured at, in seconds, and the same in the device's time. */
  positionS: number;
  contextTimeS: number;
  /** By the key given at subscription. The arrays are reused: read them during the call, keep none. */
  values: Readonly<Record<string, Float32Array>>;
}

export interface Loop {
  fromS: number;
  toS: number;
}

/** How one listens; never in a document, a link, a check or an export. */
export interface Listening {
  solo: StripId[];
  /** Id of a playback system, `studio` being the flat one. */
  monitor: string;
  mono: boolean;
  /** dB, −60 (silence) to 0; starts at −12. */
  volumeDb: number;
  /** Inserts heard bypassed, for before/after; the trim makes both sides equally loud and never raises. */
  bypassed: { strip: StripId; insert: InsertId }[];
  /** What an insert took away (input minus output, aligned) instead of its output. */
  difference: { strip: StripId; insert: InsertId } | null;
  trimDb: number;
}

/** A finished piece of stereo sound at 48 kHz that the page holds: a render of a passage, or something it made. */
export interface ClipSound {
  /** The same name is the same sound for ever; a new sound gets a new name. */
  name: string;
  left: Float32Array;
  right: Float32Array;
  /** Where it begins on the time line, in seconds; before it is silence. */
  fromS: number;
}

/** One of several recordings to compare: a released print, or a clip. */
export type ComparedSound = { id: string; trimDb: number } & ({ print: string } | { clip: ClipSound });

/** What is played: a session, or up to eight finished recordings in step, of which one is heard. */
export type Programme =
  | { kind: 'session'; id: string; session: Session }
  /** `song` is whose time line clips lie on, so that the position stays when that song sounded before. */
  | { kind: 'compare'; id: string; prints: ComparedSound[]; heard: string; song?: string };

export type LoadState = { id: string; label: string; loadedS: number; totalS: number; error: string | null };

export interface Transport {
  playing: boolean;
  positionS: number;
  durationS: number;
  loop: Loop | null;
}

export type EngineEvent =
  | { kind: 'transport'; transport: Transport; contextTimeS: number }
  /** A stem's head or rest arrived, or failed after retries. */
  | { kind: 'loading'; states: LoadState[] }
  /** The play head waits for sound that is not there yet. */
  | { kind: 'waiting'; waiting: boolean }
  | { kind: 'ended' }
  /** Something went wrong; `sentence` is for the learner, `detail` for the console. */
  | {
      kind: 'fault';
      code: 'no-device' | 'blocked' | 'interrupted' | 'stem' | 'processor' | 'print';
      sentence: string;
      detail: string;
    };

/** The one live engine of a document (page life), reached after the first press of play. */
export interface LiveEngine {
  readonly context: AudioContext;
  /** Replaces what is played. The same programme id keeps position and play state; edits glide. */
  load(programme: Programme): void;
  /** New state of the sounding session after an edit; topology changes crossfade, values glide. */
  update(session: Session): void;
  /** In a compare programme: which recording is heard; 10 ms crossfade. */
  hear(id: string): void;
  play(): void;
  pause(): void;
  seek(positionS: number): void;
  setLoop(loop: Loop | null): void;
  listen(listening: Listening): void;
  /** `onFrame` at about 60 Hz while something plays. Returns the way to stop it. */
  meter(points: Record<string, MeterPoint>, onFrame: (frame: MeterFrame) => void): () => void;
  resetMeters(): void;
  /** Left then right test tone, quiet, for "nothing heard?". */
  testTone(side: 'left' | 'right'): void;
  on(listener: (event: EngineEvent) => void): () => void;
  retry(stem: string): void;
  close(): Promise<void>;
}

export interface RenderRequest {
  session: Session;
  fromS: number;
  toS: number;
  /** Rendered before `fromS` and thrown away, so that detectors and tails are settled; 2 s unless told. */
  preRollS?: number;
  taps: Record<string, Tap>;
}

/** Rendered passages by tap name; latency taken off, exactly `round((toS − fromS) · rate)` frames. */
export interface Rendered {
  sampleRate: number;
  taps: Record<string, { left: Float32Array; right: Float32Array }>;
}

export interface Progress {
  (done: number): void;
}

/** Renders sessions away from the page: in a Worker here, in Node through the same core. */
export interface OfflineRenderer {
  render(
    request: RenderRequest,
    options?: { onProgress?: Progress; signal?: AbortSignal },
  ): Promise<Rendered>;
}
