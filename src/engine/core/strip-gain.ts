import { gainOf } from '../../dsp/core/decibels.ts';
import type { Stereo } from '../../dsp/core/effect.ts';
import type { Strip } from '../../session/document.ts';
import { GRID_FRAMES, Segment, type Lane } from './automation.ts';
import type { Timeline } from './timeline.ts';

/** How long a moved fader, pan, width, mute or send takes to arrive: long enough to join 60 moves a second. */
export const GLIDE_S = 0.02;

/** At or below this a fader is silence (−∞). */
const SILENT_DB = -100;

/** Linear gain of a fader or send. */
export const gainOfDb = (db: number): number => (db <= SILENT_DB ? 0 : gainOf(db));

/** Linear gain of what makes sounds equally loud, and of the volume: they never raise. */
export const attenuation = (db: number): number => gainOf(Math.min(0, db));

/** What leaves the strip, made of what comes in: out left = ll·left + lr·right, out right = rl·left + rr·right. */
export interface Matrix {
  ll: number;
  lr: number;
  rl: number;
  rr: number;
}

/**
 * Fader, width and pan as one matrix. A mono track is panned with constant power (−3 dB a side in the
 * centre, 0 dB at the edge); a stereo strip is balanced: the side one turns away from falls to silence along
 * a quarter cosine and the other stays.
 */
function stripMatrix(gain: number, pan: number, width: number, mono: boolean, to: Matrix): Matrix {
  const p = Math.min(1, Math.max(-1, pan / 100));
  const same = 0.5 + Math.min(2, Math.max(0, width / 100)) / 2;
  const other = 1 - same;
  let left: number;
  let right: number;
  if (mono) {
    left = p === 1 ? 0 : Math.cos(((p + 1) * Math.PI) / 4);
    right = p === -1 ? 0 : Math.sin(((p + 1) * Math.PI) / 4);
  } else {
    left = p === 1 ? 0 : p > 0 ? Math.cos((p * Math.PI) / 2) : 1;
    right = p === -1 ? 0 : p < 0 ? Math.cos((p * Math.PI) / 2) : 1;
  }
  to.ll = gain * left * same;
  to.lr = gain * left * other;
  to.rl = gain * right * other;
  to.rr = gain * right * same;
  return to;
}

const matrix = (): Matrix => ({ ll: 0, lr: 0, rl: 0, rr: 0 });

/** Lanes of a strip's own fields. */
export interface StripLanes {
  gainDb?: Lane | undefined;
  pan?: Lane | undefined;
  width?: Lane | undefined;
}

/** Fader, pan, width and mute of one strip, gliding, with sample-accurate automation. */
export class StripGain {
  readonly mono: boolean;
  private readonly lanes: StripLanes;
  private readonly laneList: readonly Lane[];
  private readonly glideFrames: number;

  private readonly now = matrix();
  private readonly target = matrix();
  private readonly step = matrix();
  private remaining = 0;

  // Controls as [gain dB, pan, width, gate]; they move by one step a segment while automation runs.
  private readonly control = new Float64Array(4);
  private readonly controlTarget = new Float64Array(4);
  private readonly controlStep = new Float64Array(4);
  private controlRemaining = 0;
  private readonly segment = new Segment();
  private readonly atStart = matrix();
  private readonly atEnd = matrix();
  private expected = NaN;
  private fresh = true;

  constructor(sampleRate: number, mono: boolean, lanes: StripLanes) {
    this.mono = mono;
    this.lanes = lanes;
    this.laneList = Object.values(lanes).filter((lane): lane is Lane => lane !== undefined && !lane.empty);
    this.glideFrames = Math.round(GLIDE_S * sampleRate);
  }

  /** Whether a lane moves any of its fields. */
  get automated(): boolean {
    return this.laneList.length > 0;
  }

  set(strip: Pick<Strip, 'gainDb' | 'pan' | 'width' | 'mute'>, glide: boolean): void {
    const { control, controlTarget, controlStep } = this;
    const jump = !glide || this.fresh;
    this.fresh = false;
    controlTarget[0] = Math.max(SILENT_DB, strip.gainDb);
    controlTarget[1] = strip.pan;
    controlTarget[2] = strip.width;
    controlTarget[3] = strip.mute ? 0 : 1;
    const gain = strip.mute ? 0 : gainOfDb(strip.gainDb);
    const target = stripMatrix(gain, strip.pan, strip.width, this.mono, this.target);
    if (jump) {
      control.set(controlTarget);
      this.controlRemaining = 0;
      Object.assign(this.now, target);
      this.remaining = 0;
      this.expected = NaN;
      return;
    }
    const segments = Math.ceil(this.glideFrames / GRID_FRAMES);
    for (let i = 0; i < 4; i++) controlStep[i] = (controlTarget[i]! - control[i]!) / segments;
    this.controlRemaining = segments;
    const { now, step } = this;
    if (now.ll === target.ll && now.lr === target.lr && now.rl === target.rl && now.rr === target.rr) {
      this.remaining = 0;
      return;
    }
    this.remaining = this.glideFrames;
    step.ll = (target.ll - now.ll) / this.remaining;
    step.lr = (target.lr - now.lr) / this.remaining;
    step.rl = (target.rl - now.rl) / this.remaining;
    step.rr = (target.rr - now.rr) / this.remaining;
  }

