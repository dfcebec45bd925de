import { gainOf } from '../../dsp/core/decibels.ts';
import type { Effect, Stereo } from '../../dsp/core/effect.ts';
import type { Session, SourceId, SourceRef, StripId } from '../../session/document.ts';
import type { Listening, Loop, MeterPoint, Transport } from '../facade.ts';
import { CompareDeck, type ComparedPrint } from './compare-deck.ts';
import type { Deck } from './deck.ts';
import { BLOCK_FRAMES, Graph, type GraphListening } from './graph.ts';
import { MeterBoard } from './meter-board.ts';
import { MonitorChain, type MonitorFactory } from './monitor-chain.ts';
import type { SourceReader } from './source.ts';
import { stereo } from './stereo-buffer.ts';
import { GLIDE_S } from './strip-gain.ts';
import { loopFrames, Timeline } from './timeline.ts';

/** Fade before and after a seek, a pause, a change of programme or a wait. */
const FADE_S = 0.005;
/** Sound that must be there before playing starts, and goes on after a wait. */
const HEAD_START_S = 1;
/** Sound that must be there while playing: less means to fade now. */
const MARGIN_S = 0.02;
/** The tail has ended when nothing over −90 dBFS came for 0.3 s, or after the longest tail that is waited for. */
const QUIET = gainOf(-90);
const QUIET_S = 0.3;
const LONGEST_TAIL_S = 12;
/** After a fault, the time without another before it is over. */
const FAULT_OVER_S = 1;

export type PlayerEvent =
  | { kind: 'transport'; transport: Transport }
  | { kind: 'waiting'; waiting: boolean }
  | { kind: 'ended' }
  | { kind: 'fault'; strip: StripId | null; detail: string };

export interface PlayerOptions {
  sampleRate: number;
  effects: (id: string) => Effect | undefined;
  monitors: MonitorFactory;
  /** Called from within `process`. */
  emit: (event: PlayerEvent) => void;
}

/** How one listens before anything was chosen. */
export const DEFAULT_LISTENING: Listening = {
  solo: [],
  monitor: 'studio',
  mono: false,
  volumeDb: -12,
  bypassed: [],
  difference: null,
  trimDb: 0,
};

const graphListening = ({ solo, bypassed, difference }: Listening): GraphListening => ({
  solo,
  bypassed,
  difference,
});

/**
 * Plays one programme: transport, running graph, monitor and meters. Pure; whoever owns it asks for blocks.
 * Everything that would be a jump in the sound happens behind a fade to silence of 5 ms.
 */
export class Player {
  readonly meters: MeterBoard;
  private readonly sampleRate: number;
  private readonly effects: (id: string) => Effect | undefined;
  private readonly emit: (event: PlayerEvent) => void;
  private readonly timeline = new Timeline();
  private readonly monitor: MonitorChain;
  private readonly bus: Stereo = stereo(BLOCK_FRAMES);
  private deck: Deck | null = null;
  private programme: string | null = null;
  private listening: Listening = DEFAULT_LISTENING;

  /** The learner wants sound. */
  private wanted = false;
  /** The play head moves. */
  private running = false;
  private waiting = false;

  // The gate between tap and monitor.
  private gate = 0;
  private gateTarget = 0;
  private readonly gateStep: number;
  private readonly marginFrames: number;
  private atSilence: (() => void)[] = [];
  /** Frames for which the gate stays shut, until delay lines that begin anew are full. */
  private holdFrames = 0;

  /** A graph that takes over: once the old one has faded out what is gone, or (Infinity) in silence. */
  private next: { graph: Graph; inFrames: number } | null = null;
  private quietFrames = 0;
  private faultFrames = 0;

  constructor({ sampleRate, effects, monitors, emit }: PlayerOptions) {
    this.sampleRate = sampleRate;
    this.effects = effects;
    this.emit = emit;
    this.meters = new MeterBoard(sampleRate);
    this.monitor = new MonitorChain(sampleRate, BLOCK_FRAMES, monitors);
    this.monitor.set(DEFAULT_LISTENING, false);
    this.marginFrames = Math.round(MARGIN_S * sampleRate);
    this.gateStep = 1 / Math.round(FADE_S * sampleRate);
  }

