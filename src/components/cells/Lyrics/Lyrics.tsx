/** The words of the song in the text, with the line that is sung now marked; a line plays from where it begins. */
import { useComputed } from '@preact/signals';
import { play, seek, setLoop, sounding, transport } from '../../../state/audio.ts';
import { clock } from '../../transport/time.ts';
import { lineAt } from '../../transport/lyric-line.ts';
import { island } from '../island.tsx';
import { useMix } from '../use-mix.ts';
import '../paper.css';

export interface LyricsProps {
  lesson: string | null;
  on: string;
  /** Only the lines of that section. */
  section?: string;
}

function LyricsCell({ lesson, on, section }: LyricsProps) {
  const mix = useMix(lesson, on);
  const { song } = mix;
  const lines = song.lyrics.filter((line) => !section || line.section === section);
  if (lines.length === 0) throw new Error(`<Lyrics section="${section}">: ${song.title} has no words there.`);
  // A computed value, so that only a change of line renders anew, not every move of the play head.
  const current = useComputed(() =>
    sounding.value === mix.id ? (song.lyrics[lineAt(song.lyrics, transport.value.positionS)]?.atS ?? -1) : -1,
  );
  const from = (atS: number) => {
    play(mix);
    setLoop(null);
    seek(atS);
  };
  return (
    <div class="paper-cell">
      <ol class="song-words" aria-label={`Words of ${song.title}`}>
        {lines.map((line, i) => (
          <li key={line.atS}>
            {line.section !== lines[i - 1]?.section && (
              <p class="song-words-section">
                {song.sections.find((s) => s.id === line.section)?.label ?? line.section}
              </p>
            )}
            <button
              type="button"
              aria-current={current.value === line.atS || undefined}
              title={`Play from ${clock(line.atS)}`}
              onClick={() => from(line.atS)}
            >
              {line.text}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

export const Lyrics = island(LyricsCell);
