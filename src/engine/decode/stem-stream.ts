/** One recording on its way from the network: its head first, then the rest, with retries. */
import { ENGINE_RATE } from '../core/rate.ts';
import { Pager, type Page } from '../core/source.ts';
import { DamagedError, DecoderBlockedError, OpusStream, type Decoded } from './opus.ts';
import type { FileSound } from './sounds.ts';
import type { Turns } from './turns.ts';

/** What the head is meant to hold, at the file's mean rate, and what headers and a lively start may take beyond. */
const HEAD_S = 1.3;
const HEAD_SPARE_BYTES = 6 * 1024;
/** Decoded at one go: about a second of a stem. */
const SLICE_BYTES = 12 * 1024;
/** A connection that brings nothing for that long is given up. */
const STALL_MS = 15_000;
const RETRY_AFTER_MS = [400, 1500];

/** A file that is not where it should be: asking again will not help. */
class MissingError extends Error {
  override readonly name = 'MissingError';
}

/** What another try would only bring again. */
const FINAL = [DecoderBlockedError, DamagedError, MissingError];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface StemStreamOptions {
  sound: FileSound;
  url: string;
  onPage: (index: number, page: Page) => void;
  /** Shared by all recordings that decode in this thread. */
  turns: Turns;
  /** The browser's unless given. */
  fetch?: typeof globalThis.fetch;
  /** Waits before the second and the third try, in milliseconds. */
  retryAfterMs?: readonly number[];
}

/**
 * Decodes while it loads. `head` brings about the first second, `rest` everything else; both reject after three tries
 * with the last reason, with DecoderBlockedError at once where WebAssembly cannot run, with DamagedError where a file is not whole.
 */
export class StemStream {
  private readonly url: string;
  private readonly fetch: typeof globalThis.fetch;
  private readonly retryAfterMs: readonly number[];
  private readonly pager: Pager;
  private readonly turns: Turns;
  private readonly headBytes: number;
  private readonly frames: number;
  private readonly opus = new OpusStream();
  /** Bytes that have come, and how many of them are decoded: loading does not wait for decoding. */
  private received = 0;
  private readonly pending: Uint8Array[] = [];
  private complete = false;

  constructor({ sound, url, onPage, turns, fetch, retryAfterMs }: StemStreamOptions) {
    this.url = url;
    this.turns = turns;
    this.frames = sound.frames;
    this.headBytes = Math.ceil((HEAD_S * ENGINE_RATE * sound.bytes) / sound.frames) + HEAD_SPARE_BYTES;
    this.fetch = fetch ?? globalThis.fetch.bind(globalThis);
    this.retryAfterMs = retryAfterMs ?? RETRY_AFTER_MS;
    this.pager = new Pager(sound.channels, sound.frames, onPage);
  }

  async head(): Promise<void> {
    await this.retrying(() => this.load(this.headBytes));
  }

  async rest(): Promise<void> {
    await this.retrying(() => this.load(Infinity));
  }

  private async retrying(attempt: () => Promise<void>): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        const after = this.retryAfterMs[tries];
        if (after === undefined || FINAL.some((kind) => error instanceof kind)) throw error;
        await pause(after);
      }
    }
  }

  /** Loads on from what is there up to `end` bytes. */
  private async load(end: number): Promise<void> {
    if (this.complete || this.received >= end) return;
    const abort = new AbortController();
    let stalled: ReturnType<typeof setTimeout> | undefined;
    const alive = (): void => {
      clearTimeout(stalled);
      stalled = setTimeout(
        () => abort.abort(new Error(`${this.url}: nothing came for ${STALL_MS / 1000} s`)),
        STALL_MS,
      );
    };
    alive();
    try {
      const range = end === Infinity ? `bytes=${this.received}-` : `bytes=${this.received}-${end - 1}`;
      const whole = this.received === 0 && end === Infinity;
      const response = await this.fetch(this.url, {
        signal: abort.signal,
        ...(whole ? {} : { headers: { Range: range } }),
      });
      if (response.status === 416) {
        // There is nothing after what has come.
        await this.decode();
        await this.finish();
        return;
      }
      if (response.status === 404 || response.status === 410)
        throw new MissingError(`${this.url}: ${response.status}`);
      if (!response.ok || !response.body) throw new Error(`${this.url}: ${response.status}`);
      // A server that knows no ranges begins anew: what is there already is passed over.
      let skip = response.status === 206 ? 0 : this.received;
      const everything = response.status !== 206 || end === Infinity || endOfRange(response) === 'end';
      const reader = response.body.getReader();
      let decoding = Promise.resolve();
      let failure: unknown;
      for (;;) {
        alive();
        const { done, value } = await reader.read();
        if (done) break;
        const fresh = skip >= value.length ? value.subarray(0, 0) : value.subarray(skip);
        skip = Math.max(0, skip - value.length);
        if (fresh.length === 0) continue;
        this.received += fresh.length;
        this.pending.push(fresh);
        decoding = decoding.then(() => this.decode()).catch((error: unknown) => void (failure ??= error));
      }
      clearTimeout(stalled);
      await decoding;
      if (failure !== undefined) throw failure;
      if (everything) await this.finish();
    } finally {
      clearTimeout(stalled);
      abort.abort();
    }
  }

  /** Decodes what has come, slice by slice, each in its turn. */
  private async decode(): Promise<void> {
    for (let bytes = this.pending.shift(); bytes; bytes = this.pending.shift()) {
      for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
        const slice = bytes.subarray(at, at + SLICE_BYTES);
        this.take(await this.turns.take(this.pager.taken, () => this.opus.feed(slice)));
      }
    }
  }

  private async finish(): Promise<void> {
    if (this.complete) return;
    this.take(await this.opus.end());
    this.opus.free();
    if (this.pager.taken < this.frames)
      throw new DamagedError(
        `${this.url}: ${this.pager.taken === 0 ? 'no Ogg Opus sound in this file' : 'it ends too early'}`,
      );
    this.pager.end();
    this.complete = true;
  }

  private take({ channelData, frames }: Decoded): void {
    if (frames > 0) this.pager.push(channelData, frames);
  }
}

/** Whether a partial answer reaches the file's end. */
function endOfRange(response: Response): 'end' | 'more' {
  const match = /^bytes \d+-(\d+)\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '');
  return match && Number(match[1]) + 1 >= Number(match[2]) ? 'end' : 'more';
}
