import type { Reading, Stereo } from '../../dsp/core/effect.ts';
import { CorrelationMeter } from '../../dsp/meters/correlation.ts';
import { LevelMeter } from '../../dsp/meters/level.ts';
import { LoudnessMeter } from '../../dsp/meters/loudness.ts';
import { TruePeakMeter } from '../../dsp/meters/true-peak.ts';
import type { MeterPoint, Tap } from '../facade.ts';
import type { Deck } from './deck.ts';

/** Longest stretch of samples that one picture frame may hold; older ones are dropped. */
const SAMPLES_HELD = 4096;

/** One thing that is measured, however many look at it. */
interface Gauge {
  /** Largest number of values written. */
  readonly size: number;
  /** Finds its place in what is now played. */
  bind(deck: Deck | null): void;
  process(frames: number): void;
  /** Writes the values of this picture frame and returns how many. */
  write(out: Float32Array, at: number): number;
  reset(): void;
}

class LevelGauge implements Gauge {
  readonly size = 4;
  private readonly meter = new LevelMeter();
  private readonly values = new Float32Array(4);
  private readonly tap: Tap;
  private from: Stereo | null = null;

  constructor(tap: Tap) {
    this.tap = tap;
  }
  bind(deck: Deck | null): void {
    this.from = deck?.at(this.tap) ?? null;
  }
  process(frames: number): void {
    if (this.from) this.meter.process(this.from.left, this.from.right, frames);
  }
  write(out: Float32Array, at: number): number {
    this.meter.take(this.values);
    out.set(this.values, at);
    return 4;
  }
  reset(): void {
    this.meter.reset();
  }
}

class ReadingsGauge implements Gauge {
  size = 0;
  private readonly point: MeterPoint & { kind: 'readings' };
  private from: Float32Array | null = null;
  private holds: readonly Reading['hold'][] = [];
  private held = new Float32Array(0);
  private empty = true;

  constructor(point: MeterPoint & { kind: 'readings' }) {
    this.point = point;
  }
  bind(deck: Deck | null): void {
    const insert = deck?.insert(this.point.strip, this.point.insert) ?? null;
    this.from = insert?.processor.readings ?? null;
    this.holds = insert?.effect.readings.map((reading) => reading.hold) ?? [];
    if (this.size !== this.holds.length) {
      this.size = this.holds.length;
      this.held = new Float32Array(this.size);
    }
    this.empty = true;
  }
  process(): void {
    const { from, held, holds } = this;
    if (!from) return;
    for (let i = 0; i < held.length; i++) {
      const value = from[i]!;
      if (this.empty || holds[i] === 'last') held[i] = value;
      else if (holds[i] === 'min' ? value < held[i]! : value > held[i]!) held[i] = value;
    }
    this.empty = false;
  }
  write(out: Float32Array, at: number): number {
    out.set(this.held, at);
    this.empty = true;
    return this.size;
  }
  reset(): void {
    this.empty = true;
    this.held.fill(0);
  }
}

class LoudnessGauge implements Gauge {
  readonly size = 6;
  private readonly loudness: LoudnessMeter;
  private readonly truePeak = new TruePeakMeter(2);
  private readonly tap: Tap;
  private from: Stereo | null = null;
  private peak = 0;
  private clipped = 0;

  constructor(tap: Tap, sampleRate: number) {
    this.tap = tap;
    this.loudness = new LoudnessMeter(sampleRate);
  }
  bind(deck: Deck | null): void {
    this.from = deck?.at(this.tap) ?? null;
  }
  process(frames: number): void {
    if (!this.from) return;
    const { left, right } = this.from;
    this.loudness.process(left, right, frames);
    this.truePeak.process(left, right, frames);
    let { peak, clipped } = this;
    for (let i = 0; i < frames; i++) {
      const l = Math.abs(left[i]!);
      const r = Math.abs(right[i]!);
      if (l > peak) peak = l;
      if (r > peak) peak = r;
      if (l > 1) clipped++;
      if (r > 1) clipped++;
    }
    this.peak = peak;
    this.clipped = clipped;
  }
  write(out: Float32Array, at: number): number {
    out[at] = this.loudness.momentary;
    out[at + 1] = this.loudness.shortTerm;
    out[at + 2] = this.loudness.integrated;
    out[at + 3] = this.truePeak.maxDb;
    out[at + 4] = 20 * Math.log10(this.peak);
    out[at + 5] = this.clipped;
    return 6;
  }
  reset(): void {
    this.loudness.reset();
    this.truePeak.reset();
    this.peak = 0;
    this.clipped = 0;
  }
}

class CorrelationGauge implements Gauge {
  readonly size = 2;
  private readonly meter: CorrelationMeter;
  private readonly tap: Tap;
  private from: Stereo | null = null;

