/** Loudness along the album: by the moment, of whole songs, and of the voice; gaps are gaps. */
import { useEffect, useRef } from 'preact/hooks';
import type { AlbumSong, Placed } from '../../../course/album/line.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartHandle, Columns } from '../../charts/Chart.tsx';
import { Legend } from '../Legend.tsx';
import './album.css';

/** Places of the chart in a second. */
const PLACES_PER_S = 2;
/** Quieter than this is silence, LUFS: the absolute gate of loudness. */
const SILENT_LUFS = -70;

function columnsOf(
  places: readonly Placed[],
  songs: Readonly<Record<string, AlbumSong>>,
  totalS: number,
): Columns {
  const n = Math.ceil(totalS * PLACES_PER_S) + 1;
  const empty = () => new Array<number | null>(n).fill(null);
  const [moment, whole, voice] = [empty(), empty(), empty()];
  for (const { item, fromS, toS } of places) {
    const song = songs[item.print];
    if (!song) continue;
    for (const [atS, lufs] of song.shortTerm) {
      const at = Math.round((fromS + atS) * PLACES_PER_S);
      if (lufs > SILENT_LUFS && at < n) moment[at] = lufs + item.gainDb;
    }
    for (let at = Math.ceil(fromS * PLACES_PER_S); at <= Math.floor(toS * PLACES_PER_S); at++) {
      whole[at] = song.integratedLufs + item.gainDb;
      if (Number.isFinite(song.vocalLufs)) voice[at] = song.vocalLufs + item.gainDb;
    }
  }
  return [Array.from({ length: n }, (_, i) => i / PLACES_PER_S), moment, whole, voice];
}

interface AlongAlbumProps {
  /** The same array for the same album: another one is drawn anew. */
  places: readonly Placed[];
  totalS: number;
  /** Null until all are measured. */
  songs: Readonly<Record<string, AlbumSong>> | null;
}

export function AlongAlbum({ places, totalS, songs }: AlongAlbumProps) {
  const chart = useRef<ChartHandle>(null);
  const isMeasured = songs !== null;
  useEffect(() => {
    if (songs) chart.current?.set(columnsOf(places, songs, totalS), 'now');
  }, [isMeasured, places]);
  return (
    <>
      <div class="album-chart">
        <Chart
          label="Loudness along the album, in LUFS"
          empty="Measure the songs, and their loudness is drawn here from the first to the last."
          x={{ label: 'Place on the album', kind: 'time', min: 0, max: Math.ceil(totalS), unit: 's' }}
          y={{
            label: 'LUFS',
            kind: 'level',
            min: -36,
            max: -6,
            unit: 'LUFS',
            marks: [-36, -30, -24, -18, -12, -6],
          }}
          series={[
            { label: 'Short-term', colour: 'var(--job-trace)', widthPx: 2.2, unit: 'LUFS' },
            { label: 'Whole song', colour: 'var(--panel-ink)', widthPx: 1.4, unit: 'LUFS' },
            {
              label: 'Voice in the chorus',
              colour: 'var(--stem-vocal)',
              widthPx: 1.4,
              dash: [6, 4],
              unit: 'LUFS',
            },
          ]}
          initial={[[], [], [], []]}
          handle={chart}
        />
      </div>
      <Legend
        entries={[
          { label: 'short-term loudness (3 s)', class: 'ink-job', mark: 'line' },
          { label: 'the whole song', class: 'ink-panel', mark: 'line' },
          { label: 'the voice in its chorus', class: 'stem stem-vocal', mark: 'dash' },
        ]}
      />
    </>
  );
}
