/**
 * Songs on a line: order, gaps, fades and one gain a song; loudness along the album; the joins played. The recordings
 * are the lesson's masters, measured when they are asked for.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { ALBUM_CHECKS, albumPassed, judgeAlbum } from '../../../course/album/checks.ts';
import { ALBUM_LIMITS, changed, moved } from '../../../course/album/document.ts';
import type { Album as AlbumDocument, AlbumItem } from '../../../course/album/document.ts';
import { joinSound, JOIN_S } from '../../../course/album/join.ts';
import { placed, silences } from '../../../course/album/line.ts';
import { pqSheet } from '../../../course/album/pq.ts';
import type { StemManifest } from '../../../engine/facade.ts';
import { decibels, number } from '../../../dsp/core/params.ts';
import { keepAlbum, readKeptAlbum } from '../../../state/albums.ts';
import { wakeSound } from '../../../state/audio.ts';
import { clipOf } from '../../../state/clips.ts';
import { openMix } from '../../../state/mix.ts';
import { markPassed } from '../../../state/progress.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartHandle, Columns } from '../../charts/Chart.tsx';
import { clock } from '../../charts/scales.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { Slider } from '../../controls/Slider.tsx';
import { written } from '../../controls/value.ts';
import { Frame } from '../ear/Frame.tsx';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { readyOf } from '../ear/sounds.ts';
import { partOf, useMaking } from '../ear/use-making.ts';
import { CheckList } from '../Exercise/CheckList.tsx';
import '../Exercise/exercise.css';
import { island } from '../island.tsx';
import { Legend } from '../Legend.tsx';
import { idList } from '../passage.ts';
import { Line } from './Line.tsx';
import { loadSong } from './songs.ts';
import type { AlbumTrack, LoadedSong } from './songs.ts';
import './album.css';

export interface AlbumProps {
  lesson: string | null;
  /** Masters of the lesson, in the order in which they arrive. */
  of: string;
  /** The mixes that they are of, in the same order: there the voices are measured. */
  mixes: string;
  /** The quiet song, by its master's name. */
  ballad: string;
  /** The loud song, by its master's name. */
  rock: string;
  /** Passing is noted under this name. */
  task?: string;
  /** Shows the list of the album for the pressing plant, under this title. */
  sheet?: string;
  /** `sheet`: only the line and the list, of an album that was put in order before. */
  view?: 'sheet';
  n?: string;
  title?: string;
  first?: string;
}

/** All songs at one integrated loudness: how they arrive, and the other way to hear a join. */
const SAME_LUFS = -14;
const EARLIEST_REASON = 12;

const range = ([min, max]: readonly [number, number], def: number) => ({ min, max, default: def });
const GAIN = decibels('Gain', range(ALBUM_LIMITS.gainDb, 0));
const GAP = number('Gap before', 's', { ...range(ALBUM_LIMITS.startGapS, 2), decimals: 1 });
const FADE_IN = number('Fade in', 's', { ...range(ALBUM_LIMITS.fadeInS, 0), decimals: 1 });
const FADE_OUT = number('Fade out', 's', { ...range(ALBUM_LIMITS.fadeOutS, 0), decimals: 1 });

type Way = 'yours' | 'same';
const WAYS: readonly { id: Way; label: string }[] = [
  { id: 'yours', label: 'As you set it' },
  { id: 'same', label: `All songs at −${Math.abs(SAME_LUFS)} LUFS` },
];

/** LUFS of a master before it was turned down for coding; without one, nothing is to be brought anywhere. */
const integratedOf = (shipped: StemManifest | undefined): number =>
  shipped ? shipped.integratedLufs - (shipped.gainDb ?? 0) : SAME_LUFS;

const round = (x: number): number => Math.round(x * 10) / 10;

/** Opens the masters and mixes. Throws, which fails the build, when their numbers differ or a name is unknown. */
function openTracks(lesson: string | null, of: string, mixes: string): AlbumTrack[] {
  const masters = idList(of);
  const behind = idList(mixes);
  if (masters.length < 2 || masters.length !== behind.length)
    throw new Error(`<Album of="${of}" mixes="${mixes}">: name at least two masters, and as many mixes.`);
  return masters.map((id, i) => {
    const master = openMix(lesson, id);
    return { print: master.spec.base, title: master.song.title, master, mix: openMix(lesson, behind[i]!) };
  });
}

