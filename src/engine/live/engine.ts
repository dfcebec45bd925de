/** The live engine of the page: a worklet that plays, a worker that decodes, a worker that makes prints. */
import type { Session } from '../../session/document.ts';
import { ENGINE_RATE } from '../core/rate.ts';
import { DecodeClient } from '../decode/client.ts';
import { printSound, soundsOf, type Library, type Sound } from '../decode/sounds.ts';
import type {
  ClipSound,
  EngineEvent,
  Listening,
  LiveEngine,
  LoadState,
  Loop,
  MeterFrame,
  MeterPoint,
  Programme,
} from '../facade.ts';
import { RenderClient } from '../offline/client.ts';
import { MeterDesk } from './meter-desk.ts';
import {
  PROCESSOR,
  type FromWorklet,
  type ToWorklet,
  type WireClip,
  type WireProgramme,
} from './protocol.ts';
import workletUrl from './worklet.ts?worker&url';

/** Loading is reported at most every so often. */
const REPORT_MS = 100;

/**
 * Makes the one live engine on a context that the caller made and resumed in a click; recordings are looked up in
 * the library. Rejects when the worklet cannot be loaded.
 */
export async function createLiveEngine(context: AudioContext, library: Library): Promise<LiveEngine> {
  // Where it is missing the types do not know: in an old browser, and on a page that came without encryption.
  if (!('audioWorklet' in context))
    throw new DOMException(
      isSecureContext
        ? 'This browser is too old to play the course: it has no AudioWorklet. Reading on works; to listen, update it or try another one.'
        : 'A browser plays the course only from an address that begins with https. Reading on works; to listen, open the page by that address.',
      'NotSupportedError',
    );
  await context.audioWorklet.addModule(workletUrl);
  const node = new AudioWorkletNode(context, PROCESSOR, {
    numberOfInputs: 0,
    numberOfOutputs: 1,
    outputChannelCount: [2],
  });
  node.connect(context.destination);
  return new PageEngine(context, node, library);
}

const songOf = (programme: Programme): string | null => {
  const refs = programme.kind === 'session' ? Object.values(programme.session.sources) : [];
  for (const ref of refs) {
    if (ref.kind === 'song') return ref.song;
    if (ref.kind === 'print' && ref.of.includes('/')) return ref.of.split('/', 1)[0]!;
  }
  if (programme.kind !== 'compare') return null;
  if (programme.song !== undefined) return programme.song;
  const [first] = programme.prints;
  return first && 'print' in first && first.print.includes('/') ? first.print.split('/', 1)[0]! : null;
};

class PageEngine implements LiveEngine {
  readonly context: AudioContext;
  private readonly node: AudioWorkletNode;
  private readonly library: Library;
  private readonly decoder: DecodeClient;
  private readonly renderer: RenderClient;
  private readonly desk: MeterDesk;
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private readonly states = new Map<string, LoadState>();
  private sounds: Sound[] = [];
  /** Names of the clips that the worklet holds: those of the programme it plays. */
  private clips: ReadonlySet<string> = new Set();
  private programme: Programme | null = null;
  private song: string | null = null;
  private edited: Session | null = null;
  private reportTimer: ReturnType<typeof setTimeout> | null = null;
  private wantsSound = false;
  private closed = false;

  constructor(context: AudioContext, node: AudioWorkletNode, library: Library) {
    this.context = context;
    this.node = node;
    this.library = library;
    this.desk = new MeterDesk(context, (message, transfer) => this.send(message, transfer));
    this.decoder = new DecodeClient(
      context,
      (state) => this.takeState(state),
      (detail) =>
        this.fault('stem', 'The part of the page that unpacks sound did not load. Reload the page.', detail),
    );
    this.renderer = new RenderClient(library, (state) => this.takeState(state));
    node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => this.take(data);
    node.onprocessorerror = (event) =>
      this.fault('processor', 'The sound engine stopped. Reload the page to go on.', event);
    context.addEventListener('statechange', this.onContextState);
    context.addEventListener('error', this.onContextError);

    const files = new MessageChannel();
    this.decoder.connect(files.port1);
    this.send({ kind: 'pages', of: 'file', port: files.port2 }, [files.port2]);
    const prints = new MessageChannel();
    this.renderer.connect(prints.port1);
    this.send({ kind: 'pages', of: 'print', port: prints.port2 }, [prints.port2]);
  }

  load(programme: Programme): void {
    const wire = this.wire(programme);
    if (!wire) return;
    const song = songOf(programme);
    const fresh = programme.id !== this.programme?.id;
    const elsewhere = fresh && (song === null || song !== this.song);
    this.programme = programme;
    this.song = song;
    this.edited = null;
    this.send({ kind: 'load', programme: wire, positionS: elsewhere ? 0 : null });
    this.reportSoon();
  }

  update(session: Session): void {
    if (this.programme?.kind !== 'session') return;
    if (this.edited === null) {
      // Once a picture; in a hidden page there are none, and a timer does.
      if (document.visibilityState === 'visible') requestAnimationFrame(() => this.flushEdits());
      else setTimeout(() => this.flushEdits(), 16);
    }
    this.edited = session;
  }

  hear(id: string): void {
    this.send({ kind: 'hear', id });
  }

  play(): void {
    this.wantsSound = true;
    this.context.resume().catch((error: unknown) => {
      this.fault(
        'blocked',
        'The browser does not let this page play sound. Press play again, or allow sound for this site.',
        error,
      );
    });
    this.send({ kind: 'play' });
  }

  pause(): void {
    this.wantsSound = false;
    this.send({ kind: 'pause' });
  }

  seek(positionS: number): void {
    this.send({ kind: 'seek', positionS });
  }

