import type { Effect, Stereo } from '../../dsp/core/effect.ts';
import type { InsertId, Session, SourceId, SourceRef, StripId } from '../../session/document.ts';
import type { Listening, Tap } from '../facade.ts';
import { Assembly } from './assembly.ts';
import type { Deck } from './deck.ts';
import type { InsertMode, InsertNode } from './insert-node.ts';
import { longestTailS, measureLags, slotName, type EffectOf } from './lags.ts';
import { GraphError, masterOf, soloGate, upstream, workingOrder } from './routing.ts';
import type { SourceReader } from './source.ts';
import { stereo } from './stereo-buffer.ts';
import type { StripNode } from './strip-node.ts';
import type { Timeline } from './timeline.ts';

/** Frames of a block: the AudioWorklet's quantum, and what fits the first-level cache. */
export const BLOCK_FRAMES = 128;

/** The part of listening that changes what the graph does. */
export type GraphListening = Pick<Listening, 'solo' | 'bypassed' | 'difference'>;
/** Everything is heard as it is. */
const PLAIN_LISTENING: GraphListening = { solo: [], bypassed: [], difference: null };

export interface GraphOptions {
  sampleRate: number;
  effects: (id: string) => Effect | undefined;
  /** The sound of a source; null where there is none (yet): silence. */
  source: (id: SourceId, ref: SourceRef) => SourceReader | null;
  /** Only what these strips depend on is built; everything unless given. Times are those of the whole. */
  only?: Iterable<StripId>;
  /** Nothing will be switched while it runs: what is bypassed need not be computed. */
  idle?: boolean;
  /** The graph that this one follows: whatever stands in both keeps running with its state. */
  previous?: Graph | null;
  listening?: GraphListening;
}

/** What of a session makes the graph's shape; anything else is a value that glides. */
function shapeOf(session: Session): string {
  return JSON.stringify([
    session.order.map((id) => {
      const strip = session.strips[id]!;
      return [
        id,
        strip.kind,
        strip.out,
        strip.source === undefined
          ? null
          : [strip.source, session.sources[strip.source] ?? null, strip.offsetS],
        strip.inserts.map((insertId) => {
          const insert = strip.insert[insertId]!;
          return [insertId, insert.effect, insert.v, insert.key ?? null];
        }),
        Object.entries(strip.sends)
          .map(([to, send]) => [to, send.tap])
          .sort(),
      ];
    }),
    session.automation,
  ]);
}

/**
 * A session as running nodes in working order. All paths are aligned: wherever sounds are summed, sent or
 * listened to as keys, they belong to the same moment of the song.
 */
export class Graph implements Deck {
  readonly sampleRate: number;
  /** Frames by which the tap lags the play head. */
  readonly latency: number;
  /** Frames to the end of the last source. */
  readonly durationFrames: number;
  /** Frames for which effects may sound on after that, at their longest setting. */
  readonly tailFrames: number;
  /** False when a reused part changed its place in time or order, so that the change must happen in silence. */
  readonly joinsSmoothly: boolean;
  session: Session;
  private listening: GraphListening;
  private readonly shape: string;
  private readonly assembly: Assembly;
  private readonly nodes: Assembly['nodes'];
  private readonly byId: Assembly['byId'];
  private readonly edges: Assembly['edges'];
  private readonly inserts: Assembly['inserts'];
  private readonly master: StripNode | null;
  /** Strips that somebody listens to: those asked for, else the master. */
  private readonly wanted: ReadonlySet<StripId>;
  private readonly silence: Stereo = stereo(BLOCK_FRAMES);
  private readonly idle: boolean;

  /** Throws a GraphError for a session that the validator would have refused. */
  constructor(session: Session, options: GraphOptions) {
    const { sampleRate, previous = null } = options;
    this.sampleRate = sampleRate;
    this.session = session;
    this.shape = shapeOf(session);
    this.idle = options.idle ?? false;
    this.listening = options.listening ?? PLAIN_LISTENING;

    const order = workingOrder(session);
    const masterId = masterOf(session);
    const effectOf: EffectOf = (strip, insert) => {
      const declared = session.strips[strip]!.insert[insert];
      const effect = declared && options.effects(declared.effect);
      if (!effect) throw new GraphError(`${slotName(strip, insert)}: no effect ${declared?.effect ?? ''}`);
      return effect;
    };
    const lags = measureLags(session, order, effectOf, sampleRate);
    this.wanted = new Set(options.only ?? [masterId]);
    const built = options.only ? upstream(session, this.wanted) : new Set(order);

    this.assembly = new Assembly({
      session,
      sampleRate,
      blockFrames: BLOCK_FRAMES,
      order: order.filter((id) => built.has(id)),
      lags,
      effectOf,
      source: options.source,
      previous: previous?.assembly ?? null,
    });
    this.nodes = this.assembly.nodes;
    this.byId = this.assembly.byId;
    this.edges = this.assembly.edges;
    this.inserts = this.assembly.inserts;
    this.master = this.byId.get(masterId) ?? null;
    this.latency = lags.out.get(masterId)!;
    this.durationFrames = this.assembly.durationFrames;
    this.tailFrames = Math.ceil(longestTailS(session, order, effectOf) * sampleRate);
    this.joinsSmoothly = this.assembly.joinsSmoothly;
    this.apply(session, previous !== null);
  }

  /** Whether a session differs from this graph's only in values. */
  fits(session: Session): boolean {
    return shapeOf(session) === this.shape;
  }

