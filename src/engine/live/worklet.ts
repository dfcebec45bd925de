/** The engine in the audio thread: a player behind a port. */
import { effectById } from '../../dsp/effects/registry.ts';
import { createPlayback } from '../../dsp/monitor/simulator.ts';
import { Player, type PlayerEvent } from '../core/player.ts';
import type { SourceReader } from '../core/source.ts';
import type { FromPages } from '../decode/protocol.ts';
import { PageStore } from './page-store.ts';
import {
  PROCESSOR,
  type FromWorklet,
  type ToWorklet,
  type WireProgramme,
  type WireSound,
} from './protocol.ts';

/** Pictures a second. */
const FRAME_RATE = 60;
/** A transport report goes with every so many pictures while the head moves. */
const REPORT_EVERY = 4;
/** Buffers kept for meter frames; more than a second of pictures are never under way. */
const POOL = 64;
/** After that many blocks in a row that threw, the programme is let go. */
const GIVE_UP_AFTER = 8;

class EngineProcessor extends AudioWorkletProcessor {
  private readonly store = new PageStore();
  private readonly player: Player;
  /** Players that do the same work unheard, for the headroom test. */
  private readonly ghosts: Player[] = [];
  private readonly scratch = [new Float32Array(1024), new Float32Array(1024)] as const;
  private readonly pool: Float32Array<ArrayBuffer>[] = [];
  private names: ReadonlySet<string> = new Set();
  private sinceFrame = 0;
  private sinceReport = 0;
  private failures = 0;
  private open = true;

  constructor() {
    super();
    this.player = this.makePlayer((event) => this.tellEvent(event));
    this.port.onmessage = ({ data }: MessageEvent<ToWorklet>) => this.take(data);
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [left, right] = outputs[0] ?? [];
    if (!left) return this.open;
    const frames = left.length;
    try {
      this.player.process(left, right ?? this.scratch[1], frames);
      for (let i = 0; i < this.ghosts.length; i++)
        this.ghosts[i]!.process(this.scratch[0], this.scratch[1], frames);
      this.failures = 0;
    } catch (error) {
      left.fill(0);
      right?.fill(0);
      this.failed(error);
    }
    if (this.player.active) this.picture(frames);
    return this.open;
  }

  private makePlayer(emit: (event: PlayerEvent) => void): Player {
    return new Player({ sampleRate, effects: effectById, monitors: createPlayback, emit });
  }

  private picture(frames: number): void {
    this.sinceFrame += frames;
    const due = sampleRate / FRAME_RATE;
    if (this.sinceFrame < due) return;
    this.sinceFrame -= due;
    const contextTimeS = (currentFrame + frames) / sampleRate;
    const { meters, positionS } = this.player;
    meters.take();
    const watchers = [...meters.ids];
    if (watchers.length > 0) {
      const buffer = this.buffer(watchers.reduce((sum, id) => sum + 1 + meters.sizeFor(id), 0));
      let at = 0;
      for (const id of watchers) {
        const length = meters.pack(id, buffer, at + 1);
        buffer[at] = length;
        at += 1 + length;
      }
      const message: FromWorklet = { kind: 'meters', watchers, positionS, contextTimeS, buffer };
      this.port.postMessage(message, [buffer.buffer]);
    }
    if (++this.sinceReport < REPORT_EVERY) return;
    this.sinceReport = 0;
    this.tell({ kind: 'transport', transport: this.player.transport, contextTimeS });
  }

  /** A buffer that has come back and is long enough, else a new one. */
  private buffer(size: number): Float32Array<ArrayBuffer> {
    const at = this.pool.findIndex((buffer) => buffer.length >= size);
    return at < 0 ? new Float32Array(size) : this.pool.splice(at, 1)[0]!;
  }

  private take(message: ToWorklet): void {
    try {
      this.act(message);
    } catch (error) {
      this.tell({ kind: 'fault', code: 'session', strip: null, detail: String(error) });
    }
  }

  private act(message: ToWorklet): void {
    switch (message.kind) {
      case 'pages':
        message.port.onmessage = ({ data }: MessageEvent<FromPages>) => this.store.arrived(data);
        this.store.connect(message.of, message.port);
        break;
      case 'load':
        this.load(message.programme, message.positionS);
        break;
      case 'subscribe':
        this.player.subscribe(message.watcher, message.points);
        break;
      case 'unsubscribe':
        this.player.unsubscribe(message.watcher);
        break;
      case 'reset-meters':
        this.player.meters.reset();
        break;
      case 'test-tone':
        this.player.testTone(message.side);
        break;
      case 'buffer':
        if (this.pool.length < POOL) this.pool.push(message.buffer);
        break;
      case 'burden':
        this.ghosts.length = 0;
        for (let i = 0; i < message.times; i++) this.ghosts.push(this.makePlayer(() => {}));
        break;
      case 'close':
        this.open = false;
        break;
      default:
        steer(this.player, message);
        for (const ghost of this.ghosts) steer(ghost, message);
    }
  }

  private load(programme: WireProgramme, positionS: number | null): void {
    const sounds =
      programme.kind === 'session'
        ? Object.values(programme.sounds)
        : programme.prints.map(({ sound }) => sound);
    // The store may let go of what is no longer played; a running graph holds its own.
    const readers = this.store.open(sounds, this.names);
    this.names = new Set(sounds.map((sound) => sound.name));
    loadInto(this.player, programme, readers, positionS ?? undefined);
    for (const ghost of this.ghosts) loadInto(ghost, programme, readers, positionS ?? undefined);
  }

  private failed(error: unknown): void {
    this.failures++;
    if (this.failures !== 1 && this.failures !== GIVE_UP_AFTER) return;
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.tell({ kind: 'fault', code: 'processor', strip: null, detail });
    if (this.failures === GIVE_UP_AFTER) this.player.unload();
  }

  private tellEvent(event: PlayerEvent): void {
    switch (event.kind) {
      case 'transport':
        this.tell({ ...event, contextTimeS: currentTime });
        break;
      case 'fault':
        this.tell({ ...event, code: 'processor' });
        break;
      default:
        this.tell(event);
    }
  }

  private tell(message: FromWorklet): void {
    this.port.postMessage(message);
  }
}

type Steering = Extract<ToWorklet, { kind: 'hear' | 'play' | 'pause' | 'seek' | 'loop' | 'listen' }>;

function steer(player: Player, message: Steering): void {
  switch (message.kind) {
    case 'hear':
      return player.hear(message.id);
    case 'play':
      return player.play();
    case 'pause':
      return player.pause();
    case 'seek':
      return player.seek(message.positionS);
    case 'loop':
      return player.setLoop(message.loop);
    case 'listen':
      return player.listen(message.listening);
  }
}

function loadInto(
  player: Player,
  programme: WireProgramme,
  readers: ReadonlyMap<string, SourceReader>,
  positionS: number | undefined,
): void {
  const readerOf = (sound: WireSound | undefined): SourceReader | null =>
    (sound && readers.get(sound.name)) ?? null;
  if (programme.kind === 'session') {
    const { id, session, sounds } = programme;
    player.loadSession(id, session, (source) => readerOf(sounds[source]), positionS);
    return;
  }
  const prints = programme.prints.map(({ id, sound, trimDb }) => ({ id, trimDb, reader: readerOf(sound)! }));
  player.loadCompare(programme.id, prints, programme.heard, positionS);
}

registerProcessor(PROCESSOR, EngineProcessor);
