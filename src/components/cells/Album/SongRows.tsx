/** The songs in order, one row each: where it stands, how loud it is there, and what can be set of it. */
import { ALBUM_LIMITS } from '../../../course/album/document.ts';
import type { AlbumField, AlbumItem } from '../../../course/album/document.ts';
import type { AlbumSong, Placed } from '../../../course/album/line.ts';
import { decibels, number } from '../../../dsp/core/params.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { clock } from '../../transport/time.ts';
import { Button } from '../../controls/Button.tsx';
import { Slider } from '../../controls/Slider.tsx';
import { written } from '../../controls/value.ts';
import './album.css';

const range = ([min, max]: readonly [number, number], def: number) => ({ min, max, default: def });

/** What can be set of a song, in the order of the row. */
const NUMBERS: readonly { id: AlbumField; param: NumberParam }[] = [
  { id: 'gainDb', param: decibels('Gain', range(ALBUM_LIMITS.gainDb, 0)) },
  { id: 'startGapS', param: number('Gap before', 's', { ...range(ALBUM_LIMITS.startGapS, 2), decimals: 1 }) },
  { id: 'fadeInS', param: number('Fade in', 's', { ...range(ALBUM_LIMITS.fadeInS, 0), decimals: 1 }) },
  { id: 'fadeOutS', param: number('Fade out', 's', { ...range(ALBUM_LIMITS.fadeOutS, 0), decimals: 1 }) },
];

interface SongRowsProps {
  places: readonly Placed[];
  songs: Readonly<Record<string, AlbumSong>>;
  titleOf: (print: string) => string;
  onMove: (index: number, by: 1 | -1) => void;
  onSet: (print: string, numbers: Partial<AlbumItem>) => void;
}

export function SongRows({ places, songs, titleOf, onMove, onSet }: SongRowsProps) {
  return (
    <ol class="album-songs">
      {places.map(({ item, fromS, toS }, i) => {
        const song = songs[item.print];
        const title = titleOf(item.print);
        const isFirst = i === 0;
        const isLast = i === places.length - 1;
        return (
          <li key={item.print} class="album-song">
            <div class="album-name">
              <span class="album-number">{i + 1}</span>
              <span>
                <strong>{title}</strong>
                <small>
                  {clock(fromS)} to {clock(toS)}
                  {song &&
                    ` · ${written(song.integratedLufs + item.gainDb, 'LUFS', 1)} · voice ${written(song.vocalLufs + item.gainDb, 'LUFS', 1)}`}
                </small>
              </span>
              <span class="album-moves">
                <Button
                  kind="quiet"
                  name={`${title} earlier`}
                  disabled={isFirst}
                  onClick={() => onMove(i, -1)}
                >
                  ↑
                </Button>
                <Button kind="quiet" name={`${title} later`} disabled={isLast} onClick={() => onMove(i, 1)}>
                  ↓
                </Button>
              </span>
            </div>
            <div class="album-numbers">
              {NUMBERS.map(({ id, param }) => {
                // Before the first song there is nothing to keep a distance from.
                const isIdle = isFirst && id === 'startGapS';
                return (
                  <div key={id} class="album-control">
                    <span aria-hidden="true">{param.label}</span>
                    <Slider
                      param={param}
                      value={item[id]}
                      name={`${title}: ${param.label.toLowerCase()}`}
                      disabled={isIdle}
                      onChange={(value) => onSet(item.print, { [id]: value })}
                    />
                  </div>
                );
              })}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
