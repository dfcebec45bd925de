/** Strips, inserts and connections of a session, made anew or taken over from the graph before. */
import type { Address, InsertId, Session, SourceId, SourceRef, StripId } from '../../session/document.ts';
import { AlignmentDelay } from './alignment-delay.ts';
import { Lane } from './automation.ts';
import { Edge } from './edge.ts';
import { InsertNode } from './insert-node.ts';
import { slotName, type EffectOf, type Lags } from './lags.ts';
import type { SourceReader } from './source.ts';
import { stereo } from './stereo-buffer.ts';
import { StripGain } from './strip-gain.ts';
import { StripNode, type Feed, type InsertSlot, type KeyFeed } from './strip-node.ts';

export interface AssemblyPlan {
  session: Session;
  sampleRate: number;
  /** Frames of a block at most. */
  blockFrames: number;
  /** The strips to be built, each after those it depends on. */
  order: readonly StripId[];
  lags: Lags;
  effectOf: EffectOf;
  /** The sound of a source; null where there is none (yet). */
  source: (id: SourceId, ref: SourceRef) => SourceReader | null;
  /** Whatever stands in both keeps running with its state. */
  previous: Assembly | null;
}

/** Ids, in order, of the slots whose inserts stand in another strip's slots as well. */
const commonOrder = (slots: readonly InsertSlot[], others: readonly InsertSlot[]): string =>
  slots
    .filter((slot) => others.some((other) => other.node === slot.node))
    .map((slot) => slot.id)
    .join(' ');

export class Assembly {
  /** In working order. */
  readonly nodes: readonly StripNode[];
  readonly byId: ReadonlyMap<StripId, StripNode>;
  /** By what they connect. */
  readonly edges: ReadonlyMap<string, Edge>;
  /** By `slotName`. */
  readonly inserts: ReadonlyMap<string, InsertNode>;
  /** Frames to the end of the last source. */
  readonly durationFrames: number;
  /** False when something taken over changed its place in time or order, so that the change must happen in silence. */
  readonly joinsSmoothly: boolean;
  private readonly session: Session;

  constructor(plan: AssemblyPlan) {
    const assembler = new Assembler(plan);
    this.session = plan.session;
    this.nodes = [...assembler.byId.values()];
    this.byId = assembler.byId;
    this.edges = assembler.edges;
    this.inserts = assembler.inserts;
    this.durationFrames = assembler.durationFrames;
    this.joinsSmoothly = assembler.smooth && (plan.previous?.automatedAs(plan.session) ?? true);
  }

  private automatedAs(session: Session): boolean {
    return JSON.stringify(this.session.automation) === JSON.stringify(session.automation);
  }
}

/** The work of putting one together; dropped when it is done, so that no assembly holds on to the one before it. */
class Assembler {
  readonly byId = new Map<StripId, StripNode>();
  readonly edges = new Map<string, Edge>();
  readonly inserts = new Map<string, InsertNode>();
  durationFrames = 0;
  smooth = true;
  private readonly plan: AssemblyPlan;

  constructor(plan: AssemblyPlan) {
    this.plan = plan;
    for (const id of plan.order) this.addStrip(id);
    // Sums are taken in the document's order, so that they come out the same whatever else is built.
    for (const id of plan.session.order) {
      const node = this.byId.get(id);
      if (node) this.connect(node);
    }
  }

  private addStrip(id: StripId): void {
    const { session, sampleRate, blockFrames, lags, source, previous } = this.plan;
    const strip = session.strips[id]!;
    const ref = strip.source === undefined ? undefined : session.sources[strip.source];
    const reader = ref ? source(strip.source!, ref) : null;
    const offsetFrames = Math.round(strip.offsetS * sampleRate);
    if (reader) this.durationFrames = Math.max(this.durationFrames, offsetFrames + reader.frames);
    const before = previous?.byId.get(id);
    const gain = this.gainOf(id, strip.kind === 'track' && reader?.channels === 1, before);
    const inLag = lags.in.get(id)!;
    const node = new StripNode(
      id,
      strip.kind,
      gain,
      reader ? { reader, offsetFrames } : null,
      inLag,
      blockFrames,
      before,
    );
    node.outLag = lags.out.get(id)!;
    this.byId.set(id, node);
    this.addInserts(node, before);
    if (!before) return;
    if (
      before.inLag !== inLag ||
      before.outLag !== node.outLag ||
      before.reader !== reader ||
      before.offsetFrames !== offsetFrames ||
      before.gain !== gain ||
      commonOrder(before.slots, node.slots) !== commonOrder(node.slots, before.slots)
    )
      this.smooth = false;
  }

