/** Play and pause for a programme of clips or prints, and what is to be said while they are made. */
import { pause, sounding, starting, transport, waiting } from '../../../state/audio.ts';
import { Button } from '../../controls/Button.tsx';
import { playPath } from '../../controls/play-path.ts';

/** Whether this programme is what one hears now. */
export const plays = (programme: string): boolean => sounding.value === programme && transport.value.playing;

interface PlayerProps {
  programme: string;
  /** Starts it, in the click. */
  onPlay: () => void;
  /** "Chorus, in a loop". */
  what: string;
}

export function Player({ programme, onPlay, what }: PlayerProps) {
  const playing = plays(programme);
  const loading = sounding.value === programme && (starting.value || waiting.value);
  return (
    <>
      <Button
        kind="round"
        name={playing ? 'Pause' : `Play: ${what}`}
        onClick={() => (playing ? pause() : onPlay())}
      >
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
          <path d={playPath(playing)} />
        </svg>
      </Button>
      <span class="cell-wait" role="status">
        {loading && 'Loading the sound…'}
      </span>
    </>
  );
}

/** How far the sounds are made, or why they could not be. */
export function Making({ progress, trouble }: { progress: number | null; trouble: string | null }) {
  return (
    <div class="ear-making">
      <p role="status">
        {progress !== null ? 'Preparing the sounds. This takes a few seconds, once…' : (trouble ?? '')}
      </p>
      {progress !== null && <progress max={1} value={progress} aria-label="Preparing the sounds" />}
    </div>
  );
}
