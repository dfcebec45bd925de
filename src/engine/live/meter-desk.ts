/** Subscriptions of the page: meter frames wait here until their sound is heard, then go to who asked. */
import type { MeterFrame, MeterPoint } from '../facade.ts';
import type { FromWorklet, ToWorklet } from './protocol.ts';

type MetersMessage = Extract<FromWorklet, { kind: 'meters' }>;

interface Watcher {
  keys: string[];
  onFrame: (frame: MeterFrame) => void;
  waiting: MetersMessage[];
}

/** Frames that wait longer than that were delayed by something else than the device. */
const LONGEST_DELAY_S = 1;

export class MeterDesk {
  private readonly context: AudioContext;
  private readonly send: (message: ToWorklet, transfer?: Transferable[]) => void;
  private readonly watchers = new Map<number, Watcher>();
  private next = 1;

  constructor(context: AudioContext, send: (message: ToWorklet, transfer?: Transferable[]) => void) {
    this.context = context;
    this.send = send;
  }

  open(points: Record<string, MeterPoint>, onFrame: (frame: MeterFrame) => void): () => void {
    const watcher = this.next++;
    this.watchers.set(watcher, { keys: Object.keys(points), onFrame, waiting: [] });
    this.send({ kind: 'subscribe', watcher, points: Object.values(points) });
    return () => {
      if (this.watchers.delete(watcher)) this.send({ kind: 'unsubscribe', watcher });
    };
  }

  take(message: MetersMessage): void {
    const watcher = this.watchers.get(message.watcher);
    if (!watcher) {
      this.giveBack(message.buffer);
      return;
    }
    watcher.waiting.push(message);
    const heardS = this.context.currentTime - (this.context.outputLatency || 0);
    while (watcher.waiting.length > 0) {
      const frame = watcher.waiting[0]!;
      const ahead = frame.contextTimeS - heardS;
      if (ahead > 0 && ahead < LONGEST_DELAY_S) break;
      watcher.waiting.shift();
      this.show(watcher, frame);
    }
  }

  private show({ keys, onFrame }: Watcher, { buffer, positionS, contextTimeS }: MetersMessage): void {
    const values: Record<string, Float32Array> = {};
    let at = 0;
    for (const key of keys) {
      const count = buffer[at]!;
      values[key] = buffer.subarray(at + 1, at + 1 + count);
      at += 1 + count;
    }
    try {
      onFrame({ positionS, contextTimeS, values });
    } finally {
      this.giveBack(buffer);
    }
  }

  private giveBack(buffer: MetersMessage['buffer']): void {
    this.send({ kind: 'buffer', buffer }, [buffer.buffer]);
  }
}
