/**
 * Files of a mix or master, made in a worker of their own: it holds whole songs in memory, so it ends when a delivery
 * is cancelled, and the memory with it.
 */
import type { AlbumSong } from '../course/album/line.ts';
import type { MiddleSides } from '../course/delivery/middle-sides.ts';
import type { QuantisedSet } from '../course/delivery/quantised.ts';
import { audioRoot } from './audio-files.ts';
import type { DeliveryOrder, FromDelivery, MadeFile, ToDelivery } from './delivery-protocol.ts';
import { knownPresets } from './page-data.ts';

export type { DeliveryOrder, MadeFile } from './delivery-protocol.ts';

const BROKEN = 'The part of the page that writes files has stopped. Try it again.';

let worker: Worker | null = null;

function start(): Worker {
  worker ??= new Worker(new URL('./delivery.worker.ts', import.meta.url), { type: 'module' });
  return worker;
}

function end(): void {
  worker?.terminate();
  worker = null;
}

export interface MakeRun {
  /** 0 to 1 over all files, and which one is being made. */
  onProgress: (done: number, what: string) => void;
  onFile: (file: MadeFile) => void;
  signal: AbortSignal;
}

/** Makes the files of an order, one after the other. Rejects with a sentence for the learner, or an AbortError. */
export function makeFiles(
  order: Omit<DeliveryOrder, 'presets'>,
  { onProgress, onFile, signal }: MakeRun,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const work = start();
    const stop = (): void => {
      end();
      reject(new DOMException('Cancelled', 'AbortError'));
    };
    signal.addEventListener('abort', stop, { once: true });
    const settle = (act: () => void): void => {
      signal.removeEventListener('abort', stop);
      act();
    };
    work.onmessage = ({ data }: MessageEvent<FromDelivery>) => {
      if (data.kind === 'progress') onProgress(data.done, data.what);
      else if (data.kind === 'file') onFile(data.file);
      else if (data.kind === 'done') settle(resolve);
      else if (data.kind === 'failed') settle(() => reject(new Error(data.sentence)));
    };
    work.onerror = (event) => {
      console.error('delivery worker:', event.message);
      end();
      settle(() => reject(new Error(BROKEN)));
    };
    work.postMessage({
      kind: 'make',
      order: { ...order, presets: knownPresets() },
      audioRoot: audioRoot(),
    } satisfies ToDelivery);
  });
}

/** One question to a worker of its own, which ends with the answer. Rejects with a sentence for the learner. */
async function askOnce<K extends FromDelivery['kind']>(
  message: ToDelivery,
  kind: K,
  transfer: Transferable[] = [],
): Promise<Extract<FromDelivery, { kind: K }>> {
  const once = new Worker(new URL('./delivery.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      once.onmessage = ({ data }: MessageEvent<FromDelivery>) => {
        if (data.kind === kind) resolve(data as Extract<FromDelivery, { kind: K }>);
      };
      once.onerror = () => reject(new Error(BROKEN));
      once.postMessage(message, transfer);
    });
  } finally {
    once.terminate();
  }
}

/** The fingerprints of a file from the device's disk. */
export async function fingerprint(file: Blob): Promise<{ md5: string; sha256: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return askOnce({ kind: 'fingerprint', bytes }, 'fingerprint', [bytes.buffer]);
}

/** Sound at 48 kHz in few bits: without dither, with it, and shaped, each with what it added. */
export async function quantise(left: Float32Array, right: Float32Array, bits: number): Promise<QuantisedSet> {
  return (await askOnce({ kind: 'quantise', left, right, bits }, 'quantised')).set;
}

/** Middle, sides and sibilants of a sound at 48 kHz. */
export async function measureMiddleSides(left: Float32Array, right: Float32Array): Promise<MiddleSides> {
  return (await askOnce({ kind: 'middle-sides', left, right }, 'middle-sides')).measured;
}

/** A master at 48 kHz for its place on an album. */
export async function measureAlbumSong(
  left: Float32Array,
  right: Float32Array,
): Promise<Omit<AlbumSong, 'vocalLufs'>> {
  return (await askOnce({ kind: 'album-song', left, right }, 'album-song')).measured;
}