  constructor(tap: Tap, sampleRate: number) {
    this.tap = tap;
    this.meter = new CorrelationMeter(sampleRate);
  }
  bind(deck: Deck | null): void {
    this.from = deck?.at(this.tap) ?? null;
  }
  process(frames: number): void {
    if (this.from) this.meter.process(this.from.left, this.from.right, frames);
  }
  write(out: Float32Array, at: number): number {
    out[at] = this.meter.correlation;
    out[at + 1] = this.meter.balanceDb;
    return 2;
  }
  reset(): void {
    this.meter.reset();
  }
}

class SamplesGauge implements Gauge {
  readonly size = 2 * SAMPLES_HELD;
  private readonly held = new Float32Array(2 * SAMPLES_HELD);
  private readonly tap: Tap;
  private from: Stereo | null = null;
  private used = 0;

  constructor(tap: Tap) {
    this.tap = tap;
  }
  bind(deck: Deck | null): void {
    this.from = deck?.at(this.tap) ?? null;
  }
  process(frames: number): void {
    if (!this.from) return;
    const { left, right } = this.from;
    const { held } = this;
    let at = this.used;
    if (at + 2 * frames > held.length) at = 0;
    for (let i = 0; i < frames; i++) {
      held[at++] = left[i]!;
      held[at++] = right[i]!;
    }
    this.used = at;
  }
  write(out: Float32Array, at: number): number {
    for (let i = 0; i < this.used; i++) out[at + i] = this.held[i]!;
    const count = this.used;
    this.used = 0;
    return count;
  }
  reset(): void {
    this.used = 0;
  }
}

function gaugeFor(point: MeterPoint, sampleRate: number): Gauge {
  switch (point.kind) {
    case 'level':
      return new LevelGauge(point.at);
    case 'readings':
      return new ReadingsGauge(point);
    case 'loudness':
      return new LoudnessGauge(point.at, sampleRate);
    case 'correlation':
      return new CorrelationGauge(point.at, sampleRate);
    case 'samples':
      return new SamplesGauge(point.at);
  }
}

interface Shared {
  gauge: Gauge;
  users: number;
  /** This frame's values, so that several who look at one gauge see the same. */
  values: Float32Array;
  count: number;
}

/** Who looks at what. Points that several name are measured once. */
export class MeterBoard {
  private readonly sampleRate: number;
  private readonly gauges = new Map<string, Shared>();
  private readonly watchers = new Map<number, Shared[]>();
  private list: Shared[] = [];
  private deck: Deck | null = null;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  /** What is played has changed. */
  bind(deck: Deck | null): void {
    this.deck = deck;
    for (const shared of this.list) this.place(shared);
  }

  subscribe(watcher: number, points: readonly MeterPoint[]): void {
    const found = points.map((point) => {
      const name = JSON.stringify(point);
      let shared = this.gauges.get(name);
      if (!shared) {
        shared = { gauge: gaugeFor(point, this.sampleRate), users: 0, values: new Float32Array(0), count: 0 };
        this.gauges.set(name, shared);
        this.place(shared);
      }
      shared.users++;
      return shared;
    });
    this.unsubscribe(watcher);
    this.watchers.set(watcher, found);
    this.list = [...this.gauges.values()];
  }

  unsubscribe(watcher: number): void {
    for (const shared of this.watchers.get(watcher) ?? []) shared.users--;
    this.watchers.delete(watcher);
    for (const [name, shared] of this.gauges) if (shared.users <= 0) this.gauges.delete(name);
    this.list = [...this.gauges.values()];
  }

  /** Starts measuring anew, as at play and seek. */
  reset(): void {
    for (const { gauge } of this.list) gauge.reset();
  }

  /** Measures the block just rendered. */
  process(frames: number): void {
    for (let i = 0; i < this.list.length; i++) this.list[i]!.gauge.process(frames);
  }

  /** Takes the values of a picture frame, for every watcher to be given. */
  take(): void {
    for (let i = 0; i < this.list.length; i++) {
      const shared = this.list[i]!;
      shared.count = shared.gauge.write(shared.values, 0);
    }
  }

  /** Ids of those who look. */
  get ids(): IterableIterator<number> {
    return this.watchers.keys();
  }

  /** Numbers that a watcher's frame needs at most: each value's count, then the values. */
  sizeFor(watcher: number): number {
    let size = 0;
    for (const { gauge } of this.watchers.get(watcher) ?? []) size += 1 + gauge.size;
    return size;
  }

  /**
   * Packs a watcher's values as [count, values…] in the order of its points, from `begin` on; returns how many
   * numbers.
   */
  pack(watcher: number, out: Float32Array, begin = 0): number {
    let at = begin;
    const found = this.watchers.get(watcher);
    if (!found) return 0;
    for (let i = 0; i < found.length; i++) {
      const { values, count } = found[i]!;
      out[at++] = count;
      for (let v = 0; v < count; v++) out[at++] = values[v]!;
    }
    return at - begin;
  }

  private place(shared: Shared): void {
    shared.gauge.bind(this.deck);
    if (shared.values.length !== shared.gauge.size) {
      shared.values = new Float32Array(shared.gauge.size);
      shared.count = 0;
    }
  }
}
