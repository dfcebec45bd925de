/** The waveform of what sounds: the stems' peaks under the mix's own faders. */
import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SongInfo } from '../../course/types.ts';
import type { Session } from '../../session/document.ts';
import { isMastering } from '../../session/sources.ts';
import type { Mix } from '../../state/types.ts';
import { loadPeaks, overview, type StemPeaks } from './peaks.ts';

const NONE: readonly number[] = [];

/** Linear gain of each stem of the song in a session; a print stands for all of them as they are. */
export function stemGains(session: Session | null, stems: readonly string[]): Record<string, number> {
  if (!session || isMastering(session)) return Object.fromEntries(stems.map((stem) => [stem, 1]));
  const gains: Record<string, number> = {};
  for (const { source, mute, gainDb } of Object.values(session.strips)) {
    const ref = source === undefined ? undefined : session.sources[source];
    if (ref?.kind === 'song' && !mute) gains[ref.stem] = 10 ** (gainDb / 20);
  }
  return gains;
}

/**
 * One value a bucket, 0 to 1; empty until the peaks are there.
 * @param song the song shown
 * @param mix the mix that sounds, or null for a finished recording
 */
export function useOverview(
  song: ReadonlySignal<SongInfo | null>,
  mix: ReadonlySignal<Mix | null>,
): readonly number[] {
  const peaks = useSignal<{ song: string; stems: StemPeaks } | null>(null);
  const shown = song.value;
  useEffect(() => {
    // A sound of the learner's own has no waveform on the site.
    if (!shown || shown.manifest.peaks === '' || peaks.peek()?.song === shown.id) return;
    let gone = false;
    loadPeaks(shown).then(
      (stems) => {
        if (!gone) peaks.value = { song: shown.id, stems };
      },
      // Without its picture the bar still works; the stems themselves report what is wrong.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [shown?.id, shown?.manifest.peaks]);
  return useComputed(() => {
    const { value } = peaks;
    if (!song.value || value?.song !== song.value.id) return NONE;
    const session = mix.value?.session.value ?? null;
    return overview(
      value.stems,
      stemGains(
        session,
        song.value.stems.map(({ id }) => id),
      ),
    );
  }).value;
}
