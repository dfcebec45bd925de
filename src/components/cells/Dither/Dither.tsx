/**
 * A passage in few bits: rounded, dithered, dithered and shaped, in step with the original; and what was added, alone.
 * At 8 bits and a normal level one hears what at 16 bits lies far below the music.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { DITHERS } from '../../../course/delivery/quantised.ts';
import type { QuantisedSet } from '../../../course/delivery/quantised.ts';
import { gainOf } from '../../../dsp/core/decibels.ts';
import type { Dither as DitherId } from '../../../dsp/files/dither.ts';
import type { Session } from '../../../session/document.ts';
import { wakeSound } from '../../../state/audio.ts';
import { clipOf, renderClip } from '../../../state/clips.ts';
import type { Clip } from '../../../state/clips.ts';
import { quantise } from '../../../state/delivery.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartHandle, Columns } from '../../charts/Chart.tsx';
import { BANDS_X, bandsY, overFloor } from '../../charts/octave-bands.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { written } from '../../controls/value.ts';
import { Frame } from '../ear/Frame.tsx';
import { HeardChoice } from '../ear/HeardChoice.tsx';
import { playSounds } from '../ear/play.ts';
import { Making } from '../ear/Player.tsx';
import { readyOf } from '../ear/sounds.ts';
import type { Ready } from '../ear/sounds.ts';
import { useMaking } from '../ear/use-making.ts';
import { island } from '../island.tsx';
import { Legend } from '../Legend.tsx';
import { sectionPassage } from '../passage.ts';
import { useMix } from '../use-mix.ts';
import './dither.css';

export interface DitherProps {
  lesson: string | null;
  on: string;
  /** Section that is heard. */
  loop: string;
  n?: string;
  title?: string;
  first?: string;
}

type Heard = 'original' | DitherId;

/** What was added is raised by this much when it is heard alone. */
const ADDED_RAISED_DB = 20;
const RAISED = gainOf(ADDED_RAISED_DB);
const raised = (x: Float32Array): Float32Array => x.map((v) => v * RAISED);
const BITS = ['6', '8', '12', '16'] as const;
type Bits = (typeof BITS)[number];

const LABELS: Record<Heard, string> = {
  original: 'Original',
  none: 'Rounded',
  tpdf: 'TPDF dither',
  shaped: 'Shaped dither',
};
const HEARD: readonly Heard[] = ['original', ...DITHERS];
const INK: Record<Heard, string> = {
  original: 'var(--trace-pre)',
  none: 'var(--trace-hot)',
  tpdf: 'var(--panel-ink)',
  shaped: 'var(--trace-taken)',
};
/** Below this the chart ends. */
const FLOOR_DB = -130;
const Y = bandsY(FLOOR_DB);

/** How far the fade takes the passage down, evenly in decibels. */
const FADE_DB = 48;

const faded = (x: Float32Array): Float32Array => x.map((v, n) => v * gainOf((-FADE_DB * n) / x.length));

interface Made {
  of: Session;
  fades: boolean;
  bits: Bits;
  set: QuantisedSet;
  sounds: Ready[];
  added: Ready[];
}

function columnsOf({ bandsHz, originalDb, variants }: QuantisedSet): Columns {
  const levels = [originalDb, ...DITHERS.map((dither) => variants[dither].spectrumDb)];
  return [bandsHz, ...levels.map((db) => overFloor(db, FLOOR_DB))];
}