  get transport(): Transport {
    const loop = this.timeline.loop;
    return {
      playing: this.wanted,
      positionS: this.positionS,
      durationS: (this.deck?.durationFrames ?? 0) / this.sampleRate,
      loop: loop && { fromS: loop.from / this.sampleRate, toS: loop.to / this.sampleRate },
    };
  }

  /** Song frame that is leaving the tap. */
  private get heardFrame(): number {
    return Math.max(0, this.timeline.lagged(0, this.deck?.latency ?? 0));
  }

  /** Song position in seconds that is leaving the tap. */
  get positionS(): number {
    return this.heardFrame / this.sampleRate;
  }

  /** Whether the head moves, so that there is something to measure. */
  get active(): boolean {
    return this.running;
  }

  /**
   * Plays a session. The same programme id keeps position and play state and takes the change as an edit;
   * another one starts at `positionS` (where it stands, unless given) and plays on if something was playing.
   * Throws a GraphError for a session that no graph can be made of; what plays then plays on.
   */
  loadSession(
    id: string,
    session: Session,
    source: (id: SourceId, ref: SourceRef) => SourceReader | null,
    positionS?: number,
  ): void {
    const running = this.deck instanceof Graph && id === this.programme ? this.deck : null;
    if (running) {
      this.updateGraph(running, session, source);
      return;
    }
    const graph = new Graph(session, {
      sampleRate: this.sampleRate,
      effects: this.effects,
      source,
      listening: graphListening(this.listening),
    });
    this.replace(id, graph, positionS);
  }

  /** Plays finished recordings in step. The same ones under the same id play on, with the trims now given. */
  loadCompare(id: string, prints: readonly ComparedPrint[], heard: string, positionS?: number): void {
    if (id === this.programme && this.deck instanceof CompareDeck && this.deck.retrim(prints)) {
      this.deck.hear(heard);
      return;
    }
    this.replace(id, new CompareDeck(prints, heard, this.sampleRate, BLOCK_FRAMES), positionS);
  }

  /** Lets the programme go at once. */
  unload(): void {
    this.deck = null;
    this.next = null;
    this.programme = null;
    this.running = false;
    this.waiting = false;
    this.wanted = false;
    this.gate = 0;
    this.meters.bind(null);
    this.report();
  }

  hear(id: string): void {
    if (this.deck instanceof CompareDeck) this.deck.hear(id);
  }

  play(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.quietFrames = 0;
    // A pause that is still fading is taken back.
    this.atSilence = this.atSilence.filter((act) => act !== this.halt);
    if (this.deck && this.timeline.position >= this.deck.durationFrames + this.deck.latency) this.seek(0);
    this.meters.reset();
    this.start();
    this.report();
  }

  pause(): void {
    if (!this.wanted) return;
    this.wanted = false;
    if (this.waiting) {
      this.waiting = false;
      this.emit({ kind: 'waiting', waiting: false });
    }
    this.inSilence(this.halt);
    this.report();
  }

  seek(positionS: number): void {
    const frame = Math.max(0, Math.round(positionS * this.sampleRate));
    this.inSilence(() => {
      this.timeline.seek(frame);
      this.beginAnew();
      this.report();
    });
  }

  /** Empties everything that remembers, for a new position or programme. */
  private beginAnew(): void {
    this.deck?.reset();
    this.meters.reset();
    this.quietFrames = 0;
    this.holdFrames = this.deck?.latency ?? 0;
  }

  /** A loop under 50 ms is none. */
  setLoop(loop: Loop | null): void {
    this.timeline.loop = loopFrames(loop, this.sampleRate);
    this.report();
  }

  listen(listening: Listening): void {
    this.listening = listening;
    this.monitor.set(listening, true);
    const graph = this.next?.graph ?? this.deck;
    if (graph instanceof Graph) graph.listen(graphListening(listening), this.running);
    if (this.monitor.needsSystem(listening.monitor))
      this.inSilence(() => this.monitor.setSystem(listening.monitor));
  }

  subscribe(watcher: number, points: readonly MeterPoint[]): void {
    this.meters.subscribe(watcher, points);
  }

  /** Stops a subscription, and keeping what only it looked at. */
  unsubscribe(watcher: number): void {
    this.meters.unsubscribe(watcher);
    if (this.deck instanceof Graph) this.deck.unwatch();
    this.meters.bind(this.deck);
  }

