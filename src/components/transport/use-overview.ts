/** The waveform of what would sound: the stems' peaks under the mix's own faders. */
import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Session } from '../../session/document.ts';
import type { Mix } from '../../state/types.ts';
import { loadPeaks, overview, type StemPeaks } from './peaks.ts';

const NONE: readonly number[] = [];

/** Linear gain of each stem of a song in a session. A print stands for all of them as they are. */
export function stemGains(session: Session, stems: readonly string[]): Record<string, number> {
  const strips = Object.values(session.strips).filter(({ kind }) => kind === 'track');
  const isPrint = strips.some(
    ({ source }) => source !== undefined && session.sources[source]?.kind === 'print',
  );
  if (isPrint) return Object.fromEntries(stems.map((stem) => [stem, 1]));
  const gains: Record<string, number> = {};
  for (const { source, mute, gainDb } of strips) {
    const ref = source === undefined ? undefined : session.sources[source];
    if (ref?.kind === 'song' && !mute) gains[ref.stem] = 10 ** (gainDb / 20);
  }
  return gains;
}

/** A mix on a print is a master's work: it is drawn in that job's colour. */
export const isMastering = (session: Session): boolean =>
  Object.values(session.sources).some(({ kind }) => kind === 'print');

/** One value a bucket, 0 to 1; empty until the peaks are there. */
export function useOverview(current: ReadonlySignal<Mix | null>): readonly number[] {
  const peaks = useSignal<StemPeaks | null>(null);
  const song = current.value?.song;
  useEffect(() => {
    peaks.value = null;
    if (!song) return;
    let gone = false;
    const url = `${import.meta.env.BASE_URL.replace(/\/?$/, '/')}audio/${song.id}/${song.manifest.peaks}`;
    loadPeaks(url).then(
      (loaded) => {
        if (!gone) peaks.value = loaded;
      },
      // Without its picture the bar still works; the song's own files report what is wrong.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [song?.id, song?.manifest.peaks]);
  return useComputed(() => {
    const mix = current.value;
    if (!mix || !peaks.value) return NONE;
    return overview(
      peaks.value,
      stemGains(
        mix.session.value,
        mix.song.stems.map(({ id }) => id),
      ),
    );
  }).value;
}
