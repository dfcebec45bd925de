/** Makes prints: a session rendered at its tap, page by page, once each, the last few kept. */
import { ENGINE_RATE } from '../core/rate.ts';
import { Pager, PagedSource, type Page } from '../core/source.ts';
import type { PrintSound } from '../decode/sounds.ts';
import type { PassageRender } from './renderer.ts';
import { renderSession, type RenderSurroundings } from './render-session.ts';

/** Prints kept unless told: a stereo minute is 23 MB. */
const KEPT = 4;

export interface Print {
  readonly sound: PrintSound;
  readonly source: PagedSource;
  /** Settles when everything before that frame is there; rejects with why it could not be made. */
  until(frame: number, signal?: AbortSignal): Promise<void>;
}

type PageListener = (index: number, page: Page) => void;

interface Pressing extends Print {
  listeners: Set<PageListener>;
  whole: Promise<void>;
}

export class PrintPress {
  private readonly surroundings: RenderSurroundings;
  private readonly kept: number;
  private readonly pressings = new Map<string, Pressing>();

  /** `kept`: how many prints stay; the one used longest ago goes first. */
  constructor(surroundings: RenderSurroundings, kept = KEPT) {
    this.surroundings = surroundings;
    this.kept = kept;
  }

  /** The print of a session, begun if it is not there yet. A failed one is begun anew. */
  print(sound: PrintSound): Print {
    return this.pressing(sound);
  }

  private pressing(sound: PrintSound): Pressing {
    const known = this.pressings.get(sound.name);
    if (known) {
      // Last used, last dropped.
      this.pressings.delete(sound.name);
      this.pressings.set(sound.name, known);
      return known;
    }
    const source = new PagedSource(2, sound.frames);
    const listeners = new Set<PageListener>();
    const whole = this.press(sound, source, listeners);
    const until = (frame: number, signal?: AbortSignal): Promise<void> =>
      source.has(0, frame)
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            const look: PageListener = () => {
              if (source.has(0, frame)) end(resolve);
            };
            const stop = (): void => end(() => reject(signal?.reason as Error));
            const end = (act: () => void): void => {
              listeners.delete(look);
              signal?.removeEventListener('abort', stop);
              act();
            };
            listeners.add(look);
            signal?.addEventListener('abort', stop);
            whole.then(
              () => end(resolve),
              (error: unknown) => end(() => reject(error as Error)),
            );
          });
    const pressing: Pressing = { sound, source, listeners, whole, until };
    pressing.whole.catch(() => this.pressings.delete(sound.name));
    this.pressings.set(sound.name, pressing);
    for (const name of this.pressings.keys()) {
      if (this.pressings.size <= this.kept) break;
      this.pressings.delete(name);
    }
    return pressing;
  }

  /**
   * Calls with every page that is there and every one that comes; settles when it is whole, rejects with why it
   * could not be made.
   */
  async follow(sound: PrintSound, listener: PageListener): Promise<void> {
    const pressing = this.pressing(sound);
    for (let index = 0; index < pressing.source.pageCount; index++) {
      const page = pressing.source.page(index);
      if (page) listener(index, page);
    }
    pressing.listeners.add(listener);
    await pressing.whole;
  }

  private async press(
    sound: PrintSound,
    source: PagedSource,
    listeners: ReadonlySet<PageListener>,
  ): Promise<void> {
    const request = {
      session: sound.session,
      fromS: 0,
      toS: sound.frames / ENGINE_RATE,
      preRollS: 0,
      taps: { mix: { kind: 'tap' } },
    } as const;
    const pager = new Pager(
      2,
      sound.frames,
      (index, page) => {
        source.put(index, page);
        for (const listener of listeners) listener(index, page);
      },
      true,
    );
    let render: PassageRender | null = null;
    const collect = (): void => {
      const { left, right } = render!.result.taps.mix!;
      const ready = render!.ready('mix');
      const taken = pager.taken;
      if (ready > taken)
        pager.push([left.subarray(taken, ready), right.subarray(taken, ready)], ready - taken);
    };
    await renderSession(request, this.surroundings, {
      onStart: (begun) => (render = begun),
      onSlice: collect,
    });
    pager.end();
  }
}