  testTone(side: 'left' | 'right'): void {
    this.monitor.tone.start(side);
  }

  /** Renders any number of frames. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    const { bus } = this;
    for (let done = 0; done < frames;) {
      const block = Math.min(BLOCK_FRAMES, frames - done);
      this.renderBus(block);
      this.monitor.process(bus, block, this.running);
      for (let i = 0; i < block; i++) {
        left[done + i] = bus.left[i]!;
        right[done + i] = bus.right[i]!;
      }
      done += block;
    }
  }

  private renderBus(block: number): void {
    const { bus } = this;
    for (let done = 0; done < block;) {
      const frames = this.running ? this.renderRun(done, block - done) : 0;
      if (frames === 0) {
        bus.left.fill(0, done, block);
        bus.right.fill(0, done, block);
        if (this.waiting) this.resume();
        return;
      }
      done += frames;
    }
  }

  /** Renders up to the next event into the bus at `at`; returns how many frames, 0 when the head does not move. */
  private renderRun(at: number, most: number): number {
    const { deck, timeline } = this;
    if (!deck) return 0;
    let frames = timeline.run(most);
    if (this.next) frames = Math.min(frames, this.next.inFrames);
    if (this.gateTarget === 1 && !deck.ready(timeline, frames + this.marginFrames)) this.beginWait();
    if (this.gate !== this.gateTarget) frames = Math.min(frames, this.holdFrames || this.framesToGate());
    deck.process(timeline, frames);
    const { left, right } = deck.heard;
    const sum = this.gateOut(left, right, at, frames);
    if (!Number.isFinite(sum)) this.recover(deck, at, frames);
    else if (this.faultFrames > 0) this.faultFrames -= frames;
    this.meters.process(frames);
    const before = timeline.position;
    timeline.advance(frames);
    if (timeline.position < before) this.report();
    this.afterRun(deck, frames);
    return frames;
  }

  private framesToGate(): number {
    return Math.max(1, Math.ceil(Math.abs(this.gateTarget - this.gate) / this.gateStep - 1e-6));
  }

  /** Writes the deck's block through the gate; returns a sum that is finite when every sample was. */
  private gateOut(left: Float32Array, right: Float32Array, at: number, frames: number): number {
    const { bus, gateTarget } = this;
    let sum = 0;
    if (this.gate === 1 && gateTarget === 1) {
      for (let i = 0; i < frames; i++) {
        bus.left[at + i] = left[i]!;
        bus.right[at + i] = right[i]!;
        sum += left[i]! + right[i]!;
      }
      return sum;
    }
    const opening = gateTarget > this.gate;
    const step = opening ? (this.holdFrames > 0 ? 0 : this.gateStep) : -this.gateStep;
    if (opening && this.holdFrames > 0) this.holdFrames -= frames;
    let gate = this.gate;
    for (let i = 0; i < frames; i++) {
      if (gate !== gateTarget) {
        gate += step;
        if (Math.abs(gate - gateTarget) < 0.5 * this.gateStep) gate = gateTarget;
      }
      bus.left[at + i] = gate * left[i]!;
      bus.right[at + i] = gate * right[i]!;
      sum += left[i]! + right[i]!;
    }
    this.gate = gate;
    return sum;
  }

  private afterRun(deck: Deck, frames: number): void {
    if (this.next) {
      this.next.inFrames -= frames;
      if (this.next.inFrames <= 0) this.takeOver(this.next.graph);
    }
    if (this.gate === 0 && this.gateTarget === 0) {
      this.whenSilent();
      return;
    }
    const end = deck.durationFrames + deck.latency;
    if (this.timeline.looping || this.timeline.position < end || this.gateTarget === 0) {
      this.quietFrames = 0;
      return;
    }
    let peak = 0;
    for (let i = 0; i < frames; i++)
      peak = Math.max(peak, Math.abs(deck.output.left[i]!), Math.abs(deck.output.right[i]!));
    this.quietFrames = peak < QUIET ? this.quietFrames + frames : 0;
    const tail = Math.min(deck.tailFrames, LONGEST_TAIL_S * this.sampleRate);
    if (this.quietFrames >= QUIET_S * this.sampleRate || this.timeline.position >= end + tail)
      this.inSilence(this.finish);
  }

