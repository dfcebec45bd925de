/**
 * A master made ready for a record: the side's length decides the level, the bass goes to the middle, sibilants are
 * held back. What a cutting engineer would do are live inserts on the stereo output; middle and sides are measured.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import {
  GROOVE_MM,
  pitchMm,
  REFERENCE_MIN,
  sideLevelDb,
  sideMinutes,
} from '../../../course/delivery/vinyl.ts';
import type { NumberParam } from '../../../dsp/core/params.ts';
import { deesserSpec } from '../../../dsp/effects/deesser/spec.ts';
import { limiterSpec } from '../../../dsp/effects/limiter/spec.ts';
import { stereoSpec } from '../../../dsp/effects/stereo/spec.ts';
import { trimSpec } from '../../../dsp/effects/trim/spec.ts';
import { Field } from '../../controls/Field.tsx';
import { Knob } from '../../controls/Knob.tsx';
import { spokenValue, written } from '../../controls/value.ts';
import { BeforeAfter } from '../BeforeAfter.tsx';
import { Cell } from '../Cell.tsx';
import { InsertSwitch } from '../InsertSwitch.tsx';
import { viewInsert } from '../insert.ts';
import { island } from '../island.tsx';
import { Legend } from '../Legend.tsx';
import { sectionPassage } from '../passage.ts';
import { ReadOuts } from '../ReadOuts.tsx';
import { useMeasured } from '../space/use-measured.ts';
import { useMix } from '../use-mix.ts';
import { CUT, measureCut } from './cut.ts';
import { MINUTES, SidePicture } from './SidePicture.tsx';
import type { Range } from './SidePicture.tsx';
import { SidesChart } from './SidesChart.tsx';
import './vinyl.css';

export interface VinylProps {
  lesson: string | null;
  /** A master whose stereo output has the inserts `mono` (stereo), `deess` (de-esser) and `level` (trim). */
  on: string;
  /** Strip that the inserts stand on; the master unless told. */
  strip?: string;
  /** Section that is heard and measured. */
  loop: string;
  n?: string;
  title?: string;
  first?: string;
}

interface VinylView extends VinylProps {
  /** Minutes of a good side and of the longest; outer and inner radius (mm). */
  facts: { best: Range; most: Range; radii: Range };
}

