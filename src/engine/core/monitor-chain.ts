import type { Stereo } from '../../dsp/core/effect.ts';
import type { Listening } from '../facade.ts';
import { SafetyLimiter } from './safety-limiter.ts';
import { stereo } from './stereo-buffer.ts';
import { attenuation } from './strip-gain.ts';
import { TestTone } from './test-tone.ts';

/** How long a change of volume, trim or mono takes. */
const GLIDE_S = 0.02;
/** At or below this the volume is silence. */
const SILENT_VOLUME_DB = -60;

/** A playback system between converter and ear: works in place. */
export interface MonitorStage {
  process(io: Stereo, frames: number): void;
  reset(): void;
}

/** The playback system of that id at that rate; null for the flat one. */
export type MonitorFactory = (id: string, sampleRate: number) => MonitorStage | null;

/**
 * From the tap to the loudspeaker: converter (clips at 0 dBFS, so that overs are heard as on a DAC), playback
 * system, mono, level-match trim (never raises), volume, test tone, safety limiter. Heard by nobody's meters.
 */
export class MonitorChain {
  readonly tone: TestTone;
  private readonly sampleRate: number;
  private readonly systems: MonitorFactory;
  private readonly limiter: SafetyLimiter;
  private readonly glideFrames: number;
  private system = 'studio';
  private stage: MonitorStage | null = null;
  private gain = 0;
  private gainTarget = 0;
  private gainStep = 0;
  private gainRemaining = 0;
  private mono = 0;
  private monoTarget = 0;
  /** How much of the playback system is there: none while nothing plays, or its noise would go on. */
  private presence = 0;
  private readonly scratch: Stereo;

  constructor(sampleRate: number, blockFrames: number, systems: MonitorFactory) {
    this.scratch = stereo(blockFrames);
    this.sampleRate = sampleRate;
    this.systems = systems;
    this.limiter = new SafetyLimiter(sampleRate);
    this.tone = new TestTone(sampleRate);
    this.glideFrames = Math.round(GLIDE_S * sampleRate);
  }

  /** Whether a change of playback system is wanted, which is to happen in silence. */
  needsSystem(id: string): boolean {
    return id !== this.system;
  }

  setSystem(id: string): void {
    this.system = id;
    this.stage = this.systems(id, this.sampleRate);
  }

  set({ mono, trimDb, volumeDb }: Pick<Listening, 'mono' | 'trimDb' | 'volumeDb'>, glide: boolean): void {
    const volume = volumeDb <= SILENT_VOLUME_DB ? 0 : attenuation(volumeDb);
    const target = volume * attenuation(trimDb);
    this.monoTarget = mono ? 1 : 0;
    if (!glide) {
      this.gain = this.gainTarget = target;
      this.gainRemaining = 0;
      this.mono = this.monoTarget;
    } else if (target !== this.gainTarget) {
      this.gainTarget = target;
      this.gainRemaining = this.glideFrames;
      this.gainStep = (target - this.gain) / this.glideFrames;
    }
  }

  reset(): void {
    this.stage?.reset();
  }

  /** In place, on what was heard at the tap; `playing` says whether anything plays at all. */
  process(io: Stereo, frames: number, playing: boolean): void {
    const { left, right } = io;
    for (let i = 0; i < frames; i++) {
      const l = left[i]!;
      const r = right[i]!;
      left[i] = l > 1 ? 1 : l < -1 ? -1 : l;
      right[i] = r > 1 ? 1 : r < -1 ? -1 : r;
    }
    if (this.stage) this.runStage(this.stage, io, frames, playing ? 1 : 0);
    else this.presence = playing ? 1 : 0;
    if (this.mono !== 0 || this.monoTarget !== 0) this.sumToMono(io, frames);
    this.applyGain(io, frames);
    this.tone.process(io, frames);
    this.limiter.process(io, frames);
  }

  private runStage(stage: MonitorStage, io: Stereo, frames: number, target: number): void {
    if (this.presence === 1 && target === 1) {
      stage.process(io, frames);
      return;
    }
    if (this.presence === 0 && target === 0) return;
    const { scratch } = this;
    for (let i = 0; i < frames; i++) {
      scratch.left[i] = io.left[i]!;
      scratch.right[i] = io.right[i]!;
    }
    stage.process(scratch, frames);
    const step = (target > this.presence ? 1 : -1) / this.glideFrames;
    let { presence } = this;
    for (let i = 0; i < frames; i++) {
      if (presence !== target) {
        presence += step;
        if (step > 0 ? presence > target : presence < target) presence = target;
      }
      io.left[i] = io.left[i]! + presence * (scratch.left[i]! - io.left[i]!);
      io.right[i] = io.right[i]! + presence * (scratch.right[i]! - io.right[i]!);
    }
    this.presence = presence;
  }

  private sumToMono({ left, right }: Stereo, frames: number): void {
    const target = this.monoTarget;
    const step = (target > this.mono ? 1 : -1) / this.glideFrames;
    let share = this.mono;
    for (let i = 0; i < frames; i++) {
      if (share !== target) {
        share += step;
        if (step > 0 ? share > target : share < target) share = target;
      }
      const half = 0.5 * share * (right[i]! - left[i]!);
      left[i] = left[i]! + half;
      right[i] = right[i]! - half;
    }
    this.mono = share;
  }

  private applyGain({ left, right }: Stereo, frames: number): void {
    let { gain } = this;
    let at = 0;
    if (this.gainRemaining > 0) {
      const run = Math.min(frames, this.gainRemaining);
      for (; at < run; at++) {
        gain += this.gainStep;
        left[at] = gain * left[at]!;
        right[at] = gain * right[at]!;
      }
      this.gainRemaining -= run;
      if (this.gainRemaining === 0) gain = this.gainTarget;
      this.gain = gain;
    }
    for (; at < frames; at++) {
      left[at] = gain * left[at]!;
      right[at] = gain * right[at]!;
    }
  }
}
