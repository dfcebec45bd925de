/** What the page asks of the measuring worker, and what comes back. */
import type { Check, CheckResult, Exercise, SongInfo } from '../course/types.ts';
import type { MaskingMap } from '../dsp/meters/masking.ts';
import type { Tone } from '../dsp/meters/tone.ts';
import type { Loop, Tap } from '../engine/facade.ts';
import type { Session, StripId } from '../session/document.ts';
import type { Cancel, FromTaskWorker } from './task-worker.ts';

interface TaskBase {
  song: SongInfo;
  /** Sessions behind prints that do not ship as audio, by preset. */
  presets: Record<string, Session>;
}

export interface JudgeTask extends TaskBase {
  kind: 'judge';
  exercise: Exercise;
  session: Session;
  start: Session;
}

/** Integrated loudness of a passage at the tap, of several sessions. */
export interface LoudnessTask extends TaskBase {
  kind: 'loudness';
  sessions: Session[];
  /** Strips that are heard alone; none: everything is heard. */
  solo: StripId[];
  passage: Loop;
}

/** The sound of a passage, where the tap says, and how loud it is. */
export interface RenderTask extends TaskBase {
  kind: 'render';
  session: Session;
  /** Strips that are heard alone; none: everything is heard. */
  solo: StripId[];
  passage: Loop;
  tap: Tap;
}

/** Stereo sound at 48 kHz. */
export interface RenderedPassage {
  left: Float32Array<ArrayBuffer>;
  right: Float32Array<ArrayBuffer>;
  /** LUFS; −Infinity for silence. */
  integratedLufs: number;
  truePeakDb: number;
}

/** Figures that a cell shows, each measured as a check of that kind measures it. */
export interface FiguresTask extends TaskBase {
  kind: 'figures';
  session: Session;
  checks: Record<string, Check>;
}

/** Where strips cover another one in a passage; null when that one is silent there. */
export interface MaskingTask extends TaskBase {
  kind: 'masking';
  session: Session;
  of: StripId;
  by: StripId[];
  passage: Loop;
}

/** How loud a sound at 48 kHz is that the page made itself. */
export interface SoundTask {
  kind: 'sound';
  left: Float32Array;
  right: Float32Array;
}

/** The tone of a passage at the tap. */
export interface ToneTask extends TaskBase {
  kind: 'tone';
  session: Session;
  passage: Loop;
}

export type Task = JudgeTask | LoudnessTask | RenderTask | FiguresTask | MaskingTask | ToneTask | SoundTask;
export interface Answers {
  judge: CheckResult[];
  loudness: number[];
  render: RenderedPassage;
  figures: Record<string, number>;
  masking: MaskingMap | null;
  tone: Tone;
  sound: Pick<RenderedPassage, 'integratedLufs' | 'truePeakDb'>;
}
export type Answer = Answers[keyof Answers];

export type ToWorker =
  /** `audioRoot` is the folder of the songs' files, with a slash at its end. */
  { id: number; task: Task; audioRoot: string } | Cancel;

export type FromWorker = FromTaskWorker<Answer>;