function VinylCell({ lesson, on, strip = 'master', loop, facts, n, title = 'Vinyl', first }: VinylView) {
  const mix = useMix(lesson, on);
  const passage = sectionPassage(mix.song, loop)!;
  const mono = viewInsert(mix, stereoSpec, strip, CUT.mono);
  const deess = viewInsert(mix, deesserSpec, strip, CUT.deess);
  const level = viewInsert(mix, trimSpec, strip, CUT.level);
  const limit = viewInsert(mix, limiterSpec, strip, 'limit');
  const more = useSignal(false);
  const controls = useRef<HTMLDivElement>(null);
  const radii = { outerMm: facts.radii[0], innerMm: facts.radii[1] };
  const minutes = Math.min(MINUTES.max, Math.max(MINUTES.min, sideMinutes(level.values.gainDb, radii)));
  const levelDb = level.values.gainDb;
  const setMinutes = (next: number, gesture: string) =>
    level.set({ gainDb: Math.round(sideLevelDb(next, radii) * 10) / 10 }, gesture);

  const measured = useMeasured(mix, controls, `${strip} ${loop}`, (session, signal) =>
    measureCut(mix, session, strip, passage, signal),
  ).value;
  const monoHz = mono.values.monoBelowHz;
  const monoOn = mono.on && monoHz > 20;
  const { value: found } = measured;
  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={passage}
      first={first}
      resetPrefix={strip}
      more={{ open: more.value, toggle: () => (more.value = !more.value) }}
      compare={<BeforeAfter mix={mix} strip={strip} insert={CUT.mono} passage={passage} taken />}
    >
      <SidePicture
        minutes={minutes}
        levelDb={levelDb}
        radii={radii}
        best={facts.best}
        most={facts.most}
        onChange={setMinutes}
      />
      <Legend
        entries={[
          {
            label: `level that fits, against a side of ${REFERENCE_MIN} min: drag along it`,
            class: 'ink-job',
            mark: 'line',
          },
          { label: `best: ${facts.best.join(' to ')} min`, class: 'ink-panel', mark: 'area' },
          { label: `longest: ${facts.most.join(' to ')} min`, class: 'vinyl-long', mark: 'area' },
        ]}
      />
      <div class="controls" ref={controls}>
        <div class="knobs">
          <div class="vinyl-minutes">
            <Field
              param={MINUTES}
              value={Math.round(minutes * 10) / 10}
              onChange={setMinutes}
              name="Side length"
              write={(value) => ({ figure: value.toFixed(1), unit: 'min' })}
              read={(text) => (/min$/.test(text) ? Number.parseFloat(text) : null)}
            />
            <span class="knob-label">Side length</span>
          </div>
          <Knob
            param={stereoSpec.params.monoBelowHz as NumberParam}
            value={monoHz}
            of="Bass"
            onChange={(value, gesture) => mono.set({ monoBelowHz: value }, gesture)}
          />
          <Knob
            param={deesserSpec.params.thresholdDb as NumberParam}
            value={deess.values.thresholdDb}
            of="De-esser"
            label="De-ess from"
            onChange={(value, gesture) => deess.set({ thresholdDb: value }, gesture)}
          />
          {more.value && (
            <>
              <Knob
                param={deesserSpec.params.freqHz as NumberParam}
                value={deess.values.freqHz}
                of="De-esser"
                onChange={(value, gesture) => deess.set({ freqHz: value }, gesture)}
              />
              <Knob
                param={deesserSpec.params.ratio as NumberParam}
                value={deess.values.ratio}
                of="De-esser"
                onChange={(value, gesture) => deess.set({ ratio: value }, gesture)}
              />
            </>
          )}
        </div>
        <div class="vinyl-switches">
          <InsertSwitch view={deess} label="De-esser" />
          <InsertSwitch view={limit} label="Limiter" />
        </div>
        <ReadOuts
          items={[
            { label: 'Level of the side', unit: 'dB', figure: written(levelDb, '', 1, true) },
            { label: 'Turn to turn', unit: 'mm', figure: pitchMm(minutes, radii).toFixed(3) },
            {
              label: 'Sides under 100 Hz',
              unit: 'dB',
              figure: found ? written(Math.max(-99, found.now.bassSideDb), '', 1) : '–',
            },
            {
              label: 'Sibilants, 5 to 9 kHz',
              unit: 'dBFS',
              figure: found ? written(found.now.sibilanceDb, '', 1) : '–',
            },
          ]}
        />
      </div>
      <SidesChart
        label={`Middle and sides of the ${passage.label.toLowerCase()}, by frequency`}
        cut={measured.value}
      />
      <p class="cell-text vinyl-said" role="status">
        {measured.trouble ?? (measured.busy ? 'Measuring…' : '')}
      </p>
      <details class="text-now">
        <summary>In words</summary>
        <p>
          A side of {minutes.toFixed(1)} minutes has its turns {pitchMm(minutes, radii).toFixed(3)}{' '}
          millimetres apart and can be cut {written(Math.abs(levelDb), 'dB', 1)}{' '}
          {levelDb < 0 ? 'quieter' : 'louder'} than one of {REFERENCE_MIN}.{' '}
          {monoOn
            ? `Below ${spokenValue(stereoSpec.params.monoBelowHz as NumberParam, monoHz)} everything is in the middle.`
            : 'The bass is as wide as it arrives.'}{' '}
          {deess.on
            ? `The de-esser holds sibilants from ${spokenValue(deesserSpec.params.thresholdDb as NumberParam, deess.values.thresholdDb)}.`
            : 'The de-esser is off.'}{' '}
          {found &&
            `Under 100 hertz the sides lie ${written(Math.abs(Math.max(-99, found.now.bassSideDb)), 'dB', 1)} under the middle; as the master arrives it is ${written(Math.abs(found.arrives.bassSideDb), 'dB', 1)}.`}{' '}
          The level is a model: 33⅓ turns a minute between radii of {radii.outerMm} and {radii.innerMm} mm,
          and {GROOVE_MM} mm of groove and land at rest, which is our assumption.
        </p>
      </details>
    </Cell>
  );
}

export const Vinyl = island(VinylCell);
