/**
 * How much to take from the louder side of a comparison: the difference of the passage's integrated loudness with and
 * without the insert; nothing is raised. It is measured 300 ms after the last edit, first over 3 s around the play
 * head (an estimate), then over the whole passage, and held: switching sides never moves it.
 */
import { effect } from '@preact/signals';
import type { Loop } from '../engine/facade.ts';
import type { InsertId, Session, StripId } from '../session/document.ts';
import { listening, transport } from './audio-signals.ts';
import { fetchEditor } from './editing.ts';
import { measuring } from './measuring.ts';
import type { Mix } from './types.ts';

const AFTER_EDIT_MS = 300;
const ESTIMATE_S = 3;

/** dB taken from each side when matched, 0 or less. */
export interface Trims {
  before: number;
  after: number;
}

/** `estimate`: 3 s of it, shown with ≈; `measured`: the whole passage. */
export type Measured = 'estimate' | 'measured';

type Take = (trims: Trims, known: Measured) => void;

/** Measures anew after every edit, and when the loop or solo changes what is heard. Returns the way to stop. */
export function follow(mix: Mix, at: { strip: StripId; insert: InsertId }, take: Take): () => void {
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
      measure(mix, session, at, solo, take, running.signal).catch((error: unknown) => {
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
  take: Take,
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
    take(trimsOf(await loudnessInWorker({ sessions, passage: around, song, solo }, signal)), 'estimate');
  }
  take(trimsOf(await loudnessInWorker({ sessions, passage, song, solo }, signal)), 'measured');
}

/** dB taken from each of two sides so that both are as loud as the quieter; nothing when one of them is silent. */
function trimsOf([beforeLufs = NaN, afterLufs = NaN]: number[]): Trims {
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
