/**
 * The study of a cell's insert over its passage: rendered once up to the insert, worked out anew after each edit.
 * Begins when the cell's mix sounds, or when what it shows is asked for.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Params } from '../../../dsp/core/params.ts';
import type { Tap } from '../../../engine/facade.ts';
import type { InsertId, Session, StripId } from '../../../session/document.ts';
import { renderClip } from '../../../state/clips.ts';
import { needed } from '../../../state/late.ts';
import { afterEdits } from '../after-edits.ts';
import type { InsertFrame } from '../insert-cell.tsx';
import type { InsertStudy } from './findings.ts';

export interface Study {
  found: InsertStudy | null;
  /** Nothing asked for yet, at work, there, or a sentence that says why not. */
  state: 'idle' | 'working' | 'there' | { sentence: string };
}

/** Everything that the sound at an insert's input hangs on, as text: it is rendered anew when this changes. */
export function upstreamOf(session: Session, strip: StripId, insert: InsertId): string {
  const { [strip]: here, ...others } = session.strips;
  if (!here) return '';
  const { [insert]: self, ...inserts } = here.insert;
  const own = { source: here.source, offsetS: here.offsetS, order: here.inserts, inserts, key: self?.key };
  if (here.kind === 'track' && !self?.key) {
    const automation = Object.entries(session.automation).filter(([address]) =>
      address.startsWith(`${strip}/`),
    );
    return JSON.stringify([own, here.source && session.sources[here.source], automation]);
  }
  return JSON.stringify([own, others, session.sources, session.automation, session.bpm]);
}

/** @param wanted whether anything of it is shown now */
export function useStudy(frame: InsertFrame<Params>, wanted: boolean): ReadonlySignal<Study> {
  const { mix, strip, insert, passage, spec } = frame;
  const study = useMemo(() => signal<Study>({ found: null, state: 'idle' }), [mix, strip, insert]);
  useEffect(() => {
    if (!wanted) return;
    const name = `${mix.id} ${strip}/${insert}`;
    const { fromS, toS } = passage ?? { fromS: 0, toS: mix.song.durationS };
    let brought = '';
    let asked = '';

    const work = async (session: Session, signal: AbortSignal) => {
      const here = session.strips[strip]!;
      const found = here.insert[insert];
      const upstream = upstreamOf(session, strip, insert);
      const task = { effect: spec.id, values: found?.values ?? {}, on: found?.on ?? false };
      if (upstream + JSON.stringify(task) === asked && study.peek().state === 'there') return;
      study.value = { ...study.peek(), state: 'working' };
      const { bringSound, studyOf } = await needed(import('./study-client.ts'));
      if (upstream !== brought) {
        const at = (tap: Tap) => renderClip({ song: mix.song, session, fromS, toS, tap, signal });
        const input = await at(
          found ? { kind: 'insert', strip, insert, side: 'in' } : { kind: 'strip', strip, tap: 'pre' },
        );
        const key = found?.key
          ? await at({ kind: 'strip', strip: found.key.from, tap: found.key.tap })
          : null;
        if (signal.aborted) return;
        const sound = ({ left, right }: { left: Float32Array; right: Float32Array }) => ({ left, right });
        bringSound(name, sound(input), key && sound(key));
        brought = upstream;
      }
      const result = await studyOf(name, task);
      if (signal.aborted) return;
      asked = upstream + JSON.stringify(task);
      study.value = { found: result, state: 'there' };
    };

    return afterEdits(mix, {
      work: (session, signal) =>
        work(session, signal).catch((error: unknown) => {
          // A worker that stopped has lost the sound that it was given.
          brought = '';
          throw error;
        }),
      failed: (sentence) => (study.value = { ...study.peek(), state: { sentence } }),
      otherwise: 'This could not be measured. Try again.',
    });
  }, [mix, strip, insert, wanted]);
  return study;
}
