/** Plays this cell's mix, or pauses it. Another mix that sounds gives way to it. */
import { pause, play, playPassage, sounding, starting, transport, waiting } from '../../state/audio.ts';
import type { Mix } from '../../state/types.ts';
import { Button } from '../controls/Button.tsx';
import { playPath } from '../controls/play-path.ts';
import type { Passage } from './passage.ts';

/** Whether this mix is what one hears now. */
export const isSounding = (mix: Mix): boolean => sounding.value === mix.id && transport.value.playing;

export function PlayButton({ mix, passage }: { mix: Mix; passage: Passage | null }) {
  const playing = isSounding(mix);
  const press = () => {
    if (playing) pause();
    else if (passage && sounding.value !== mix.id) playPassage(mix, passage.fromS, passage.toS);
    else play(mix);
  };
  const loading = sounding.value === mix.id && (starting.value || waiting.value);
  return (
    <>
      <Button
        kind="round"
        name={playing ? 'Pause' : `Play${passage ? `: ${passage.label}, in a loop` : ''}`}
        onClick={press}
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
