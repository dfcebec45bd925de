/** "Listen for": plays exactly one passage of one mix. */
import type { ComponentChildren } from 'preact';
import { pause, playPassage } from '../../../state/audio.ts';
import { playPath } from '../../controls/play-path.ts';
import { clock } from '../../transport/time.ts';
import { island } from '../island.tsx';
import { sectionPassage, timePassage } from '../passage.ts';
import { isSounding } from '../PlayButton.tsx';
import { useMix } from '../use-mix.ts';
import '../paper.css';

export interface ListenProps {
  lesson: string | null;
  on: string;
  /** The section that is played; or from and to. */
  section?: string;
  /** Where the passage begins, such as 0:19. */
  from?: string;
  /** Where it ends. */
  to?: string;
  children?: ComponentChildren;
}

function ListenCell({ lesson, on, section, from, to, children }: ListenProps) {
  const mix = useMix(lesson, on);
  const passage = section ? sectionPassage(mix.song, section)! : timePassage(from ?? '', to ?? '');
  const playing = isSounding(mix);
  const where = `${passage.label}, ${clock(passage.fromS)} to ${clock(passage.toS)}`;
  return (
    <div class="paper-cell listen">
      <button
        type="button"
        class="listen-play"
        aria-label={playing ? 'Pause' : `Play ${where}`}
        onClick={() => (playing ? pause() : playPassage(mix, passage.fromS, passage.toS))}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d={playPath(playing)} />
        </svg>
      </button>
      <div class="listen-text">{children}</div>
      <span class="listen-where">{section ? where : passage.label}</span>
    </div>
  );
}

export const Listen = island(ListenCell);
