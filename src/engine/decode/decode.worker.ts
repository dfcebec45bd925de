/** Loads and decodes recordings for whoever asks; heads of all that were asked for together come first. */
import { ENGINE_RATE } from '../core/rate.ts';
import { PAGE_FRAMES, Pager, PagedSource, type Page } from '../core/source.ts';
import { DecoderBlockedError } from './opus.ts';
import type { FromDecoder, FromPages, ToDecoder, ToFilePages } from './protocol.ts';
import type { FileSound } from './sounds.ts';
import { StemStream } from './stem-stream.ts';
import { Turns } from './turns.ts';

interface Recording {
  sound: FileSound;
  url: string;
  source: PagedSource;
  stream: StemStream;
  listeners: Set<MessagePort>;
  failed: boolean;
}

const turns = new Turns();
const recordings = new Map<string, Recording>();
const tell = (message: FromDecoder): void => self.postMessage(message);
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function report({ sound, source }: Recording, error: string | null): void {
  const totalS = sound.frames / ENGINE_RATE;
  const loadedS = Math.min(totalS, (source.pagesHeld * PAGE_FRAMES) / ENGINE_RATE);
  tell({ kind: 'state', state: { id: sound.name, label: sound.label, loadedS, totalS, error } });
}

function deliver(recording: Recording, index: number, page: Page): void {
  // After a retry the same pages may come again; whoever has them needs them no second time.
  if (recording.source.page(index)) return;
  recording.source.put(index, page);
  const message: FromPages = { kind: 'page', name: recording.sound.name, index, page };
  for (const port of recording.listeners) port.postMessage(message);
  report(recording, null);
}

function begin(sound: FileSound, url: string): Recording {
  const recording: Recording = {
    sound,
    url,
    source: new PagedSource(sound.channels, sound.frames),
    stream: new StemStream({ sound, url, turns, onPage: (index, page) => deliver(recording, index, page) }),
    listeners: new Set(),
    failed: false,
  };
  recordings.set(sound.name, recording);
  return recording;
}

function fail(recording: Recording, error: unknown): void {
  if (error instanceof DecoderBlockedError) {
    tell({ kind: 'blocked', name: recording.sound.name, url: recording.url });
    return;
  }
  recording.failed = true;
  for (const port of recording.listeners)
    port.postMessage({ kind: 'failed', name: recording.sound.name } satisfies FromPages);
  report(recording, reason(error));
}

/** Heads of all first, then the rests side by side. */
async function load(batch: readonly Recording[]): Promise<void> {
  const begun = await Promise.all(
    batch.map((recording) =>
      recording.stream.head().then(
        () => true,
        (error: unknown) => {
          fail(recording, error);
          return false;
        },
      ),
    ),
  );
  await Promise.all(
    batch.map((recording, i) =>
      begun[i] ? recording.stream.rest().catch((error: unknown) => fail(recording, error)) : undefined,
    ),
  );
}

function want(sounds: readonly FileSound[], audioRoot: string, port: MessagePort): void {
  const fresh: Recording[] = [];
  for (const sound of sounds) {
    let recording = recordings.get(sound.name);
    if (!recording) {
      recording = begin(sound, audioRoot + sound.path);
      fresh.push(recording);
    }
    recording.listeners.add(port);
    for (let index = 0; index < recording.source.pageCount; index++) {
      const page = recording.source.page(index);
      if (page) port.postMessage({ kind: 'page', name: sound.name, index, page } satisfies FromPages);
    }
    if (recording.failed) port.postMessage({ kind: 'failed', name: sound.name } satisfies FromPages);
    else report(recording, null);
  }
  if (fresh.length > 0) void load(fresh);
}

function retry(name: string): void {
  const recording = recordings.get(name);
  if (!recording?.failed) return;
  recording.failed = false;
  recording.stream = new StemStream({
    sound: recording.sound,
    url: recording.url,
    turns,
    onPage: (index, page) => deliver(recording, index, page),
  });
  report(recording, null);
  void load([recording]);
}

function takeDecoded(name: string, channelData: Float32Array[] | null, detail: string): void {
  const recording = recordings.get(name);
  if (!recording) return;
  if (!channelData?.[0]) {
    fail(recording, new Error(detail));
    return;
  }
  const pager = new Pager(recording.sound.channels, recording.sound.frames, (index, page) =>
    deliver(recording, index, page),
  );
  pager.push(channelData, channelData[0].length);
  pager.end();
}

self.onmessage = ({ data }: MessageEvent<ToDecoder>) => {
  switch (data.kind) {
    case 'connect': {
      const { port, audioRoot } = data;
      port.onmessage = ({ data: wish }: MessageEvent<ToFilePages>) => want(wish.sounds, audioRoot, port);
      break;
    }
    case 'retry':
      retry(data.name);
      break;
    case 'decoded':
      takeDecoded(data.name, data.channelData, data.detail);
      break;
  }
};