  /** Fader, pan and width; what lanes move begins anew. */
  private gainOf(id: StripId, mono: boolean, before: StripNode | undefined): StripGain {
    const lanes = {
      gainDb: this.laneAt(`${id}.gainDb`),
      pan: this.laneAt(`${id}.pan`),
      width: this.laneAt(`${id}.width`),
    };
    const automated = lanes.gainDb ?? lanes.pan ?? lanes.width;
    return before && before.gain.mono === mono && !automated && !before.gain.automated
      ? before.gain
      : new StripGain(this.plan.sampleRate, mono, lanes);
  }

  private addInserts(node: StripNode, before: StripNode | undefined): void {
    const { session, lags } = this.plan;
    const strip = session.strips[node.id]!;
    let lag = node.inLag;
    for (const id of strip.inserts) {
      const name = slotName(node.id, id);
      const insert = this.insertOf(node.id, id);
      const slotLag = lags.insert.get(name)!;
      const oldWait = before?.slots.find((slot) => slot.node === insert)?.wait;
      const wait = oldWait?.frames === slotLag - lag ? oldWait : new AlignmentDelay(slotLag - lag);
      node.slots.push({ id, node: insert, key: this.keyOf(node.id, id, slotLag), wait, lag: slotLag });
      lag = slotLag + insert.latency;
    }
  }

  private insertOf(strip: StripId, id: InsertId): InsertNode {
    const { sampleRate, blockFrames, effectOf, previous } = this.plan;
    const name = slotName(strip, id);
    const effect = effectOf(strip, id);
    const old = previous?.inserts.get(name);
    const insert = old?.effect === effect ? old : new InsertNode(effect, sampleRate, blockFrames);
    this.inserts.set(name, insert);
    insert.setLanes(
      Object.entries(effect.params).flatMap(([param, declared]): [string, Lane][] => {
        const logarithmic = declared.kind === 'number' && declared.taper.kind === 'log';
        const lane = this.laneAt(`${name}/${param}`, logarithmic);
        return lane ? [[param, lane]] : [];
      }),
    );
    return insert;
  }

  private keyOf(strip: StripId, id: InsertId, slotLag: number): KeyFeed | null {
    const { session, blockFrames } = this.plan;
    const declared = session.strips[strip]!.insert[id]!.key;
    if (!declared) return null;
    const from = this.byId.get(declared.from)!;
    const name = `key ${declared.from} ${declared.tap} ${slotName(strip, id)}`;
    const edge = this.edge(name, slotLag - from.outLag, null);
    return { name, edge, from, tap: declared.tap, buffer: stereo(blockFrames) };
  }

  /** A strip's output and sends, to those of their targets that are built. */
  private connect(from: StripNode): void {
    const strip = this.plan.session.strips[from.id]!;
    const feed = (
      name: string,
      kind: Feed['kind'],
      to: StripNode | undefined,
      tap: Feed['tap'],
      lane: Lane | null,
    ) => to?.feeds.push({ name, kind, edge: this.edge(name, to.inLag - from.outLag, lane), from, tap });
    if (strip.kind !== 'master')
      feed(`out ${from.id} ${strip.out}`, 'out', this.byId.get(strip.out), 'post', null);
    for (const [target, { tap }] of Object.entries(strip.sends)) {
      const lane = this.laneAt(`${from.id}/sends/${target}.gainDb`) ?? null;
      feed(`send ${from.id} ${tap} ${target}`, 'send', this.byId.get(target), tap, lane);
    }
  }

  private edge(name: string, delayFrames: number, lane: Lane | null): Edge {
    const { sampleRate, blockFrames, previous } = this.plan;
    const old = previous?.edges.get(name);
    const stays = old !== undefined && old.delay.frames === delayFrames && lane === null;
    if (old && !stays) this.smooth = false;
    const edge = stays ? old : new Edge(sampleRate, blockFrames, delayFrames, lane);
    this.edges.set(name, edge);
    return edge;
  }

  private laneAt(address: Address, logarithmic = false): Lane | undefined {
    const { automation } = this.plan.session;
    return Object.hasOwn(automation, address)
      ? new Lane(automation[address]!, this.plan.sampleRate, logarithmic)
      : undefined;
  }
}
