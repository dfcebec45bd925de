/** The recordings that a player reads, as their pages arrive over ports. Pure but for the ports. */
import { PagedSource } from '../core/source.ts';
import type { FromPages, WantPages } from '../decode/protocol.ts';
import type { WireSound } from './protocol.ts';

/** As much of a MessagePort as is needed. */
export interface PagePort {
  postMessage(message: WantPages<WireSound>): void;
}

export class PageStore {
  private readonly sources = new Map<string, PagedSource>();
  private readonly ports = new Map<WireSound['kind'], PagePort>();
  private wished: WireSound[] = [];

  /** Where pages of that kind of recording are asked for. What was wished for before is asked for now. */
  connect(kind: WireSound['kind'], port: PagePort): void {
    this.ports.set(kind, port);
    this.ask(this.wished);
  }

  /** Takes a page; one of a recording that nobody plays any more is dropped. */
  arrived(message: FromPages): void {
    const source = this.sources.get(message.name);
    if (!source) return;
    if (message.kind === 'page') {
      source.put(message.index, message.page);
      return;
    }
    // The others play without it; but where nothing else is, silence would be no answer.
    source.givenUp = [...this.sources.values()].some((other) => other !== source && !other.givenUp);
  }

  /** The recordings, asked for where they are new. What neither is among them nor was before is let go. */
  open(sounds: readonly WireSound[], keep: ReadonlySet<string>): ReadonlyMap<string, PagedSource> {
    const names = new Set(sounds.map((sound) => sound.name));
    for (const name of this.sources.keys())
      if (!names.has(name) && !keep.has(name)) this.sources.delete(name);
    const fresh: WireSound[] = [];
    for (const sound of sounds) {
      if (this.sources.has(sound.name)) continue;
      this.sources.set(sound.name, new PagedSource(sound.channels, sound.frames));
      fresh.push(sound);
    }
    this.ask(fresh);
    return this.sources;
  }

  private ask(sounds: readonly WireSound[]): void {
    this.wished = [];
    for (const kind of ['file', 'print'] as const) {
      const ofKind = sounds.filter((sound) => sound.kind === kind);
      if (ofKind.length === 0) continue;
      const port = this.ports.get(kind);
      if (port) port.postMessage({ kind: 'want', sounds: ofKind });
      else this.wished.push(...ofKind);
    }
  }
}