  /** Takes the values of a session of the same shape. */
  apply(session: Session, glide: boolean): void {
    this.session = session;
    const { solo, bypassed, difference } = this.listening;
    const gate = soloGate(session, solo);
    for (const node of this.nodes) {
      const strip = session.strips[node.id]!;
      node.gain.set(strip, glide);
      for (const slot of node.slots) {
        const insert = strip.insert[slot.id]!;
        slot.node.set(insert, session.bpm, glide);
        const names = (place: { strip: StripId; insert: InsertId }): boolean =>
          place.strip === node.id && place.insert === slot.id;
        let mode: InsertMode = insert.on && !bypassed.some(names) ? 'wet' : 'bypass';
        if (difference && names(difference)) mode = 'difference';
        slot.node.setMode(mode, glide);
        // A muted strip is as if it were not there, so nobody hears it as a key either. Solo leaves keys alone.
        if (slot.key) slot.key.edge.set(0, !session.strips[slot.key.from.id]!.mute, glide);
      }
      for (const feed of node.feeds) {
        const from = session.strips[feed.from.id]!;
        const gainDb = feed.kind === 'send' ? from.sends[node.id]!.gainDb : 0;
        feed.edge.set(gainDb, !from.mute && gate(feed.from.id, node.id), glide);
      }
    }
    this.markAudible();
  }

  /** Solo, bypass and difference; never part of the document. */
  listen(listening: GraphListening, glide: boolean): void {
    this.listening = listening;
    this.apply(this.session, glide);
  }

  /** Fades out what the next graph has not, so that it can be left out. */
  farewell(next: Graph): void {
    for (const [name, edge] of this.edges) if (next.edges.get(name) !== edge) edge.set(0, false, true);
    for (const [name, insert] of this.inserts)
      if (next.inserts.get(name) !== insert) insert.setMode('bypass', true);
  }

  /** Ends all glides at once, as when nothing can be heard. */
  settle(): void {
    for (const node of this.nodes) {
      node.gain.settle();
      for (const feed of node.feeds) feed.edge.settle();
      for (const slot of node.slots) {
        slot.node.settle();
        slot.key?.edge.settle();
      }
    }
  }

  /** As new at any position: delay lines, detectors and tails are empty. */
  reset(): void {
    for (const node of this.nodes) node.reset();
  }

  /** Renders `frames` (at most a block, within one run of the timeline). False when a source had a hole. */
  process(timeline: Timeline, frames: number): boolean {
    let complete = true;
    for (let i = 0; i < this.nodes.length; i++) {
      const node = this.nodes[i]!;
      if (this.idle && !node.audible) continue;
      if (!node.process(timeline, frames, this.idle) && node.audible) complete = false;
    }
    return complete;
  }

  /** Whether every audible source can be read over the next frames. */
  ready(timeline: Timeline, frames: number): boolean {
    for (let i = 0; i < this.nodes.length; i++) {
      const node = this.nodes[i]!;
      if (node.audible && !node.ready(timeline, frames)) return false;
    }
    return true;
  }

  /** What was rendered last at the tap. */
  get output(): Stereo {
    return this.master ? this.master.post : this.silence;
  }

  get heard(): Stereo {
    return this.output;
  }

  /** What was rendered last at a place, or null where there is no such place. Taps of inserts are kept from now on. */
  at(tap: Tap): Stereo | null {
    switch (tap.kind) {
      case 'tap':
        return this.master ? this.master.post : null;
      case 'strip':
        return this.byId.get(tap.strip)?.tap(tap.tap) ?? null;
      case 'insert':
        return this.inserts.get(slotName(tap.strip, tap.insert))?.watch(tap.side) ?? null;
    }
  }

  /** Frames by which a place lags the play head, or null where there is no such place. */
  lagAt(tap: Tap): number | null {
    switch (tap.kind) {
      case 'tap':
        return this.latency;
      case 'strip':
        return this.byId.get(tap.strip)?.outLag ?? null;
      case 'insert': {
        const slot = this.byId.get(tap.strip)?.slots.find((candidate) => candidate.id === tap.insert);
        return slot ? slot.lag + (tap.side === 'out' ? slot.node.latency : 0) : null;
      }
    }
  }

  /** A running insert, or null. */
  insert(strip: StripId, insert: InsertId): InsertNode | null {
    return this.inserts.get(slotName(strip, insert)) ?? null;
  }

  /** Stops keeping what inserts took in and gave out; meters ask again. */
  unwatch(): void {
    for (const insert of this.inserts.values()) insert.unwatch();
  }

  /** The first strip whose last block held something that is no number, or null. */
  faulty(frames: number): StripId | null {
    for (const { id, pre, post } of this.nodes) {
      if (!isFinitePair(pre, frames) || !isFinitePair(post, frames)) return id;
    }
    return null;
  }

  /** A strip is audible while its sound can reach one that somebody listens to, as sound or as a key. */
  private markAudible(): void {
    for (const node of this.nodes) node.audible = this.wanted.has(node.id);
    // In reverse working order every receiver is marked before those that feed it.
    for (let i = this.nodes.length - 1; i >= 0; i--) {
      const node = this.nodes[i]!;
      if (!node.audible) continue;
      for (const feed of node.feeds) if (feed.edge.audible) feed.from.audible = true;
      for (const slot of node.slots) if (slot.key?.edge.audible) slot.key.from.audible = true;
    }
  }
}

function isFinitePair({ left, right }: Stereo, frames: number): boolean {
  let sum = 0;
  for (let i = 0; i < frames; i++) sum += (left[i]! + right[i]!) * 0;
  return sum === 0;
}
