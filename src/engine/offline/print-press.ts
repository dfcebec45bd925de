/** Makes prints: a session rendered at its tap, page by page, once each, the last few kept. */
import { Pager, PagedSource, type Page } from '../core/source.ts';
import type { PrintSound } from '../decode/sounds.ts';
import { ENGINE_RATE, runRender } from './renderer.ts';
import { prepareRender, type RenderSurroundings } from './render-session.ts';

/** Prints kept: a stereo minute is 23 MB. */
const KEPT = 4;

export interface Print {
  readonly sound: PrintSound;
  readonly source: PagedSource;
  /** Settles when the whole print is there; rejects with why it could not be made. */
  readonly whole: Promise<void>;
}

type PageListener = (index: number, page: Page) => void;

interface Pressing extends Print {
  listeners: Set<PageListener>;
}

export class PrintPress {
  private readonly surroundings: RenderSurroundings;
  private readonly pressings = new Map<string, Pressing>();

  constructor(surroundings: RenderSurroundings) {
    this.surroundings = surroundings;
  }

  /** The print of a session, begun if it is not there yet. A failed one is begun anew. */
  print(sound: PrintSound): Print {
    const known = this.pressings.get(sound.name);
    if (known) {
      // Last used, last dropped.
      this.pressings.delete(sound.name);
      this.pressings.set(sound.name, known);
      return known;
    }
    const source = new PagedSource(2, sound.frames);
    const listeners = new Set<PageListener>();
    const pressing: Pressing = { sound, source, listeners, whole: this.press(sound, source, listeners) };
    pressing.whole.catch(() => this.pressings.delete(sound.name));
    this.pressings.set(sound.name, pressing);
    for (const name of this.pressings.keys()) {
      if (this.pressings.size <= KEPT) break;
      this.pressings.delete(name);
    }
    return pressing;
  }

  /** Calls with every page that is there and every one that comes. Returns the way to stop it. */
  follow(sound: PrintSound, listener: PageListener): () => void {
    const pressing = this.print(sound) as Pressing;
    for (let index = 0; index < pressing.source.pageCount; index++) {
      const page = pressing.source.page(index);
      if (page) listener(index, page);
    }
    pressing.listeners.add(listener);
    return () => void pressing.listeners.delete(listener);
  }

  private async press(sound: PrintSound, source: PagedSource, listeners: ReadonlySet<PageListener>): Promise<void> {
    const request = { session: sound.session, fromS: 0, toS: sound.frames / ENGINE_RATE, preRollS: 0, taps: { mix: { kind: 'tap' } } } as const;
    const render = await prepareRender(request, this.surroundings);
    const { left, right } = render.result.taps.mix!;
    const pager = new Pager(
      2,
      sound.frames,
      (index, page) => {
        source.put(index, page);
        for (const listener of listeners) listener(index, page);
      },
      true,
    );
    await runRender(render, {
      onSlice: () => {
        const ready = render.ready('mix');
        const taken = pager.taken;
        if (ready > taken) pager.push([left.subarray(taken, ready), right.subarray(taken, ready)], ready - taken);
      },
    });
    pager.end();
  }
}
