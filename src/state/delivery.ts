/**
 * Files of a mix or master, made in a worker of their own: it holds whole songs in memory, so it ends when a delivery
 * is cancelled, and the memory with it.
 */
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
    const audioRoot = new URL(`${import.meta.env.BASE_URL.replace(/\/?$/, '/')}audio/`, location.href).href;
    work.postMessage({
      kind: 'make',
      order: { ...order, presets: knownPresets() },
      audioRoot,
    } satisfies ToDelivery);
  });
}

/** The fingerprints of a file from the device's disk. Rejects with a sentence for the learner. */
export async function fingerprint(file: Blob): Promise<{ md5: string; sha256: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const once = new Worker(new URL('./delivery.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      once.onmessage = ({ data }: MessageEvent<FromDelivery>) => {
        if (data.kind === 'fingerprint') resolve({ md5: data.md5, sha256: data.sha256 });
      };
      once.onerror = () => reject(new Error(BROKEN));
      once.postMessage({ kind: 'fingerprint', bytes } satisfies ToDelivery, [bytes.buffer]);
    });
  } finally {
    once.terminate();
  }
}
