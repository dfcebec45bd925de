/** The overview of a song from its precomputed peaks: what is drawn before any sound is loaded. */
import type { SongInfo } from '../../course/types.ts';
import { audioFile } from '../../state/audio-files.ts';

/** `{ "<stem>": largest magnitude per bucket, 0 to 127 }`, as the song pipeline writes it. */
export type StemPeaks = Record<string, number[]>;

/**
 * Stems that sound together add up like unrelated signals do: by power.
 * @param gains linear gain of each stem that is heard; a stem that is not named is left out
 * @returns one value a bucket, 0 to 1, the largest being 1
 */
export function overview(peaks: StemPeaks, gains: Record<string, number>): number[] {
  const power: number[] = [];
  for (const [stem, gain] of Object.entries(gains)) {
    for (const [i, peak] of (peaks[stem] ?? []).entries()) power[i] = (power[i] ?? 0) + (peak * gain) ** 2;
  }
  const largest = Math.sqrt(power.reduce((most, value) => Math.max(most, value), 0));
  return largest > 0 ? power.map((value) => Math.sqrt(value) / largest) : power;
}

/**
 * Fits the buckets to as many bars as there is room for; each bar is the largest of its buckets.
 */
export function bars(values: readonly number[], count: number): number[] {
  if (values.length === 0 || count < 1) return [];
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * values.length) / count);
    const to = Math.max(from + 1, Math.floor(((i + 1) * values.length) / count));
    return values.slice(from, to).reduce((most, value) => Math.max(most, value), 0);
  });
}

const cache = new Map<string, Promise<StemPeaks>>();

/** Fetches the peaks of a song once a document; a failure may be tried again. */
export function loadPeaks({ id, manifest }: SongInfo): Promise<StemPeaks> {
  const url = audioFile(id, manifest.peaks);
  const known = cache.get(url);
  if (known) return known;
  const loading = fetch(url).then((response) => {
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return response.json() as Promise<StemPeaks>;
  });
  loading.catch(() => cache.delete(url));
  cache.set(url, loading);
  return loading;
}
