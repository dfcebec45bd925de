/** The words of the song; the line that is sung now is marked, and a click on a line plays from there. */
import { useComputed, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SongInfo } from '../../course/types.ts';
import { lineAt } from './lyric-line.ts';

interface LyricsProps {
  song: SongInfo;
  position: ReadonlySignal<number>;
  onSeek: (positionS: number) => void;
}

export function Lyrics({ song, position, onSeek }: LyricsProps) {
  const current = useComputed(() => lineAt(song.lyrics, position.value)).value;
  const list = useRef<HTMLOListElement>(null);

  // Only the list scrolls, and only where the line is out of sight.
  useEffect(() => {
    const line = list.current?.children[current];
    if (!list.current || !(line instanceof HTMLElement)) return;
    const { offsetTop, offsetHeight } = line;
    const { scrollTop, clientHeight } = list.current;
    if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight)
      list.current.scrollTop = offsetTop - clientHeight / 3;
  }, [current]);

  return (
    <ol class="lyrics" ref={list} aria-label={`Words of ${song.title}`}>
      {song.lyrics.map((line, i) => (
        <li key={line.atS} aria-current={i === current ? 'true' : undefined}>
          {line.section !== song.lyrics[i - 1]?.section && (
            <span class="lyrics-section">
              {song.sections.find(({ id }) => id === line.section)?.label ?? line.section}
            </span>
          )}
          <button type="button" onClick={() => onSeek(line.atS)}>
            {line.text}
          </button>
        </li>
      ))}
    </ol>
  );
}
