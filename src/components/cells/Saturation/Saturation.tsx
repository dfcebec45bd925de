/** Saturation: what it adds to a test tone, and what it does to the sound's spectrum. */
import { formatNumber } from '../../../dsp/core/params.ts';
import { saturationSpec } from '../../../dsp/effects/saturation/spec.ts';
import { sounding } from '../../../state/audio.ts';
import { InsertSpectrum } from '../dynamics/InsertSpectrum.tsx';
import { InsertCell, useInsert } from '../insert-cell.tsx';
import type { InsertCellProps } from '../insert-cell.tsx';
import { island } from '../island.tsx';
import { stemClass } from '../stems.ts';
import { Harmonics, TONE_DB, TONE_HZ, useHarmonics } from './Harmonics.tsx';

export type SaturationProps = InsertCellProps;

const figure = (db: number | undefined): string =>
  db === undefined ? '–' : db <= -100 ? 'none' : formatNumber(db, 'dB', 0).figure;

function SaturationCell(props: SaturationProps) {
  const frame = useInsert(props, saturationSpec);
  const { mix, view, strip } = frame;
  const { values } = view;
  const label = mix.session.value.strips[strip]!.label;
  const levels = useHarmonics(
    { effect: saturationSpec.id, values, on: view.present && view.on },
    sounding.value === mix.id,
  );
  const unit = (db: number | undefined) => (db !== undefined && db <= -100 ? '' : 'dB');
  return (
    <InsertCell
      frame={frame}
      taken
      picture={
        <div class="picture-pair">
          <InsertSpectrum frame={frame} label={`The spectrum of ${label} before and after`} />
          <Harmonics levels={levels} />
        </div>
      }
      legend={[
        { label: `${label} before`, class: 'ink-pre', mark: 'line' },
        { label: `${label} after`, class: stemClass(mix.song, strip), mark: 'line', strip },
        { label: 'the test tone', class: 'ink-rule', mark: 'area' },
        { label: 'harmonics that are added to it', class: 'ink-gr', mark: 'area' },
      ]}
      controls={
        <>
          {frame.choice('character')}
          <div class="knobs">{(['driveDb', 'outputDb', 'mixPct'] as const).map((id) => frame.knob(id))}</div>
        </>
      }
      readOuts={[
        { label: 'Second harmonic', unit: unit(levels?.[1]), figure: figure(levels?.[1]) },
        { label: 'Third harmonic', unit: unit(levels?.[2]), figure: figure(levels?.[2]) },
      ]}
      words={
        <>
          {saturationSpec.params.character.choices.find(({ id }) => id === values.character)!.label} with a
          drive of {frame.say('driveDb')}.
          {levels &&
            ` A tone of ${TONE_HZ} hertz at minus ${-TONE_DB} decibels gets a second harmonic of ${figure(levels[1]).replace('−', 'minus ')} and a third of ${figure(levels[2]).replace('−', 'minus ')}${levels[2]! > -100 ? ' decibels' : ''}.`}
        </>
      }
    />
  );
}

export const Saturation = island(SaturationCell);
