/**
 * The equaliser's picture: spectra on a canvas, and over them the curve with a dot for each band. Gain has its
 * scale at the left, the spectra theirs at the right. Everything lies at percentages of the width and pixels of
 * the height, so that the server draws it at its final size.
 */
import type { RefObject } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { levelScale } from '../../charts/scales.ts';
import { linePath } from '../../charts/line-path.ts';
import { Stretched } from '../../charts/Stretched.tsx';
import { format } from '../../../dsp/core/params.ts';
import { gestureRun, newGesture } from '../../controls/gesture.ts';
import { holdPointer, STILL_PX } from '../../controls/hold-pointer.ts';
import { useUnscrolled } from '../../controls/use-unscrolled.ts';
import { nudge, snap, spokenValue } from '../../controls/value.ts';
import { ACROSS, FrequencyAxis, GainAxis, SpectrumLevels } from '../spectrum-axes.tsx';
import { BANDS, bandIsOn, bandParam, bandValue, curveDb, hasGain, onlyBand } from './bands.ts';
import type { Band, BandId, EqValues } from './bands.ts';

const PICTURE_HEIGHT = 280;
/** What the gain scale reaches, in dB. */
const GAIN_DB = 18;

const gainScale = levelScale(PICTURE_HEIGHT, -GAIN_DB, GAIN_DB);
const CURVE_POINTS = 240;
const CURVE_HZ = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => ACROSS.from((i / CURVE_POINTS) * 100));
const SAMPLE_RATE = 48_000;

interface PictureProps {
  label: string;
  values: EqValues;
  selected: BandId;
  onSelect: (band: BandId) => void;
  onChange: (changes: Record<string, number | boolean>, gesture: string) => void;
  canvas: RefObject<HTMLCanvasElement>;
  disabled?: boolean;
}

/** A pass filter that is off lies under the line, so that it covers no band that is on. */
const PARKED_PX = 26;
/** By how much a dot near an edge of the picture stands further in, so that all of it is seen. */
const INSET_PX = 14;
const insetPx = (percent: number): number =>
  INSET_PX * (Math.max(0, 1 - percent / 5) - Math.max(0, 1 - (100 - percent) / 5));

const clampY = (y: number): number => Math.min(PICTURE_HEIGHT - 14, Math.max(14, y));

/** How far beyond the picture's edges a curve is drawn, in pixels, so that it leaves it steeply. */
const BEYOND_PX = 120;
const curve = (gainsDb: readonly number[]): string =>
  linePath(
    gainsDb.map((db, i) => [
      (i / CURVE_POINTS) * 100,
      Math.min(PICTURE_HEIGHT + BEYOND_PX, Math.max(-BEYOND_PX, gainScale.to(db))),
    ]),
  );

export function Picture({ label, values, selected, onSelect, onChange, canvas, disabled }: PictureProps) {
  const box = useRef<SVGSVGElement>(null);
  const whole = curveDb(values, CURVE_HZ, SAMPLE_RATE);
  const line = curve(whole);
  const zero = gainScale.to(0);
  const alone = bandIsOn(values, selected)
    ? curve(curveDb(onlyBand(values, selected), CURVE_HZ, SAMPLE_RATE))
    : null;
  return (
    <div class="picture eq-picture">
      <canvas ref={canvas} aria-hidden="true" />
      <svg ref={box} role="group" aria-label={label}>
        <g aria-hidden="true">
          <GainAxis down={gainScale} marksDb={[12, 6, 0, -6, -12]} traced />
          <FrequencyAxis height={PICTURE_HEIGHT} />
          <SpectrumLevels height={PICTURE_HEIGHT} />
        </g>
        <Stretched height={PICTURE_HEIGHT}>
          <path class="eq-fill" d={`${line}L100 ${zero}L0 ${zero}Z`} />
          {alone && <path class="eq-alone" d={alone} />}
          <path class="curve" d={line} />
        </Stretched>
        {BANDS.map((band, i) => (
          <Dot
            key={band.id}
            band={band}
            number={i + 1}
            values={values}
            whole={whole}
            selected={band.id === selected}
            box={box}
            onSelect={onSelect}
            onChange={onChange}
            disabled={disabled}
          />
        ))}
      </svg>
    </div>
  );
}

interface DotProps extends Pick<PictureProps, 'values' | 'onSelect' | 'onChange' | 'disabled'> {
  band: Band;
  number: number;
  whole: readonly number[];
  selected: boolean;
  box: RefObject<SVGSVGElement>;
}

