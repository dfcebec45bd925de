/** Meters of a cell: subscribed to only while the cell is on the screen and its mix is the one that sounds. */
import { effect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MeterFrame, MeterPoint } from '../../engine/facade.ts';
import { meter, sounding } from '../../state/audio.ts';
import type { Mix } from '../../state/types.ts';
import { drawing } from '../charts/loop.ts';
import type { Drawing } from '../charts/loop.ts';

interface MeterUse {
  points: Record<string, MeterPoint>;
  /** Read the arrays now and keep none of them. */
  onFrame: (frame: MeterFrame) => void;
  /** Another mix sounds now, or none: what was shown is no longer true. */
  onSilence?: () => void;
  draw: () => void;
  /** The points are compared by this; a change subscribes anew. */
  key?: string;
}

/** Returns how to ask for a drawing after something other than the sound changed. */
export function useMeter(mix: Mix, element: RefObject<Element>, use: MeterUse): () => void {
  const latest = useRef(use);
  latest.current = use;
  const task = useRef<Drawing | null>(null);
  useEffect(() => {
    if (!element.current) return;
    let unsubscribe: (() => void) | null = null;
    let visible = false;
    const update = () => {
      // Read first: an effect follows only what it has read.
      const here = sounding.value === mix.id;
      const wanted = here && visible;
      if (wanted && !unsubscribe) {
        unsubscribe = meter(latest.current.points, (frame) => {
          latest.current.onFrame(frame);
          task.current?.signal();
        });
      } else if (!wanted && unsubscribe) {
        unsubscribe();
        unsubscribe = null;
        latest.current.onSilence?.();
        task.current?.now();
      }
    };
    task.current = drawing(
      element.current,
      () => latest.current.draw(),
      (now) => {
        visible = now;
        update();
      },
    );
    const stop = effect(update);
    return () => {
      stop();
      unsubscribe?.();
      task.current?.stop();
      task.current = null;
    };
  }, [mix, use.key ?? '']);
  return () => task.current?.now();
}
