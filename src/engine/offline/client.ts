/** The page's side of the rendering worker. */
import type { Session } from '../../session/document.ts';
import { audioRoot } from '../decode/client.ts';
import { gatherWares, type Library } from '../decode/sounds.ts';
import type { LoadState, OfflineRenderer, Progress, Rendered, RenderRequest } from '../facade.ts';
import type { FromRenderer, ToRenderer } from './protocol.ts';

interface Job {
  resolve: (rendered: Rendered) => void;
  reject: (error: Error) => void;
  onProgress: Progress | undefined;
}

/**
 * Renders in a worker of its own, which starts with the first request and keeps what it decoded. The library says
 * where recordings and the sessions behind prints are looked up.
 */
export class RenderClient implements OfflineRenderer {
  private readonly library: Library;
  private readonly onState: (state: LoadState) => void;
  private readonly jobs = new Map<number, Job>();
  private worker: Worker | null = null;
  private ports: MessagePort[] = [];
  private next = 1;

  constructor(library: Library, onState: (state: LoadState) => void = () => {}) {
    this.library = library;
    this.onState = onState;
  }

  render(
    request: RenderRequest,
    { onProgress, signal }: { onProgress?: Progress; signal?: AbortSignal } = {},
  ): Promise<Rendered> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const id = this.next++;
      this.jobs.set(id, { resolve, reject, onProgress });
      this.prepare(request.session);
      this.send({ kind: 'render', id, request });
      signal?.addEventListener('abort', () => this.send({ kind: 'cancel', id }), { once: true });
    });
  }

  /** Whoever holds the other end may ask for pages of prints; the worker starts with the first `prepare`. */
  connect(port: MessagePort): void {
    if (this.worker) this.send({ kind: 'connect', port }, [port]);
    else this.ports.push(port);
  }

  /** Tells the worker what a session plays. */
  prepare(session: Session): void {
    this.send({ kind: 'wares', wares: gatherWares(session, this.library) });
  }

  close(): void {
    this.worker?.terminate();
    this.worker = null;
    this.fail(new Error('the renderer was closed'));
  }

  private start(): Worker {
    const worker = new Worker(new URL('./render.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<FromRenderer>) => this.take(data);
    worker.onerror = (event) => {
      console.error('rendering worker:', event.message);
      worker.terminate();
      if (this.worker === worker) this.worker = null;
      this.fail(new Error(event.message || 'the renderer stopped'));
    };
    worker.postMessage({ kind: 'begin', audioRoot: audioRoot() } satisfies ToRenderer);
    for (const port of this.ports) worker.postMessage({ kind: 'connect', port } satisfies ToRenderer, [port]);
    this.ports = [];
    return worker;
  }

  private send(message: ToRenderer, transfer: Transferable[] = []): void {
    this.worker ??= this.start();
    this.worker.postMessage(message, transfer);
  }

  private take(message: FromRenderer): void {
    if (message.kind === 'state') {
      this.onState(message.state);
      return;
    }
    const job = this.jobs.get(message.id);
    if (!job) return;
    if (message.kind === 'progress') {
      job.onProgress?.(message.done);
      return;
    }
    this.jobs.delete(message.id);
    if (message.kind === 'rendered') job.resolve(message.rendered);
    else
      job.reject(message.cancelled ? new DOMException('Cancelled', 'AbortError') : new Error(message.detail));
  }

  private fail(error: Error): void {
    for (const { reject } of this.jobs.values()) reject(error);
    this.jobs.clear();
  }
}