function DitherCell({ lesson, on, loop, n, title = 'Dither', first }: DitherProps) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop)!;
  const programme = `${mix.id}/dither`;
  /** Empty until something was heard, so that a press of the first one counts. */
  const heard = useSignal<Heard | ''>('');
  const alone = useSignal(false);
  const bits = useSignal<Bits>('8');
  /** What gets quieter comes nearer to the smallest step: there one hears it. */
  const fades = useSignal(true);
  const made = useSignal<Made | null>(null);
  const making = useMaking();
  const chart = useRef<ChartHandle>(null);
  const original = useRef<{ of: Session; clip: Clip } | null>(null);

  const make = async (): Promise<Made | null> => {
    const session = mix.session.peek();
    const now = made.peek();
    if (now && now.of === session && now.bits === bits.peek() && now.fades === fades.peek()) return now;
    if (making.busy()) return null;
    const fresh = await making.make(async (say): Promise<Made> => {
      say(0);
      if (original.current?.of !== session) {
        const { fromS, toS } = passage;
        const onProgress = (done: number) => say(0.7 * done);
        const clip = await renderClip({ song: mix.song, session, fromS, toS, onProgress });
        original.current = { of: session, clip };
      }
      const wanted = bits.peek();
      const fade = fades.peek();
      const whole = original.current.clip;
      const clip = fade ? await clipOf(faded(whole.left), faded(whole.right), whole.fromS) : whole;
      const set = await quantise(clip.left, clip.right, Number(wanted));
      say(0.85);
      const sounds: Ready[] = [readyOf('original', clip)];
      const added: Ready[] = [];
      for (const dither of DITHERS) {
        const { sound, added: rest } = set.variants[dither];
        sounds.push(readyOf(dither, await clipOf(sound.left, sound.right, clip.fromS)));
        added.push(readyOf(dither, await clipOf(raised(rest.left), raised(rest.right), clip.fromS)));
      }
      return { of: session, bits: wanted, fades: fade, set, sounds, added };
    }, 'The passage could not be made.');
    if (!fresh) return null;
    made.value = fresh;
    chart.current?.set(columnsOf(fresh.set), 'now');
    return fresh;
  };

  /** In a click. */
  const hear = async () => {
    wakeSound();
    const result = await make();
    if (!result) return;
    const only = alone.value;
    // The original added nothing.
    if (heard.value === '' || (only && heard.value === 'original')) heard.value = 'none';
    playSounds({
      programme,
      song: mix.song,
      sounds: only ? result.added : result.sounds,
      heard: heard.peek(),
      // All are the same sound at the same level; matching would weigh the noise against the fade.
      matched: false,
      passage,
    });
  };

  const { value: now } = made;
  const label = (id: string) => LABELS[id as Heard];
  return (
    <Frame
      n={n}
      title={title}
      first={first}
      programme={programme}
      onPlay={() => void hear()}
      what={`${passage.label}, in a loop`}
      actions={
        <>
          <span class="dither-equal">≈ Same level: only the steps differ</span>
          <HeardChoice<Heard>
            sounds={HEARD.filter((id) => !alone.value || id !== 'original').map((id) => ({
              id,
              label: LABELS[id],
            }))}
            heard={heard.value}
            onHear={(next) => {
              heard.value = next;
              void hear();
            }}
          />
        </>
      }
    >
      <div class="dither-row">
        <Choice<Bits>
          name="Bits"
          choices={BITS.map((id) => ({ id, label: `${id}-bit` }))}
          value={bits.value}
          onChange={(next) => {
            bits.value = next;
            void hear();
          }}
        />
        <Toggle
          value={fades.value}
          onChange={(on) => {
            fades.value = on;
            void hear();
          }}
        >
          Fade out by {FADE_DB} dB
        </Toggle>
        <Toggle
          value={alone.value}
          onChange={(only) => {
            alone.value = only;
            void hear();
          }}
        >
          Only what was added, +{ADDED_RAISED_DB} dB
        </Toggle>
      </div>
      <Making progress={making.progress} trouble={making.trouble} />
      <div class="dither-chart">
        <Chart
          label={`What rounding to ${bits.value} bits adds to the passage, in sixths of an octave`}
          x={BANDS_X}
          y={Y}
          series={HEARD.map((id) => ({
            label: LABELS[id],
            colour: INK[id],
            widthPx: id === 'original' ? 1.2 : 2,
            unit: 'dB',
          }))}
          initial={[[], [], [], [], []]}
          handle={chart}
        />
      </div>
      <Legend
        entries={[
          { label: 'the original, dBFS in sixths of an octave', class: 'ink-pre', mark: 'line' },
          { label: 'added by rounding', class: 'dither-none', mark: 'line' },
          { label: 'added with TPDF dither', class: 'ink-panel', mark: 'line' },
          { label: 'added with shaped dither', class: 'ink-taken', mark: 'line' },
        ]}
      />
      <table class="cell-values dither-values">
        <caption>What was added</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">Way</span>
            </th>
            <th scope="col">Level, dBFS</th>
            <th scope="col">2 to 5 kHz, dBFS</th>
            <th scope="col">Moves with the music by</th>
          </tr>
        </thead>
        <tbody>
          {DITHERS.map((dither) => {
            const row = now?.set.variants[dither];
            return (
              <tr key={dither} data-heard={heard.value === dither || undefined}>
                <th scope="row">{LABELS[dither]}</th>
                <td>{row ? written(row.addedDb, '', 1) : '–'}</td>
                <td>{row ? written(row.keenDb, '', 1) : '–'}</td>
                <td>{row ? written(row.movesDb, 'dB', 1) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <details class="text-now">
        <summary>In words</summary>
        <p>
          You hear the {passage.label.toLowerCase()} of {mix.song.title}
          {fades.value ? `, fading out by ${FADE_DB} decibels,` : ''} in {bits.value} bits
          {alone.value
            ? `: only what was added by ${heard.value === 'none' || heard.value === '' ? 'rounding' : label(heard.value)}, raised by ${ADDED_RAISED_DB} decibels`
            : heard.value === ''
              ? ' as soon as you press play'
              : heard.value === 'original'
                ? ' next to the original: now the original'
                : `: ${heard.value === 'none' ? 'rounded, without dither' : `with ${label(heard.value)}`}`}
          .{' '}
          {now &&
            `Rounding adds an error that moves with the music by ${written(now.set.variants.none.movesDb, 'dB', 1)}; with TPDF dither it is noise that stays within ${written(now.set.variants.tpdf.movesDb, 'dB', 1)}. Shaped dither adds more in all, but ${written(Math.max(0, now.set.variants.tpdf.keenDb - now.set.variants.shaped.keenDb), 'dB', 1)} less between 2 and 5 kilohertz, where the ear hears most.`}
        </p>
      </details>
    </Frame>
  );
}

export const Dither = island(DitherCell);