  /** Ends a glide at once. */
  settle(): void {
    Object.assign(this.now, this.target);
    this.remaining = 0;
    this.control.set(this.controlTarget);
    this.controlRemaining = 0;
    this.expected = NaN;
  }

  /** `lag` is how many frames the input lags the play head, for automation to stay with the sound. */
  process(from: Stereo, to: Stereo, frames: number, timeline: Timeline, lag: number): void {
    if (this.laneList.length > 0) {
      this.processAutomated(from, to, frames, timeline, lag);
      return;
    }
    let at = 0;
    if (this.remaining > 0) {
      at = Math.min(frames, this.remaining);
      this.processGlide(from, to, at);
    }
    if (at < frames) this.processSteady(from, to, at, frames);
  }

  private processSteady(from: Stereo, to: Stereo, begin: number, frames: number): void {
    const { ll, lr, rl, rr } = this.now;
    const { left, right } = from;
    const outLeft = to.left;
    const outRight = to.right;
    if (ll === 0 && lr === 0 && rl === 0 && rr === 0) {
      outLeft.fill(0, begin, frames);
      outRight.fill(0, begin, frames);
    } else if (lr === 0 && rl === 0) {
      for (let i = begin; i < frames; i++) {
        outLeft[i] = ll * left[i]!;
        outRight[i] = rr * right[i]!;
      }
    } else {
      for (let i = begin; i < frames; i++) {
        const l = left[i]!;
        const r = right[i]!;
        outLeft[i] = ll * l + lr * r;
        outRight[i] = rl * l + rr * r;
      }
    }
  }

  private processGlide(from: Stereo, to: Stereo, frames: number): void {
    const { now, step } = this;
    let { ll, lr, rl, rr } = now;
    for (let i = 0; i < frames; i++) {
      ll += step.ll;
      lr += step.lr;
      rl += step.rl;
      rr += step.rr;
      const l = from.left[i]!;
      const r = from.right[i]!;
      to.left[i] = ll * l + lr * r;
      to.right[i] = rl * l + rr * r;
    }
    now.ll = ll;
    now.lr = lr;
    now.rl = rl;
    now.rr = rr;
    this.remaining -= frames;
    if (this.remaining === 0) Object.assign(now, this.target);
  }

  private processAutomated(from: Stereo, to: Stereo, frames: number, timeline: Timeline, lag: number): void {
    const { segment, atStart, atEnd } = this;
    let at = 0;
    while (at < frames) {
      const position = timeline.lagged(at, lag);
      if (position !== this.expected || position >= segment.end) this.enter(position);
      const run = Math.min(timeline.laggedRun(at, lag, frames - at), segment.end - position);
      const scale = 1 / (segment.end - segment.start);
      const into = position - segment.start;
      for (let i = 0; i < run; i++) {
        const t = (into + i) * scale;
        const l = from.left[at + i]!;
        const r = from.right[at + i]!;
        to.left[at + i] =
          (atStart.ll + (atEnd.ll - atStart.ll) * t) * l + (atStart.lr + (atEnd.lr - atStart.lr) * t) * r;
        to.right[at + i] =
          (atStart.rl + (atEnd.rl - atStart.rl) * t) * l + (atStart.rr + (atEnd.rr - atStart.rr) * t) * r;
      }
      at += run;
      this.expected = position + run;
    }
  }

  private enter(position: number): void {
    const { segment, control } = this;
    const continues = position === this.expected;
    segment.around(position, this.laneList);
    this.matrixAt(segment.start, false, this.atStart);
    if (continues && this.controlRemaining > 0) {
      this.controlRemaining--;
      if (this.controlRemaining === 0) control.set(this.controlTarget);
      else for (let i = 0; i < 4; i++) control[i] = control[i]! + this.controlStep[i]!;
    }
    this.matrixAt(segment.end, true, this.atEnd);
  }

  private matrixAt(frame: number, before: boolean, to: Matrix): void {
    const { control, lanes } = this;
    const gainDb = fieldAt(lanes.gainDb, control[0]!, frame, before);
    const pan = fieldAt(lanes.pan, control[1]!, frame, before);
    const width = fieldAt(lanes.width, control[2]!, frame, before);
    stripMatrix(gainOfDb(gainDb) * control[3]!, pan, width, this.mono, to);
  }
}

function fieldAt(lane: Lane | undefined, control: number, frame: number, before: boolean): number {
  if (lane === undefined || lane.empty) return control;
  return lane.applied(control, before ? lane.before(frame) : lane.at(frame));
}
