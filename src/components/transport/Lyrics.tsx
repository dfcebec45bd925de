/** The words of the song; the line that is sung now is marked, and a click on a line plays from there. */
import { useEffect, useRef } from 'preact/hooks';
import type { SongInfo } from '../../state/types.ts';

interface LyricsProps {
  song: SongInfo;
  positionS: number;
  onSeek: (positionS: number) => void;
}

/** Index of the line sung at a time, or −1 between lines and before the first. */
export function lineAt(lyrics: SongInfo['lyrics'], atS: number): number {
  return lyrics.findIndex((line) => line.atS <= atS && atS < line.toS);
}

export function Lyrics({ song, positionS, onSeek }: LyricsProps) {
  const current = lineAt(song.lyrics, positionS);
  const list = useRef<HTMLOListElement>(null);

  // Only the list scrolls, and only where the reader is not already looking at the line.
  useEffect(() => {
    const line = list.current?.children[current];
    if (list.current && line instanceof HTMLElement) {
      const { offsetTop, offsetHeight } = line;
      const { scrollTop, clientHeight } = list.current;
      if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight)
        list.current.scrollTop = offsetTop - clientHeight / 3;
    }
  }, [current]);

  return (
    <ol class="lyrics" ref={list} tabIndex={0} aria-label={`Words of ${song.title}`}>
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
