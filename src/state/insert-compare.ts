/**
 * Before and after of one insert, and what it took away, at equal loudness. The trim is the difference of the
 * passage's integrated loudness with and without the insert; it takes from the louder side and never raises. It is
 * measured 300 ms after the last edit, first over 3 s around the play head (an estimate, marked ≈), then over the
 * whole passage, and held: switching sides never moves it.
 */
import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Loop } from '../engine/facade.ts';
import type { InsertId, Session, StripId } from '../session/document.ts';
import { listening, transport } from './audio-signals.ts';
import { fetchEditor } from './editing.ts';
import { measuring } from './measuring.ts';
import { settings } from './settings.ts';
import type { Mix } from './types.ts';

/** `taken`: what the insert took away, alone. It is heard as it is, without a trim. */
export type Side = 'before' | 'after' | 'taken';

export interface Comparison {
  /** Id of the mix. */
  mix: string;
  strip: StripId;
  insert: InsertId;
  side: Side;
  matched: boolean;
  /** dB taken from each side when matched, 0 or less. */
  trims: { before: number; after: number };
  /** `none`: nothing measured yet; `estimate`: 3 s of it, shown with ≈; `measured`: the whole passage. */
  known: 'none' | 'estimate' | 'measured';
}

const AFTER_EDIT_MS = 300;
const ESTIMATE_S = 3;

const current = signal<Comparison | null>(null);

/** The comparison that is open, or null. */
export const comparison: ReadonlySignal<Comparison | null> = current;

let stop: (() => void) | null = null;

/** Hears one side of an insert. Opening another insert's comparison closes this one. */
export function compare(
  mix: Mix,
  at: { strip: StripId; insert: InsertId },
  side: Side,
  matched: boolean,
): void {
  const now = current.peek();
  const same = now?.mix === mix.id && now.strip === at.strip && now.insert === at.insert;
  if (settings.peek().matched !== matched) settings.value = { ...settings.peek(), matched };
  show(
    same
      ? { ...now, side, matched }
      : { mix: mix.id, ...at, side, matched, trims: { before: 0, after: 0 }, known: 'none' },
  );
  if (!same) {
    stop?.();
    stop = follow(mix, at);
  }
}

/** Back to hearing the mix as it is. */
export function endComparison(): void {
  stop?.();
  stop = null;
  show(null);
}

function show(next: Comparison | null): void {
  current.value = next;
  const at = next && { strip: next.strip, insert: next.insert };
  const trimDb = next?.matched && next.side !== 'taken' ? next.trims[next.side] : 0;
  listening.value = {
    ...listening.peek(),
    bypassed: at && next?.side === 'before' ? [at] : [],
    difference: at && next?.side === 'taken' ? at : null,
    trimDb,
  };
}

/** Measures anew after every edit, and when the loop or solo changes what is heard. Returns the way to stop. */
function follow(mix: Mix, at: { strip: StripId; insert: InsertId }): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: AbortController | null = null;
  let last: { session: Session; loop: string; solo: string } | null = null;
  const dispose = effect(() => {
    const session = mix.session.value;
    const { loop } = transport.value;
    const solo = listening.value.solo.filter((id) => Object.hasOwn(session.strips, id));
    const asked = { session, loop: JSON.stringify(loop), solo: solo.join(' ') };
    if (last && last.session === asked.session && last.loop === asked.loop && last.solo === asked.solo)
      return;
    last = asked;
    running?.abort();
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      running = new AbortController();
      measure(mix, session, at, solo, running.signal).catch((error: unknown) => {
        // Without a figure both sides are heard as they are, and the cell says that they are not matched yet.
        if (!(error instanceof DOMException && error.name === 'AbortError')) console.error(error);
      });
    }, AFTER_EDIT_MS);
  });
  return () => {
    dispose();
    running?.abort();
    if (timer !== null) clearTimeout(timer);
  };
}

async function measure(
  mix: Mix,
  session: Session,
  at: { strip: StripId; insert: InsertId },
  solo: StripId[],
  signal: AbortSignal,
): Promise<void> {
  const { song } = mix;
  const { loudnessInWorker } = await measuring();
  const { applyPatch } = await fetchEditor();
  const without = applyPatch(session, { [`${at.strip}/${at.insert}.on`]: false }).session;
  const sessions = [without, session];
  const passage = passageNow(mix);
  const around = estimatePassage(passage);
  if (around.toS - around.fromS < passage.toS - passage.fromS) {
    take(mix, at, await loudnessInWorker({ sessions, passage: around, song, solo }, signal), 'estimate');
  }
  take(mix, at, await loudnessInWorker({ sessions, passage, song, solo }, signal), 'measured');
}

function take(
  mix: Mix,
  at: { strip: StripId; insert: InsertId },
  lufs: number[],
  known: Comparison['known'],
): void {
  const now = current.peek();
  if (now?.mix !== mix.id || now.strip !== at.strip || now.insert !== at.insert) return;
  show({ ...now, trims: trimsOf(lufs[0] as number, lufs[1] as number), known });
}

/** dB taken from each of two sides so that both are as loud as the quieter; nothing when one of them is silent. */
export function trimsOf(beforeLufs: number, afterLufs: number): { before: number; after: number } {
  const louder = afterLufs - beforeLufs;
  if (!Number.isFinite(louder)) return { before: 0, after: 0 };
  return { before: Math.min(0, louder), after: Math.min(0, -louder) };
}

/** The loop, else the section under the play head, else the whole song. */
function passageNow({ song }: Mix): Loop {
  const { loop, positionS } = transport.peek();
  if (loop) return loop;
  const section = song.sections.find(({ fromS, toS }) => fromS <= positionS && positionS < toS);
  return section ? { fromS: section.fromS, toS: section.toS } : { fromS: 0, toS: song.durationS };
}

function estimatePassage({ fromS, toS }: Loop): Loop {
  const begin = Math.max(fromS, Math.min(transport.peek().positionS - ESTIMATE_S / 2, toS - ESTIMATE_S));
  return { fromS: begin, toS: Math.min(toS, begin + ESTIMATE_S) };
}
