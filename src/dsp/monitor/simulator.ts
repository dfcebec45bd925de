/** Runs a playback system over what is heard. Nothing here is ever exported or measured. */
import { Sections } from '../core/biquad.ts';
import type { Stereo } from '../core/effect.ts';
import { designSection, SECTION, sectionDb } from '../core/filter-design.ts';
import { GRID } from '../core/grid.ts';
import { RoadNoise } from './road-noise.ts';
import { playbackSystem } from './systems.ts';
import type { PlaybackSystem } from './systems.ts';

const NEUTRAL_Q = 0.71;

function design({ curve }: PlaybackSystem, sampleRate: number): Float64Array {
  const coefs = new Float64Array(curve.length * SECTION);
  curve.forEach((section, i) =>
    designSection(
      section.shape,
      section.freqHz,
      section.gainDb ?? 0,
      section.q,
      sampleRate,
      coefs,
      i * SECTION,
    ),
  );
  return coefs;
}

/** A system's response in dB, for drawing it. */
export function playbackCurveDb(system: PlaybackSystem, freqHz: number, sampleRate = 48_000): number {
  const coefs = design(system, sampleRate);
  return system.curve.reduce((sum, _, i) => sum + sectionDb(coefs, i * SECTION, freqHz, sampleRate), 0);
}

export class MonitorSimulator {
  private readonly sampleRate: number;
  private system: PlaybackSystem;
  private mono = false;
  private sections = new Sections(0);
  private noise: RoadNoise | null = null;
  /** High-pass of the side signal, where a system is mono below a frequency. */
  private sideFilter: Sections | null = null;
  private phase = 0;
  private readonly left = new Float64Array(GRID);
  private readonly right = new Float64Array(GRID);

  /** @param sampleRate in Hz. Starts as the studio: an exact pass-through. */
  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.system = playbackSystem('studio')!;
  }

  /**
   * Another system, or the same in mono. Allocates and starts with empty filters: to be called in silence, or
   * between a fade out and a fade in. An id that there is not is the studio. Without the noise around the listener
   * the music alone can be measured.
   */
  set(systemId: string, mono: boolean, withNoise = true): void {
    this.mono = mono;
    const system = playbackSystem(systemId) ?? playbackSystem('studio')!;
    if (system === this.system) return;
    this.system = system;
    this.sections = new Sections(system.curve.length);
    this.sections.coefs.set(design(system, this.sampleRate));
    this.noise =
      system.noiseLufs === null || !withNoise ? null : new RoadNoise(this.sampleRate, system.noiseLufs);
    this.sideFilter = system.monoBelowHz > 0 ? new Sections(1) : null;
    if (this.sideFilter)
      designSection('highPass', system.monoBelowHz, 0, NEUTRAL_Q, this.sampleRate, this.sideFilter.coefs, 0);
    this.reset();
  }

  reset(): void {
    this.phase = 0;
    this.sections.clear();
    this.sideFilter?.clear();
    this.noise?.reset();
  }

  /** In place, on the first `frames` frames. */
  process(io: Stereo, frames: number): void {
    const width = this.mono ? 0 : this.system.width;
    if (width === 1 && this.system.curve.length === 0) return;
    for (let from = 0; from < frames;) {
      if (this.phase === 0) this.flush();
      const n = Math.min(frames - from, GRID - this.phase);
      this.run(io, from, n, width);
      this.phase = (this.phase + n) % GRID;
      from += n;
    }
    this.noise?.add(io, frames);
  }

  private flush(): void {
    for (let i = 0; i < this.system.curve.length; i++) this.sections.flush(i);
    this.sideFilter?.flush(0);
  }

  private run(io: Stereo, from: number, n: number, width: number): void {
    const { left, right } = this;
    for (let i = 0; i < n; i++) {
      const l = io.left[from + i]!;
      const r = io.right[from + i]!;
      left[i] = 0.5 * (l + r);
      right[i] = 0.5 * width * (l - r);
    }
    // Mid and side for the moment: the side loses its bass where there is one subwoofer for both.
    if (this.sideFilter && width > 0) this.filterSide(n);
    for (let i = 0; i < n; i++) {
      const mid = left[i]!;
      const side = right[i]!;
      left[i] = mid + side;
      right[i] = mid - side;
    }
    for (let s = 0; s < this.system.curve.length; s++) this.sections.run(s, left, right, n);
    for (let i = 0; i < n; i++) {
      io.left[from + i] = left[i]!;
      io.right[from + i] = right[i]!;
    }
  }

  private filterSide(n: number): void {
    const { coefs, states } = this.sideFilter!;
    const b0 = coefs[0]!;
    const b1 = coefs[1]!;
    const b2 = coefs[2]!;
    const a1 = coefs[3]!;
    const a2 = coefs[4]!;
    let s1 = states[0]!;
    let s2 = states[1]!;
    for (let i = 0; i < n; i++) {
      const x = this.right[i]!;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      this.right[i] = y;
    }
    states[0] = s1;
    states[1] = s2;
  }
}

/** A running playback system by id; null for the studio and for what there is not, which change nothing. */
export function createPlayback(id: string, sampleRate: number): MonitorSimulator | null {
  const system = playbackSystem(id);
  if (!system || system.id === 'studio') return null;
  const simulator = new MonitorSimulator(sampleRate);
  simulator.set(id, false);
  return simulator;
}

/** A whole sound as a system plays it, without the noise around the listener. */
export function throughSystem(
  { left, right }: { left: Float32Array; right: Float32Array },
  systemId: string,
  sampleRate: number,
): { left: Float32Array; right: Float32Array } {
  const heard = { left: left.slice(), right: right.slice() };
  const simulator = new MonitorSimulator(sampleRate);
  simulator.set(systemId, false, false);
  const piece = 4096;
  for (let at = 0; at < left.length; at += piece) {
    const frames = Math.min(piece, left.length - at);
    const io = { left: heard.left.subarray(at, at + frames), right: heard.right.subarray(at, at + frames) };
    simulator.process(io, frames);
  }
  return heard;
}
