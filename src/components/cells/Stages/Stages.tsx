/**
 * One song as its stems, as the mix and as the master. Mix and master are two recordings in step, of which one is
 * heard, equally loud unless one switches that off; a stem is heard alone out of the mix, live.
 */
import { useSignal } from '@preact/signals';
import {
  compared,
  hear,
  matchCompare,
  openCompare,
  pause,
  play,
  sounding,
  transport,
} from '../../../state/audio.ts';
import { openMix } from '../../../state/mix.ts';
import { pageData } from '../../../state/page-data.ts';
import { settings } from '../../../state/settings.ts';
import { Choice } from '../../controls/Choice.tsx';
import { playPath } from '../../controls/play-path.ts';
import { Toggle } from '../../controls/Toggle.tsx';
import { written } from '../../controls/value.ts';
import { island } from '../island.tsx';
import { onlySolo } from '../hearing.ts';
import type { Lane, Waves } from './waves.ts';
import '../cells.css';
import './stages.css';

/** What a page writes. */
export interface StagesProps {
  lesson: string | null;
  /** Id of the song. */
  song: string;
  /** Released preset of the mix, such as paper-lanterns/mix@1. */
  mix: string;
  /** Released preset of the master. */
  master: string;
}

interface ViewProps extends StagesProps {
  /** The stems together as they arrive; heard where its recording ships. */
  rough?: string;
  waves: Waves;
}

type Stage = 'stems' | 'mix' | 'master';

const PROGRAMME = 'mix and master';
const HEIGHT = 150;
const LANE_HEIGHT = 38;

function StagesCell({ lesson, song: songId, mix, master, rough = `${songId}/rough@1`, waves }: ViewProps) {
  const data = pageData(lesson);
  const song = data.songs[songId]!;
  const live = openMix(lesson, Object.keys(data.mixes)[0]!);
  const stage = useSignal<Stage>('mix');
  /** The stem heard alone, or null for all of them as they arrive. */
  const lane = useSignal<Lane | null>(null);
  const ships = waves.mix !== null && waves.master !== null;
  const roughShips = song.manifest.prints[rough] !== undefined;
  const { matched } = settings.value;
  const here = sounding.value === PROGRAMME || sounding.value === live.id;
  const playing = here && transport.value.playing;

  const start = (next: Stage) => {
    stage.value = next;
    if (next !== 'stems') lane.value = null;
    if (lane.value || !ships || (next === 'stems' && !roughShips)) {
      onlySolo(live, lane.value?.stems ?? []);
      play(live);
    } else if (sounding.value === PROGRAMME && compared.value) {
      hear(next);
      if (!transport.value.playing) openCompare({ ...compared.value, heard: next });
    } else {
      openCompare({
        id: PROGRAMME,
        song,
        prints: [
          ...(roughShips ? [{ id: 'stems', print: rough }] : []),
          { id: 'mix', print: mix },
          { id: 'master', print: master },
        ],
        heard: next,
        matched,
      });
    }
  };
  const match = (equal: boolean) => {
    settings.value = { ...settings.peek(), matched: equal };
    if (compared.value) matchCompare(equal);
  };
  const hearLane = (next: Lane) => {
    lane.value = lane.value?.family === next.family ? null : next;
    start('stems');
  };

  const shown = lane.value ? null : song.manifest.prints[{ stems: rough, mix, master }[stage.value]];
  const trimDb = compared.value?.trims[stage.value];
  const turnedDown = matched && !lane.value && trimDb !== undefined && trimDb < -0.05;
  const stages = [
    { id: 'stems', label: 'Stems' },
    { id: 'mix', label: 'Mix' },
    ...(ships ? [{ id: 'master', label: 'Master' } as const] : []),
  ] as const;

  return (
    <section class="cell song-stages" aria-label={`${song.title}: stems, mix and master`}>
      <header class="cell-head">
        <button
          type="button"
          class="button button-round"
          aria-label={playing ? 'Pause' : `Play ${song.title}`}
          onClick={() => (playing ? pause() : start(stage.value))}
        >
          <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d={playPath(playing)} />
          </svg>
        </button>
        <Choice<Stage> name="What you hear" choices={stages} value={stage.value} onChange={start} />
        {ships && (
          <Toggle
            tone="quiet"
            value={matched}
            onChange={match}
            title="Mix and master at equal loudness: the louder one is turned down"
          >
            ≈ Level-matched
            {turnedDown && <span class="matched-by"> {written(trimDb, 'dB', 1)}</span>}
          </Toggle>
        )}
        <p class="stages-figures">
          {shown
            ? `${written(shown.integratedLufs, 'LUFS', 1)} · ${written(shown.truePeakDb, 'dBTP', 1)}`
            : lane.value
              ? `${lane.value.label} alone`
              : ''}
        </p>
      </header>
      <div class="stages">
        <div
          class="stage-lanes"
          data-heard={(stage.value === 'stems' && !lane.value) || undefined}
          role="group"
          aria-label="Stems: press one to hear it alone"
        >
          {waves.lanes.map((each) => (
            <button
              key={each.family}
              type="button"
              class={`stage-lane stem stem-${each.family}`}
              aria-pressed={lane.value?.family === each.family}
              onClick={() => hearLane(each)}
            >
              <span>{each.label}</span>
              <Wave bars={each.bars} height={LANE_HEIGHT} />
            </button>
          ))}
        </div>
        <p class="arrow arrow-mix">balance · place · shape</p>
        <div class="print print-mix" data-heard={stage.value === 'mix' || undefined}>
          {waves.mix && <Wave bars={waves.mix} height={HEIGHT} />}
          <p>The mix: many parts, each heard, in its own place.</p>
        </div>
        <p class="arrow arrow-master">polish · loudness · format</p>
        <div class="print print-master" data-heard={stage.value === 'master' || undefined}>
          {waves.master && <Wave bars={waves.master} height={HEIGHT} />}
          <p>The master: two channels, checked on many systems.</p>
        </div>
      </div>
    </section>
  );
}

/** Bars about the middle, on a scale of their own width, so that the server draws them at any size. */
function Wave({ bars, height }: { bars: readonly number[]; height: number }) {
  const middle = height / 2;
  const path = bars
    .map((v, i) => {
      const half = Math.max(0.75, v * (middle - 1));
      return `M${i + 0.5} ${(middle - half).toFixed(1)}V${(middle + half).toFixed(1)}`;
    })
    .join('');
  return (
    <svg
      class="wave"
      viewBox={`0 0 ${bars.length} ${height}`}
      height={height}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

export const Stages = island(StagesCell);
