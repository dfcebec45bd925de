/** The recordings that a player reads, as their pages arrive over ports. Pure but for the ports. */
import { DecodedSource, PagedSource, type SourceReader } from '../core/source.ts';
import type { FromPages, WantPages } from '../decode/protocol.ts';
import type { PagedSound, WireClip, WireSound } from './protocol.ts';

/** As much of a MessagePort as is needed. */
export interface PagePort {
  postMessage(message: WantPages<PagedSound>): void;
}

export class PageStore {
  private readonly sources = new Map<string, PagedSource>();
  /** Clips come whole. */
  private readonly clips = new Map<string, DecodedSource>();
  private readonly ports = new Map<PagedSound['kind'], PagePort>();
  private wished: PagedSound[] = [];

  /** Where pages of that kind of recording are asked for. What was wished for before is asked for now. */
  connect(kind: PagedSound['kind'], port: PagePort): void {
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
  open(sounds: readonly WireSound[], keep: ReadonlySet<string>): ReadonlyMap<string, SourceReader> {
    const names = new Set(sounds.map((sound) => sound.name));
    for (const held of [this.sources, this.clips])
      for (const name of held.keys()) if (!names.has(name) && !keep.has(name)) held.delete(name);
    const fresh: PagedSound[] = [];
    for (const sound of sounds) {
      if (sound.kind === 'clip') this.takeClip(sound);
      else if (!this.sources.has(sound.name)) {
        this.sources.set(sound.name, new PagedSource(sound.channels, sound.frames));
        fresh.push(sound);
      }
    }
    this.ask(fresh);
    return new Map<string, SourceReader>([...this.sources, ...this.clips]);
  }

  private takeClip({ name, beginFrame, sound }: WireClip): void {
    if (sound && !this.clips.has(name)) this.clips.set(name, new DecodedSource(sound, beginFrame));
  }

  private ask(sounds: readonly PagedSound[]): void {
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
