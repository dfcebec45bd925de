/**
 * The tone of a master's chorus against the corridor that the course's good masters leave: third-octaves at equal
 * loudness, counted from the corridor's middle. Rendered and measured again after every edit.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { measuring } from '../../../state/measuring.ts';
import { levelScale } from '../../charts/scales.ts';
import { linePath } from '../../charts/line-path.ts';
import type { Place } from '../../charts/line-path.ts';
import { Stretched } from '../../charts/Stretched.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { Cell } from '../Cell.tsx';
import { soloBadge } from '../hearing.ts';
import { island } from '../island.tsx';
import { Legend } from '../Legend.tsx';
import { sectionPassage } from '../passage.ts';
import { ACROSS, FrequencyAxis, GainAxis } from '../spectrum-axes.tsx';
import { useMeasured } from '../space/use-measured.ts';
import { useMix } from '../use-mix.ts';
import { corridorOf, MARGIN_DB, outsideOf } from './corridor.ts';
import './corridor.css';

export interface CorridorProps {
  lesson: string | null;
  on: string;
  /** Section that is compared; the corridor is of choruses. */
  loop?: string;
  n?: string;
  title?: string;
  first?: string;
  /** Of the good masters, by song. */
  tones: { bandsHz: number[]; songs: { id: string; title: string; levelsDb: number[][] }[] };
}

const HEIGHT = 280;
const RANGE_DB = 9;
const down = levelScale(HEIGHT, -RANGE_DB, RANGE_DB);
/** Below it the songs differ by their keys, above it by their codec. */
const FROM_HZ = 35;

const hertz = (hz: number): string =>
  hz < 1000 ? `${Math.round(hz / 5) * 5} Hz` : `${(hz / 1000).toFixed(1)} kHz`;

function CorridorCell({
  lesson,
  on,
  loop = 'chorus',
  n,
  title = 'Corridor',
  first,
  tones: { bandsHz, songs },
}: CorridorProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop)!;
  const root = useRef<HTMLDivElement>(null);
  const of = useSignal(mix.song.id);
  const reference = songs.find(({ id }) => id === of.value) ?? songs[0]!;
  const corridor = corridorOf(reference.levelsDb);
  const measured = useMeasured(mix, root, loop, async (session, signal) => {
    const { toneInWorker } = await measuring();
    return toneInWorker({ session, passage, song: mix.song }, signal);
  }).value;

  const shown = bandsHz.flatMap((hz, b) => (hz >= FROM_HZ ? [b] : []));
  const point = (b: number, db: number): Place => [
    ACROSS.to(bandsHz[b]!),
    down.to(Math.max(-RANGE_DB, Math.min(RANGE_DB, db - corridor.middleDb[b]!))),
  ];
  const high = shown.map((b) => point(b, corridor.highDb[b]!));
  const low = shown.map((b) => point(b, corridor.lowDb[b]!)).reverse();
  const now = measured.value;
  const line = now ? shown.map((b) => point(b, now.levelsDb[b]!)) : null;
  const runs = now
    ? outsideOf(corridor, bandsHz, now.levelsDb).filter(({ fromHz }) => fromHz >= FROM_HZ)
    : [];
  const worst = runs[0];

  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      badge={soloBadge(mix)}
      first={first}
      resetPrefix="master"
      compare={
        songs.length > 1 && (
          <Choice
            name="Good masters of"
            choices={songs.map(({ id, title: label }) => ({ id, label }))}
            value={reference.id}
            onChange={(id) => (of.value = id)}
          />
        )
      }
    >
      <div class="picture corridor-picture" ref={root}>
        <svg aria-hidden="true">
          <Stretched height={HEIGHT}>
            <path class="corridor-area" d={`${linePath([...high, ...low])}Z`} />
            {line && <path class="curve" d={linePath(line)} />}
          </Stretched>
          <FrequencyAxis height={HEIGHT} />
          <GainAxis down={down} marksDb={[6, 3, 0, -3, -6]} />
        </svg>
        <p class="corridor-state" role="status">
          {measured.trouble ??
            (measured.busy
              ? 'Measuring the chorus …'
              : now
                ? ''
                : 'Press play or change something: then the chorus is measured.')}
        </p>
      </div>
      <Legend
        entries={[
          {
            label: `the good masters of ${reference.title}, and ${MARGIN_DB} dB around them`,
            class: 'ink-rule',
            mark: 'area',
          },
          { label: 'your chorus, at equal loudness', class: 'ink-job', mark: 'line' },
        ]}
      />
      <details class="text-now" open>
        <summary>In words</summary>
        <p>
          {!now
            ? 'Nothing has been measured yet.'
            : !worst
              ? `The tone of the chorus lies inside the corridor of ${reference.title} from ${FROM_HZ} Hz up.`
              : `The tone leaves the corridor of ${reference.title} in ${runs.length === 1 ? 'one place' : `${runs.length} places`}. The farthest is ${
                  worst.fromHz === worst.toHz
                    ? `at ${hertz(worst.fromHz)}`
                    : `from ${hertz(worst.fromHz)} to ${hertz(worst.toHz)}`
                }: ${Math.abs(worst.byDb).toFixed(1)} dB too ${worst.byDb > 0 ? 'much' : 'little'}.`}
        </p>
      </details>
    </Cell>
  );
}

export const Corridor = island(CorridorCell);