  /** Does something where no jump can be heard: at once when nothing sounds, else behind a fade. */
  private inSilence(act: () => void): void {
    if (!this.running) {
      act();
      return;
    }
    if (!this.atSilence.includes(act)) this.atSilence.push(act);
    this.gateTarget = 0;
  }

  private whenSilent(): void {
    const acts = this.atSilence;
    this.atSilence = [];
    this.running = false;
    for (const act of acts) act();
    if (this.wanted && !this.waiting) this.start();
  }

  private readonly halt = (): void => {
    // Nothing more to do: `whenSilent` has stopped the head, and nobody wants it to move.
  };

  private readonly finish = (): void => {
    this.wanted = false;
    this.timeline.seek(0);
    this.beginAnew();
    this.monitor.reset();
    this.emit({ kind: 'ended' });
    this.report();
  };

  private readonly wait = (): void => {
    if (!this.wanted) return;
    this.waiting = true;
  };

  private beginWait(): void {
    this.inSilence(this.wait);
    if (!this.waiting) this.emit({ kind: 'waiting', waiting: true });
    this.waiting = true;
  }

  /** Lets the head move if there is enough to read, else waits for it. */
  private start(): void {
    const { deck } = this;
    if (!deck) return;
    if (this.running) {
      if (this.atSilence.length === 0) this.gateTarget = 1;
      return;
    }
    if (deck.ready(this.timeline, HEAD_START_S * this.sampleRate)) {
      if (this.waiting) this.emit({ kind: 'waiting', waiting: false });
      this.waiting = false;
      this.running = true;
      this.gate = 0;
      this.gateTarget = 1;
    } else if (!this.waiting) {
      this.waiting = true;
      this.emit({ kind: 'waiting', waiting: true });
    }
  }

  private resume(): void {
    if (this.wanted) this.start();
  }

  private replace(id: string, deck: Deck, positionS: number | undefined): void {
    this.next = null;
    this.inSilence(() => {
      const heard = this.heardFrame;
      this.next = null;
      this.programme = id;
      this.deck = deck;
      this.timeline.seek(
        positionS === undefined ? heard : Math.max(0, Math.round(positionS * this.sampleRate)),
      );
      if (this.timeline.position >= deck.durationFrames) this.timeline.seek(0);
      if (deck instanceof Graph) deck.listen(graphListening(this.listening), false);
      this.meters.bind(deck);
      this.beginAnew();
      this.report();
    });
    if (this.wanted) this.start();
  }

  private updateGraph(
    running: Graph,
    session: Session,
    source: (id: SourceId, ref: SourceRef) => SourceReader | null,
  ): void {
    const current = this.next?.graph ?? running;
    if (current.fits(session)) {
      current.apply(session, this.running);
      return;
    }
    const graph = new Graph(session, {
      sampleRate: this.sampleRate,
      effects: this.effects,
      source,
      previous: running,
      listening: graphListening(this.listening),
    });
    this.next = { graph, inFrames: Infinity };
    if (this.running && graph.joinsSmoothly) {
      running.farewell(graph);
      this.next.inFrames = Math.round(GLIDE_S * this.sampleRate);
    } else {
      this.inSilence(this.takeOverInSilence);
    }
  }

  private readonly takeOverInSilence = (): void => {
    if (!this.next) return;
    const { graph } = this.next;
    this.takeOver(graph);
    graph.settle();
    this.holdFrames = graph.latency;
  };

  private takeOver(graph: Graph): void {
    this.next = null;
    this.deck = graph;
    this.meters.bind(graph);
    this.report();
  }

  /** Something came out that is no number: mute this run, begin anew, and say so once. */
  private recover(deck: Deck, at: number, frames: number): void {
    this.bus.left.fill(0, at, at + frames);
    this.bus.right.fill(0, at, at + frames);
    const strip = deck.faulty(frames);
    if (this.faultFrames <= 0)
      this.emit({ kind: 'fault', strip, detail: `not a number in ${strip ?? 'the mix'}` });
    this.faultFrames = FAULT_OVER_S * this.sampleRate;
    this.beginAnew();
    deck.output.left.fill(0);
    deck.output.right.fill(0);
    this.gate = 0;
  }

  private report(): void {
    this.emit({ kind: 'transport', transport: this.transport });
  }
}
