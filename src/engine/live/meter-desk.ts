/** Subscriptions of the page: meter frames wait here until their sound is heard, then go to who asked. */
import type { MeterFrame, MeterPoint } from '../facade.ts';
import type { FromWorklet, ToWorklet } from './protocol.ts';

type MetersMessage = Extract<FromWorklet, { kind: 'meters' }>;

interface Watcher {
  keys: string[];
  onFrame: (frame: MeterFrame) => void;
}

/** Frames that wait longer than that were delayed by something else than the device. */
const LONGEST_DELAY_S = 1;

/**
 * Seconds from the context's clock to the ear. A browser without a base latency makes its sound within the device's
 * own call and is not asked: Firefox lets the page wait there for that very call to end, while the call waits for the
 * page, and on Linux the tab stands still for ever (seen in 153 ESR). Its pictures come as early as its device is late.
 */
const outputLatencyS = (context: AudioContext): number =>
  context.baseLatency > 0 ? context.outputLatency || 0 : 0;

export class MeterDesk {
  private readonly context: AudioContext;
  private readonly send: (message: ToWorklet, transfer?: Transferable[]) => void;
  private readonly watchers = new Map<number, Watcher>();
  private readonly waiting: MetersMessage[] = [];
  private next = 1;

  constructor(context: AudioContext, send: (message: ToWorklet, transfer?: Transferable[]) => void) {
    this.context = context;
    this.send = send;
  }

  open(points: Record<string, MeterPoint>, onFrame: (frame: MeterFrame) => void): () => void {
    const watcher = this.next++;
    this.watchers.set(watcher, { keys: Object.keys(points), onFrame });
    this.send({ kind: 'subscribe', watcher, points: Object.values(points) });
    return () => {
      if (this.watchers.delete(watcher)) this.send({ kind: 'unsubscribe', watcher });
    };
  }

  take(message: MetersMessage): void {
    this.waiting.push(message);
    const heardS = this.context.currentTime - outputLatencyS(this.context);
    while (this.waiting.length > 0) {
      const picture = this.waiting[0]!;
      const ahead = picture.contextTimeS - heardS;
      if (ahead > 0 && ahead < LONGEST_DELAY_S) break;
      this.waiting.shift();
      this.show(picture);
    }
  }

  /** Each watcher gets its share; the buffer goes back even if one of them throws. */
  private show({ watchers, buffer, positionS, contextTimeS }: MetersMessage): void {
    try {
      let at = 0;
      for (const id of watchers) {
        const length = buffer[at]!;
        const watcher = this.watchers.get(id);
        if (watcher) {
          const values = valuesOf(watcher.keys, buffer.subarray(at + 1, at + 1 + length));
          watcher.onFrame({ positionS, contextTimeS, values });
        }
        at += 1 + length;
      }
    } finally {
      this.send({ kind: 'buffer', buffer }, [buffer.buffer]);
    }
  }
}

/** Unpacks [count, values…] for each key. */
function valuesOf(keys: readonly string[], packed: Float32Array): Record<string, Float32Array> {
  const values: Record<string, Float32Array> = {};
  let at = 0;
  for (const key of keys) {
    const count = packed[at]!;
    values[key] = packed.subarray(at + 1, at + 1 + count);
    at += 1 + count;
  }
  return values;
}