function AlbumCell({
  lesson,
  of,
  mixes,
  ballad,
  rock,
  task,
  sheet,
  view,
  n,
  title = 'Album',
  first,
}: AlbumProps) {
  const tracks = useMemo(() => openTracks(lesson, of, mixes), [lesson, of, mixes]);
  const roles = useMemo(
    () => ({ ballad: openMix(lesson, ballad).spec.base, rock: openMix(lesson, rock).spec.base }),
    [lesson, ballad, rock],
  );
  /** Not by the lesson: the order made in one is the order of the record in the next. */
  const name = `album ${of}`;
  const programme = `${lesson ?? 'page'}/${name} joins`;
  /** As the songs arrive: one after the other, each brought to the same loudness. */
  const arriving = useMemo<AlbumDocument>(
    () => ({
      v: 1,
      items: tracks.map(({ print, master: { song } }) => ({
        print,
        startGapS: 0,
        fadeInS: 0,
        fadeOutS: 0,
        gainDb: round(SAME_LUFS - integratedOf(song.manifest.prints[print])),
      })),
    }),
    [tracks],
  );
  const album = useSignal<AlbumDocument>(arriving);
  const excused = useSignal<number | null>(null);
  const reason = useSignal('');
  const songs = useSignal<Record<string, LoadedSong>>({});
  const making = useMaking();
  const join = useSignal(0);
  const way = useSignal<Way>('yours');
  const said = useSignal('');
  const chart = useRef<ChartHandle>(null);
  const saving = useRef<ReturnType<typeof setTimeout>>();
  const touched = useRef(false);

  useEffect(() => {
    void readKeptAlbum(name).then((kept) => {
      if (!kept || touched.current) return;
      const known = kept.album.items.every(({ print }) => tracks.some((track) => track.print === print));
      if (!known || kept.album.items.length !== tracks.length) return;
      album.value = kept.album;
      excused.value = kept.excused;
      reason.value = kept.reason;
    });
    return () => clearTimeout(saving.current);
  }, [name]);

  const titleOf = (print: string) => tracks.find((track) => track.print === print)?.title ?? print;
  const durations = Object.fromEntries(tracks.map(({ print, master }) => [print, master.song.durationS]));
  const places = placed(album.value, durations);
  const totalS = places.at(-1)!.toS;
  const loaded = tracks.every(({ print }) => songs.value[print] !== undefined);
  const isExcused = excused.value !== null && reason.value.trim().length >= EARLIEST_REASON;
  const results = loaded ? judgeAlbum(album.value, songs.value, roles, isExcused ? excused.value : null) : [];
  const passed = albumPassed(results);

  useEffect(() => {
    if (loaded) chart.current?.set(columnsOf(album.value, songs.value, durations, totalS), 'now');
  }, [loaded, album.value]);
  useEffect(() => {
    if (passed && task && lesson) void markPassed(lesson, task);
  }, [passed]);

  const keep = () => {
    touched.current = true;
    clearTimeout(saving.current);
    saving.current = setTimeout(
      () => void keepAlbum(name, { album: album.peek(), excused: excused.peek(), reason: reason.peek() }),
      400,
    );
  };
  const edit = (next: AlbumDocument) => {
    if (next === album.peek()) return;
    album.value = next;
    keep();
  };
  const set = (print: string, numbers: Partial<AlbumItem>) => edit(changed(album.peek(), print, numbers));
  const move = (index: number, by: 1 | -1) => {
    const print = album.peek().items[index]?.print;
    edit(moved(album.peek(), index, by));
    if (print) said.value = `${titleOf(print)} is now number ${index + by + 1}.`;
  };

  const load = async (): Promise<Record<string, LoadedSong> | null> => {
    if (tracks.every(({ print }) => songs.peek()[print])) return songs.peek();
    if (making.busy()) return null;
    return making.make(async (say, signal) => {
      say(0);
      for (const [i, track] of tracks.entries()) {
        if (songs.peek()[track.print]) continue;
        const song = await loadSong(track, partOf(say, i, tracks.length), signal);
        songs.value = { ...songs.peek(), [track.print]: song };
      }
      return songs.peek();
    }, 'The songs could not be measured.');
  };

  /** In a click. */
  const hear = async (next: { join?: number; way?: Way }) => {
    wakeSound();
    join.value = next.join ?? join.value;
    way.value = next.way ?? way.value;
    const known = await load();
    if (!known) return;
    const { items } = album.peek();
    const [a, b] = [items[join.peek()]!, items[join.peek() + 1]!];
    const flat = (item: AlbumItem): AlbumItem => ({
      ...item,
      gainDb: SAME_LUFS - known[item.print]!.integratedLufs,
    });
    const clip = async (id: Way, from: AlbumItem, to: AlbumItem) => {
      const { left, right } = joinSound(from, known[a.print]!.edges, to, known[b.print]!.edges);
      return readyOf(id, await clipOf(left, right));
    };
    const sounds = [await clip('yours', a, b), await clip('same', flat(a), flat(b))];
    const lengthS = 2 * JOIN_S + b.startGapS;
    playSounds({
      programme,
      song: tracks[0]!.master.song,
      sounds,
      heard: way.peek(),
      // The level from song to song is what one listens for.
      matched: false,
      passage: { label: 'Join', fromS: 0, toS: lengthS },
    });
  };

  const joins = album.value.items.slice(1).map((item, i) => ({
    id: String(i),
    label: `${titleOf(album.value.items[i]!.print)} → ${titleOf(item.print)}`,
  }));
  const heardGaps = loaded ? silences(album.value, songs.value) : [];
  return (
    <Frame
      n={n}
      title={title}
      first={first}
      programme={programme}
      onPlay={() => void hear({})}
      what={`the join ${joins[join.value]?.label ?? ''}`}
      actions={
        <>
          <Choice
            name="Which join"
            choices={joins.map(({ id }) => ({ id, label: `Join ${Number(id) + 1}` }))}
            value={String(join.value)}
            onChange={(id) => void hear({ join: Number(id) })}
          />
          <Choice
            name="How it is played"
            choices={WAYS}
            value={way.value}
            onChange={(next) => void hear({ way: next })}
          />
          <Button
            kind="quiet"
            onClick={() => {
              excused.value = null;
              reason.value = '';
              edit(arriving);
            }}
          >
            Reset
          </Button>
        </>
      }
    >
      <Line places={places} totalS={totalS} songs={songs.value} titleOf={titleOf} onMove={move} />
      <ol class="album-songs">
        {album.value.items.map((item, i) => {
          const song = songs.value[item.print];
          const of = titleOf(item.print);
          return (
            <li key={item.print} class="album-song">
              <div class="album-name">
                <span class="album-number">{i + 1}</span>
                <span>
                  <strong>{of}</strong>
                  <small>
                    {clock(places[i]!.fromS)} to {clock(places[i]!.toS)}
                    {song &&
                      ` · ${written(song.integratedLufs + item.gainDb, 'LUFS', 1)} · voice ${written(song.vocalLufs + item.gainDb, 'LUFS', 1)}`}
                  </small>
                </span>
                <span class="album-moves">
                  <Button kind="quiet" name={`${of} earlier`} disabled={i === 0} onClick={() => move(i, -1)}>
                    ↑
                  </Button>
                  <Button
                    kind="quiet"
                    name={`${of} later`}
                    disabled={i === album.value.items.length - 1}
                    onClick={() => move(i, 1)}
                  >
                    ↓
                  </Button>
                </span>
              </div>
              <div class="album-numbers">
                <div class="album-control">
                  <span aria-hidden="true">Gain</span>
                  <Slider
                    param={GAIN}
                    value={item.gainDb}
                    name={`${of}: gain`}
                    onChange={(gainDb) => set(item.print, { gainDb })}
                  />
                </div>
                <div class="album-control" data-first={i === 0 || undefined}>
                  <span aria-hidden="true">Gap before</span>
                  <Slider
                    param={GAP}
                    value={item.startGapS}
                    name={`${of}: gap before`}
                    disabled={i === 0}
                    onChange={(startGapS) => set(item.print, { startGapS })}
                  />
                </div>
                <div class="album-control">
                  <span aria-hidden="true">Fade in</span>
                  <Slider
                    param={FADE_IN}
                    value={item.fadeInS}
                    name={`${of}: fade in`}
                    onChange={(fadeInS) => set(item.print, { fadeInS })}
                  />
                </div>
                <div class="album-control">
                  <span aria-hidden="true">Fade out</span>
                  <Slider
                    param={FADE_OUT}
                    value={item.fadeOutS}
                    name={`${of}: fade out`}
                    onChange={(fadeOutS) => set(item.print, { fadeOutS })}
                  />
                </div>
              </div>
            </li>
          );
        })}
      </ol>
      {view !== 'sheet' && (
        <>
          <div class="cell-foot album-foot">
            <Button kind="primary" disabled={loaded || making.progress !== null} onClick={() => void load()}>
              {loaded ? '✓ Measured' : 'Measure the songs'}
            </Button>
            <span role="status">{said.value}</span>
          </div>
          <Making progress={making.progress} trouble={making.trouble} />
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
      )}
      {task && (
        <>
          <CheckList exercise={{ checks: ALBUM_CHECKS }} results={results} />
          <div class="album-excuse">
            <span>A join that is meant otherwise:</span>
            <Choice
              name="Join to excuse"
              choices={[
                { id: 'none', label: 'none' },
                ...joins.map(({ id }) => ({ id, label: `Join ${Number(id) + 1}` })),
              ]}
              value={excused.value === null ? 'none' : String(excused.value)}
              onChange={(id) => {
                excused.value = id === 'none' ? null : Number(id);
                keep();
              }}
            />
            {excused.value !== null && (
              <label>
                <span>Why</span>
                <input
                  type="text"
                  maxLength={400}
                  value={reason.value}
                  onInput={(event) => {
                    reason.value = event.currentTarget.value;
                    keep();
                  }}
                />
              </label>
            )}
          </div>
          <p class="exercise-says cell-text" role="status">
            {!loaded
              ? 'Measure the songs, and the list is judged with every move you make.'
              : passed
                ? 'The task is met. Play the joins once more without looking.'
                : 'Not there yet: the hints say what to listen for.'}
          </p>
        </>
      )}
      {sheet && (
        <details class="album-sheet" open={view === 'sheet'}>
          <summary>The list for the pressing plant</summary>
          <pre tabindex={0} aria-label="PQ sheet">
            {pqSheet(
              sheet,
              places.map(({ item, fromS, toS }) => ({ title: titleOf(item.print), fromS, toS })),
            )}
          </pre>
        </details>
      )}
      <details class="text-now">
        <summary>In words</summary>
        <p>
          {album.value.items
            .map(
              (item, i) =>
                `Number ${i + 1} is ${titleOf(item.print)}, ${written(item.gainDb, 'dB', 1, true)}${i === 0 ? '' : `, ${written(item.startGapS, 's', 1)} after the song before`}${item.fadeOutS > 0 ? `, fading out over ${written(item.fadeOutS, 's', 1)}` : ''}.`,
            )
            .join(' ')}{' '}
          The album lasts {clock(totalS)}.
          {loaded &&
            ` The silences that are heard: ${heardGaps.map((s) => written(s, 's', 1)).join(' and ')}.`}
        </p>
      </details>
    </Frame>
  );
}

/** Short-term loudness, the whole song's and the voice's, along the album; gaps are gaps. */
function columnsOf(
  album: AlbumDocument,
  songs: Readonly<Record<string, LoadedSong>>,
  durations: Readonly<Record<string, number>>,
  totalS: number,
): Columns {
  const n = Math.ceil(totalS * 2) + 1;
  const columns: Columns = [
    Array.from({ length: n }, (_, i) => i / 2),
    new Array<number | null>(n).fill(null),
    new Array<number | null>(n).fill(null),
    new Array<number | null>(n).fill(null),
  ];
  for (const { item, fromS, toS } of placed(album, durations)) {
    const song = songs[item.print];
    if (!song) continue;
    for (const [atS, lufs] of song.shortTerm) {
      const at = Math.round((fromS + atS) * 2);
      if (lufs > -70 && at < n) columns[1]![at] = lufs + item.gainDb;
    }
    for (let at = Math.ceil(fromS * 2); at <= Math.floor(toS * 2); at++) {
      columns[2]![at] = song.integratedLufs + item.gainDb;
      if (Number.isFinite(song.vocalLufs)) columns[3]![at] = song.vocalLufs + item.gainDb;
    }
  }
  return columns;
}

export const Album = island(AlbumCell);
