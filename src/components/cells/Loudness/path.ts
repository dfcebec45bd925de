/** Loudness along the song: what was measured when the play head was there. Pure. */
import type { Columns } from '../../charts/Chart.tsx';

/** Points a second; BS.1770's measures move no faster. */
const PER_S = 10;
/** Below this nothing was measured: silence, or not enough of the song yet. */
const FLOOR_LUFS = -70;

export interface LoudnessPath {
  columns: Columns;
  /** Momentary and short-term loudness while the play head was at `positionS`. */
  put(positionS: number, momentaryLufs: number, shortTermLufs: number): void;
  clear(): void;
}

/** An empty path for a song of that length. */
export function loudnessPath(durationS: number): LoudnessPath {
  const n = Math.ceil(durationS * PER_S) + 1;
  const columns: Columns = [
    Array.from({ length: n }, (_, i) => i / PER_S),
    new Array<null>(n).fill(null),
    new Array<null>(n).fill(null),
  ];
  const measured = (lufs: number): number | null =>
    Number.isFinite(lufs) && lufs > FLOOR_LUFS ? lufs : null;
  return {
    columns,
    put(positionS, momentaryLufs, shortTermLufs) {
      const at = Math.round(positionS * PER_S);
      if (at < 0 || at >= n) return;
      columns[1]![at] = measured(momentaryLufs);
      columns[2]![at] = measured(shortTermLufs);
    },
    clear() {
      columns[1]!.fill(null);
      columns[2]!.fill(null);
    },
  };
}
