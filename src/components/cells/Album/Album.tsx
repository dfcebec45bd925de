/**
 * Songs on a line: order, gaps, fades and one gain a song; loudness along the album; the joins played. The recordings
 * are the lesson's masters, measured when they are asked for.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { albumPassed, judgeAlbum } from '../../../course/album/checks.ts';
import { ALBUM_VERSION, changed, moved } from '../../../course/album/document.ts';
import type { Album as AlbumDocument, AlbumItem } from '../../../course/album/document.ts';
import { joinSound, JOIN_S } from '../../../course/album/join.ts';
import { placed, silences } from '../../../course/album/line.ts';
import { pqSheet } from '../../../course/album/pq.ts';
import type { StemManifest } from '../../../engine/facade.ts';
import { wakeSound } from '../../../state/audio.ts';
import { clipOf } from '../../../state/clips.ts';
import { openMix } from '../../../state/mix.ts';
import { nameOnPage } from '../../../state/page-name.ts';
import { markPassed } from '../../../state/progress.ts';
import { clock } from '../../transport/time.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { written } from '../../controls/value.ts';
import { Frame } from '../ear/Frame.tsx';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { readyOf } from '../ear/sounds.ts';
import { partOf, useMaking } from '../ear/use-making.ts';
import { island } from '../island.tsx';
import { idList } from '../passage.ts';
import { AlongAlbum } from './AlongAlbum.tsx';
import { Judged } from './Judged.tsx';
import { Line } from './Line.tsx';
import { SongRows } from './SongRows.tsx';
import { loadSong } from './songs.ts';
import type { AlbumTrack, LoadedSong } from './songs.ts';
import { useAlbum } from './use-album.ts';
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
/** Characters of a reason that says something. */
const SHORTEST_REASON = 12;

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
  const programme = nameOnPage(lesson, `${name} joins`);
  /** As the songs arrive: one after the other, each brought to the same loudness. */
  const arriving = useMemo<AlbumDocument>(
    () => ({
      v: ALBUM_VERSION,
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
  const kept = useAlbum(name, arriving);
  const { album, excused, reason } = kept;
  const songs = useSignal<Record<string, LoadedSong>>({});
  const making = useMaking();
  const join = useSignal(0);
  const way = useSignal<Way>('yours');
  const said = useSignal('');

  const titleOf = (print: string) => tracks.find((track) => track.print === print)?.title ?? print;
  const places = useMemo(() => {
    const durations = Object.fromEntries(tracks.map(({ print, master }) => [print, master.song.durationS]));
    return placed(album, durations);
  }, [tracks, album]);
  const totalS = places.at(-1)!.toS;
  const loaded = tracks.every(({ print }) => songs.value[print] !== undefined);
  const isExcused = excused !== null && reason.trim().length >= SHORTEST_REASON;
  const results = loaded ? judgeAlbum(album, songs.value, roles, isExcused ? excused : null) : [];
  const passed = albumPassed(results);

  useEffect(() => {
    if (passed && task && lesson) void markPassed(lesson, task);
  }, [passed]);

  const set = (print: string, numbers: Partial<AlbumItem>) => kept.edit(changed(kept.now(), print, numbers));
  const move = (index: number, by: 1 | -1) => {
    const print = kept.now().items[index]?.print;
    kept.edit(moved(kept.now(), index, by));
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
    const { items } = kept.now();
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

  const joins = album.items.slice(1).map((_, i) => ({ id: String(i), label: `Join ${i + 1}` }));
  const [before, after] = album.items.slice(join.value, join.value + 2);
  const heardGaps = loaded ? silences(album, songs.value) : [];
  return (
    <Frame
      n={n}
      title={title}
      first={first}
      programme={programme}
      onPlay={() => void hear({})}
      what={`the join ${titleOf(before!.print)} → ${titleOf(after!.print)}`}
      actions={
        <>
          <Choice
            name="Which join"
            choices={joins}
            value={String(join.value)}
            onChange={(id) => void hear({ join: Number(id) })}
          />
          <Choice
            name="How it is played"
            choices={WAYS}
            value={way.value}
            onChange={(next) => void hear({ way: next })}
          />
          <Button kind="quiet" onClick={kept.reset}>
            Reset
          </Button>
        </>
      }
    >
      <Line places={places} totalS={totalS} songs={songs.value} titleOf={titleOf} onMove={move} />
      <SongRows places={places} songs={songs.value} titleOf={titleOf} onMove={move} onSet={set} />
      {view !== 'sheet' && (
        <>
          <div class="cell-foot album-foot">
            <Button kind="primary" disabled={loaded || making.progress !== null} onClick={() => void load()}>
              {loaded ? '✓ Measured' : 'Measure the songs'}
            </Button>
            <span role="status">{said.value}</span>
          </div>
          <Making progress={making.progress} trouble={making.trouble} />
          <AlongAlbum places={places} totalS={totalS} songs={loaded ? songs.value : null} />
        </>
      )}
      {task && <Judged album={kept} joins={joins} results={results} passed={passed} measured={loaded} />}
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
          {album.items
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

export const Album = island(AlbumCell);