  setLoop(loop: Loop | null): void {
    this.send({ kind: 'loop', loop });
  }

  listen(listening: Listening): void {
    this.send({ kind: 'listen', listening });
  }

  meter(points: Record<string, MeterPoint>, onFrame: (frame: MeterFrame) => void): () => void {
    return this.desk.open(points, onFrame);
  }

  resetMeters(): void {
    this.send({ kind: 'reset-meters' });
  }

  testTone(side: 'left' | 'right'): void {
    void this.context.resume();
    this.send({ kind: 'test-tone', side });
  }

  on(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  retry(stem: string): void {
    const sound = this.sounds.find((candidate) => candidate.name === stem);
    if (sound?.kind === 'print') this.load(this.programme!);
    else this.decoder.retry(stem);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.context.removeEventListener('statechange', this.onContextState);
    this.context.removeEventListener('error', this.onContextError);
    this.send({ kind: 'close' });
    this.node.disconnect();
    this.node.port.onmessage = null;
    this.decoder.close();
    this.renderer.close();
    this.listeners.clear();
    if (this.context.state !== 'closed') await this.context.close();
  }

  /** Lets the worklet do its work so many times more, unheard: the headroom test. */
  burden(times: number): void {
    this.send({ kind: 'burden', times });
  }

  private flushEdits(): void {
    const session = this.edited;
    this.edited = null;
    if (!session || this.programme?.kind !== 'session' || this.closed) return;
    this.load({ ...this.programme, session });
  }

  /** The programme with what the worklet must know of its recordings; null when one is not to be had. */
  private wire(programme: Programme): WireProgramme | null {
    if (programme.kind === 'session') {
      const sounds = soundsOf(programme.session, this.library);
      this.sounds = Object.values(sounds);
      this.clips = new Set();
      this.prepare(programme.session);
      return { ...programme, sounds };
    }
    const prints: Extract<WireProgramme, { kind: 'compare' }>['prints'] = [];
    const sounds: Sound[] = [];
    const clips = new Set<string>();
    for (const compared of programme.prints) {
      const { id, trimDb } = compared;
      if ('clip' in compared) {
        clips.add(compared.clip.name);
        prints.push({ id, sound: this.wireClip(compared.clip), trimDb });
        continue;
      }
      const sound = printSound(compared.print, this.library);
      if (!sound) {
        this.fault('print', 'One of the recordings to compare is not known here.', compared.print);
        return null;
      }
      if (sound.kind === 'print') this.renderer.prepare(sound.session);
      sounds.push(sound);
      prints.push({ id, sound, trimDb });
    }
    this.sounds = sounds;
    this.clips = clips;
    return { kind: 'compare', id: programme.id, prints, heard: programme.heard };
  }

  /** A clip's sound goes over once. */
  private wireClip({ name, left, right, fromS }: ClipSound): WireClip {
    return {
      kind: 'clip',
      name,
      beginFrame: Math.round(fromS * ENGINE_RATE),
      sound: this.clips.has(name) ? null : [left, right],
    };
  }

  /** Prints are made in the worker, which starts only when there is one to make. */
  private prepare(session: Session): void {
    if (Object.values(soundsOf(session, this.library)).some((sound) => sound.kind === 'print'))
      this.renderer.prepare(session);
  }

  private take(message: FromWorklet): void {
    switch (message.kind) {
      case 'meters':
        this.desk.take(message);
        break;
      case 'fault':
        this.fault('processor', faultSentence(message), message.detail);
        break;
      default:
        this.emit(message);
    }
  }

  private takeState(state: LoadState): void {
    const known = this.states.get(state.id);
    this.states.set(state.id, state);
    if (state.error !== null && known?.error !== state.error) {
      const print = this.sounds.some((sound) => sound.name === state.id && sound.kind === 'print');
      if (print)
        this.fault('print', `The recording “${state.label}” could not be made. Try again.`, state.error);
      else
        this.fault(
          'stem',
          `“${state.label}” did not load. Check the connection, then try again.`,
          state.error,
        );
    }
    this.reportSoon();
  }

  private reportSoon(): void {
    this.reportTimer ??= setTimeout(() => {
      this.reportTimer = null;
      const states = this.sounds.flatMap((sound) => this.states.get(sound.name) ?? []);
      this.emit({ kind: 'loading', states });
    }, REPORT_MS);
  }

  private readonly onContextState = (): void => {
    const state = this.context.state as AudioContextState | 'interrupted';
    if (state === 'interrupted') {
      this.fault(
        'interrupted',
        'Another app has taken the sound. It goes on when that one is done; else press play.',
        state,
      );
    } else if (state === 'suspended' && this.wantsSound && !this.closed) {
      this.context.resume().catch(() => {
        this.fault('interrupted', 'The sound was stopped by the device. Press play to go on.', state);
      });
    }
  };

  private readonly onContextError = (event: Event): void => {
    this.fault('no-device', 'The sound device is gone. Connect one, then press play again.', event);
  };

  private fault(
    code: Extract<EngineEvent, { kind: 'fault' }>['code'],
    sentence: string,
    detail: unknown,
  ): void {
    this.emit({
      kind: 'fault',
      code,
      sentence,
      detail: detail instanceof Error ? detail.message : String(detail),
    });
  }

  private emit(event: EngineEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  private send(message: ToWorklet, transfer: Transferable[] = []): void {
    this.node.port.postMessage(message, transfer);
  }
}

function faultSentence({ code, strip }: Extract<FromWorklet, { kind: 'fault' }>): string {
  if (code === 'session') return 'This mix cannot be played. Undo the last step.';
  return strip
    ? `An effect on “${strip}” went wrong and was started anew.`
    : 'The sound engine stumbled and was started anew.';
}
