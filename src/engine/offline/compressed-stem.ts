import { PagedSource, Pager } from '../core/source.ts';
import { DamagedError, OpusStream } from '../decode/opus.ts';
import type { FileSound } from '../decode/sounds.ts';
import type { Turns } from '../decode/turns.ts';

/** Bytes decoded between looks at how far it has come: about a second of a stem. */
const SLICE_BYTES = 16 * 1024;

/**
 * A recording that is decoded from its beginning as far as somebody needs it: a check of the first verse does
 * not wait for the ending. The samples are those of decoding it whole.
 */
export class CompressedStem {
  readonly source: PagedSource;
  private readonly bytes: () => Promise<Uint8Array>;
  private readonly pager: Pager;
  private readonly turns: Turns;
  private readonly opus = new OpusStream();
  private file: Uint8Array | null = null;
  private fed = 0;
  private complete = false;
  private work: Promise<void> = Promise.resolve();

  /** `bytes` is asked once, when something is needed first; if it rejects, the next time again. */
  constructor(sound: FileSound, turns: Turns, bytes: () => Promise<Uint8Array>) {
    this.turns = turns;
    this.bytes = bytes;
    this.source = new PagedSource(sound.channels, sound.frames);
    this.pager = new Pager(sound.channels, sound.frames, (index, page) => this.source.put(index, page));
  }

  /** Resolves when everything before that frame can be read. */
  async until(frame: number, signal?: AbortSignal): Promise<PagedSource> {
    const wanted = Math.max(0, Math.min(frame, this.source.frames));
    const mine = this.work.catch(() => {}).then(() => this.decode(wanted, signal));
    this.work = mine;
    await mine;
    return this.source;
  }

  private async decode(wanted: number, signal: AbortSignal | undefined): Promise<void> {
    while (!this.complete && !this.source.has(0, wanted)) {
      signal?.throwIfAborted();
      this.file ??= await this.bytes();
      const slice = this.file.subarray(this.fed, this.fed + SLICE_BYTES);
      const { channelData, frames } = await this.turns.take(this.pager.taken, () =>
        slice.length > 0 ? this.opus.feed(slice) : this.opus.end(),
      );
      if (frames > 0) this.pager.push(channelData, frames);
      if (slice.length === 0) this.finish();
      this.fed += slice.length;
    }
  }

  private finish(): void {
    this.opus.free();
    this.file = null;
    if (this.pager.taken < this.source.frames) throw new DamagedError('the recording ends too early');
    this.pager.end();
    this.complete = true;
  }
}
