/** Renders passages and makes prints, away from the page. */
import { ENGINE_RATE } from '../core/rate.ts';
import { PAGE_FRAMES } from '../core/source.ts';
import { libraryOf, type PrintSound, type Wares } from '../decode/sounds.ts';
import { createFetchRenderer, type FetchRenderer } from './fetch-renderer.ts';
import type { FromPrintPages, FromRenderer, ToPrintPages, ToRenderer } from './protocol.ts';

const wares: Wares = { songs: {}, sessions: {} };
const jobs = new Map<number, AbortController>();
let renderer: FetchRenderer | null = null;

const tell = (message: FromRenderer, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function render({ id, request }: Extract<ToRenderer, { kind: 'render' }>): Promise<void> {
  const abort = new AbortController();
  jobs.set(id, abort);
  try {
    const rendered = await renderer!.render(request, {
      signal: abort.signal,
      onProgress: (done) => tell({ kind: 'progress', id, done }),
    });
    const buffers = Object.values(rendered.taps).flatMap(
      ({ left, right }) => [left.buffer, right.buffer] as ArrayBuffer[],
    );
    tell({ kind: 'rendered', id, rendered }, buffers);
  } catch (error) {
    tell({ kind: 'failed', id, detail: reason(error), cancelled: abort.signal.aborted });
  } finally {
    jobs.delete(id);
  }
}

async function press(sound: PrintSound, port: MessagePort): Promise<void> {
  const totalS = sound.frames / ENGINE_RATE;
  let pages = 0;
  const report = (error: string | null): void => {
    const loadedS = Math.min(totalS, (pages * PAGE_FRAMES) / ENGINE_RATE);
    tell({ kind: 'state', state: { id: sound.name, label: sound.label, loadedS, totalS, error } });
  };
  report(null);
  try {
    await renderer!.press.follow(sound, (index, page) => {
      pages++;
      port.postMessage({ kind: 'page', name: sound.name, index, page } satisfies FromPrintPages);
      report(null);
    });
  } catch (error) {
    report(reason(error));
  }
}

self.onmessage = ({ data }: MessageEvent<ToRenderer>) => {
  switch (data.kind) {
    case 'begin':
      renderer = createFetchRenderer({ audioRoot: data.audioRoot, library: libraryOf(wares) });
      break;
    case 'wares':
      Object.assign(wares.songs, data.wares.songs);
      Object.assign(wares.sessions, data.wares.sessions);
      break;
    case 'render':
      void render(data);
      break;
    case 'cancel':
      jobs.get(data.id)?.abort();
      break;
    case 'connect': {
      const { port } = data;
      port.onmessage = ({ data: wish }: MessageEvent<ToPrintPages>) => {
        for (const sound of wish.sounds) void press(sound, port);
      };
      break;
    }
  }
};