function Dot({ band, number, values, whole, selected, box, onSelect, onChange, disabled }: DotProps) {
  const run = useMemo(() => gestureRun(), []);
  const latest = useRef(values);
  latest.current = values;
  const on = bandIsOn(values, band.id);
  const freqHz = bandValue<number>(values, band.id, 'freqHz');
  const freqParam = bandParam(band.id, 'freqHz');
  const withGain = hasGain(values, band);
  const gainDb = withGain ? bandValue<number>(values, band.id, 'gainDb') : 0;
  const nearest = Math.round((ACROSS.to(freqHz) / 100) * CURVE_POINTS);
  const parkedPx = band.kind === 'pass' && !on ? PARKED_PX : 0;
  const y = clampY(gainScale.to(withGain ? (on ? gainDb : 0) : on ? (whole[nearest] ?? 0) : 0) + parkedPx);
  const name = band.name(values);

  const spoken = on
    ? [
        spokenValue(freqParam, freqHz),
        withGain ? spokenValue(bandParam(band.id, 'gainDb'), gainDb) : '',
        band.kind === 'bell'
          ? `Q ${format(bandParam(band.id, 'q'), bandValue<number>(values, band.id, 'q')).figure}`
          : '',
      ]
        .filter(Boolean)
        .join(', ')
    : 'off';

  const hold = useRef<SVGGElement>(null);
  useUnscrolled(hold);

  const pointerDown = (event: PointerEvent) => {
    const dot = event.currentTarget as SVGGElement;
    onSelect(band.id);
    if (disabled || event.button !== 0) return;
    const gesture = newGesture();
    const rect = box.current!.getBoundingClientRect();
    const startPercent = ACROSS.to(freqHz);
    // A band that is off begins at zero, whatever gain it remembers.
    const startDb = on ? gainDb : 0;
    dot.focus({ preventScroll: true });
    event.preventDefault();
    const onMove = (e: PointerEvent, dxPx: number, dyPx: number) => {
      const fine = e.shiftKey ? 0.12 : 1;
      const dx = dxPx * fine;
      const dy = dyPx * fine;
      const changes: Record<string, number | boolean> = {
        [`${band.id}.freqHz`]: snap(freqParam, ACROSS.from(startPercent + (dx / rect.width) * 100)),
      };
      if (withGain) {
        changes[`${band.id}.gainDb`] = snap(
          bandParam(band.id, 'gainDb'),
          startDb - (dy / rect.height) * 2 * GAIN_DB,
        );
      }
      if (!bandIsOn(latest.current, band.id)) changes[`${band.id}.on`] = true;
      onChange(changes, gesture);
    };
    holdPointer(event, { onMove, fromPx: STILL_PX });
  };

  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const size = event.shiftKey ? 'fine' : 'normal';
    const gesture = () => run();
    const frequency = (direction: 1 | -1) =>
      onChange(
        { [`${band.id}.freqHz`]: nudge(freqParam, freqHz, direction, size), [`${band.id}.on`]: true },
        gesture(),
      );
    const gain = (direction: 1 | -1) =>
      withGain &&
      onChange(
        {
          [`${band.id}.gainDb`]: nudge(bandParam(band.id, 'gainDb'), on ? gainDb : 0, direction, size),
          [`${band.id}.on`]: true,
        },
        gesture(),
      );
    const width = (direction: 1 | -1) => {
      if (band.kind !== 'bell') return;
      const q = bandParam(band.id, 'q');
      onChange(
        { [`${band.id}.q`]: nudge(q, bandValue<number>(values, band.id, 'q'), direction, 'large') },
        gesture(),
      );
    };
    const action = {
      ArrowLeft: () => frequency(-1),
      ArrowRight: () => frequency(1),
      ArrowUp: () => gain(1),
      ArrowDown: () => gain(-1),
      PageUp: () => width(1),
      PageDown: () => width(-1),
      Delete: () => onChange({ [`${band.id}.on`]: false }, gesture()),
      Enter: () => onSelect(band.id),
      ' ': () => onChange({ [`${band.id}.on`]: !on }, gesture()),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(band.id);
    if (!disabled) action();
  };

  return (
    <svg x={`${ACROSS.to(freqHz)}%`} y={y} class="eq-place" overflow="visible">
      <g
        class="eq-dot"
        transform={`translate(${insetPx(ACROSS.to(freqHz)).toFixed(1)} 0)`}
        ref={hold}
        role="button"
        tabindex={0}
        aria-pressed={selected}
        aria-label={`Band ${number}, ${name}: ${spoken}`}
        aria-description="Left and right: frequency. Up and down: gain. Page keys: width. Space: on or off."
        data-on={on || undefined}
        onPointerDown={pointerDown}
        onKeyDown={keyDown}
        onFocus={() => onSelect(band.id)}
        onDblClick={() =>
          !disabled &&
          withGain &&
          onChange({ [`${band.id}.gainDb`]: bandParam(band.id, 'gainDb').default }, newGesture())
        }
      >
        <circle class="eq-hit" r="22" />
        <circle class="eq-focus" r="17" />
        <circle class="eq-ring" r="11" />
        <text class="eq-number" y="4">
          {number}
        </text>
      </g>
    </svg>
  );
}
