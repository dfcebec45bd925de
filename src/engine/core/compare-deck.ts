import type { Stereo } from '../../dsp/core/effect.ts';
import type { Tap } from '../facade.ts';
import type { Deck } from './deck.ts';
import { hasLooped, readLooped } from './looped-read.ts';
import type { SourceReader } from './source.ts';
import { stereo } from './stereo-buffer.ts';
import { attenuation } from './strip-gain.ts';
import type { Timeline } from './timeline.ts';

/** How long a change from one recording to another takes. */
const SWITCH_S = 0.01;

/** A recording to compare. */
export interface ComparedPrint {
  id: string;
  reader: SourceReader;
  /** Makes the recordings equally loud; at most 0 dB. */
  trimDb: number;
}

interface Voice {
  id: string;
  reader: SourceReader;
  trim: number;
  trimTarget: number;
  share: number;
  target: number;
}

/** Plays finished recordings sample-locked, one of them heard; the change is a 10 ms crossfade. */
export class CompareDeck implements Deck {
  readonly durationFrames: number;
  readonly tailFrames = 0;
  readonly latency = 0;
  readonly output: Stereo;
  readonly heard: Stereo;
  private readonly voices: Voice[];
  private readonly scratch: Stereo;
  private readonly incoming: Stereo;
  private readonly step: number;

  constructor(prints: readonly ComparedPrint[], heard: string, sampleRate: number, blockFrames: number) {
    this.voices = prints.map(({ id, reader, trimDb }) => ({
      id,
      reader,
      trim: attenuation(trimDb),
      trimTarget: attenuation(trimDb),
      share: id === heard ? 1 : 0,
      target: id === heard ? 1 : 0,
    }));
    this.durationFrames = Math.max(0, ...prints.map(({ reader }) => reader.frames));
    this.output = stereo(blockFrames);
    this.heard = stereo(blockFrames);
    this.scratch = stereo(blockFrames);
    this.incoming = stereo(blockFrames);
    this.step = 1 / Math.round(SWITCH_S * sampleRate);
  }

  /** Changes to another recording; an unknown id changes nothing. */
  hear(id: string): void {
    if (!this.voices.some((voice) => voice.id === id)) return;
    for (const voice of this.voices) voice.target = voice.id === id ? 1 : 0;
  }

  /** Takes new trims for the same recordings, gliding; false when these are others. */
  retrim(prints: readonly ComparedPrint[]): boolean {
    const same = (print: ComparedPrint, i: number): boolean =>
      this.voices[i]?.id === print.id && this.voices[i]?.reader === print.reader;
    if (prints.length !== this.voices.length || !prints.every(same)) return false;
    prints.forEach(({ trimDb }, i) => (this.voices[i]!.trimTarget = attenuation(trimDb)));
    return true;
  }

  process(timeline: Timeline, frames: number): boolean {
    const { output, heard, scratch } = this;
    output.left.fill(0, 0, frames);
    output.right.fill(0, 0, frames);
    heard.left.fill(0, 0, frames);
    heard.right.fill(0, 0, frames);
    let complete = true;
    for (let v = 0; v < this.voices.length; v++) {
      const voice = this.voices[v]!;
      if (voice.share === 0 && voice.target === 0) {
        voice.trim = voice.trimTarget;
        continue;
      }
      if (!readLooped(voice.reader, timeline, 0, frames, scratch, this.incoming)) complete = false;
      const { target, trimTarget } = voice;
      const step = target > voice.share ? this.step : -this.step;
      const trimStep = trimTarget > voice.trim ? this.step : -this.step;
      let { share, trim } = voice;
      for (let i = 0; i < frames; i++) {
        if (share !== target) {
          share += step;
          if (step > 0 ? share > target : share < target) share = target;
        }
        if (trim !== trimTarget) {
          trim += trimStep;
          if (trimStep > 0 ? trim > trimTarget : trim < trimTarget) trim = trimTarget;
        }
        const l = scratch.left[i]!;
        const r = scratch.right[i]!;
        output.left[i] = output.left[i]! + share * l;
        output.right[i] = output.right[i]! + share * r;
        // Each is clipped by the converter as it would be alone; only then come the trims.
        const gain = share * trim;
        heard.left[i] = heard.left[i]! + gain * (l > 1 ? 1 : l < -1 ? -1 : l);
        heard.right[i] = heard.right[i]! + gain * (r > 1 ? 1 : r < -1 ? -1 : r);
      }
      voice.share = share;
      voice.trim = trim;
    }
    return complete;
  }

  /** All of them: whoever switches expects to hear the other at once. */
  ready(timeline: Timeline, frames: number): boolean {
    for (let v = 0; v < this.voices.length; v++) {
      if (!hasLooped(this.voices[v]!.reader, timeline, 0, frames)) return false;
    }
    return true;
  }

  reset(): void {
    for (const voice of this.voices) {
      voice.share = voice.target;
      voice.trim = voice.trimTarget;
    }
  }

  faulty(): string | null {
    return null;
  }

  at(tap: Tap): Stereo | null {
    return tap.kind === 'tap' ? this.output : null;
  }

  lagAt(tap: Tap): number | null {
    return tap.kind === 'tap' ? 0 : null;
  }

  insert(): null {
    return null;
  }
}
