/** The page's side of the decoding worker, one for the life of the document. */
import type { LoadState } from '../facade.ts';
import type { FromDecoder, ToDecoder } from './protocol.ts';

/** Folder of the songs' files, with a slash at its end. */
export const audioRoot = (): string =>
  new URL(`${import.meta.env.BASE_URL.replace(/\/?$/, '/')}audio/`, location.href).href;

export class DecodeClient {
  private readonly worker: Worker;
  private readonly context: BaseAudioContext;
  private readonly onState: (state: LoadState) => void;

  /** `onBroken` is told when the worker itself does not load or stops. */
  constructor(
    context: BaseAudioContext,
    onState: (state: LoadState) => void,
    onBroken: (detail: string) => void,
  ) {
    this.context = context;
    this.onState = onState;
    this.worker = new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<FromDecoder>) => {
      if (data.kind === 'state') this.onState(data.state);
      else void this.decodeHere(data.name, data.url);
    };
    this.worker.onerror = (event) => onBroken(event.message || 'the decoding worker could not be loaded');
  }

  /** Whoever holds the other end may ask for pages. */
  connect(port: MessagePort): void {
    this.send({ kind: 'connect', audioRoot: audioRoot(), port }, [port]);
  }

  retry(name: string): void {
    this.send({ kind: 'retry', name });
  }

  close(): void {
    this.worker.terminate();
  }

  /** The browser's own decoder, where WebAssembly is blocked in the worker. */
  private async decodeHere(name: string, url: string): Promise<void> {
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      const buffer = await this.context.decodeAudioData(await response.arrayBuffer());
      const channelData = Array.from({ length: buffer.numberOfChannels }, (_, c) =>
        buffer.getChannelData(c).slice(),
      );
      this.send(
        { kind: 'decoded', name, channelData, detail: '' },
        channelData.map((channel) => channel.buffer),
      );
    } catch (error) {
      this.send({ kind: 'decoded', name, channelData: null, detail: String(error) });
    }
  }

  private send(message: ToDecoder, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }
}
