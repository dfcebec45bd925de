/** One stem: what it loses on one loudspeaker, as a bar against its limit, and where it stands and how wide. */
import { monoLossWord } from '../../../course/figure-words.ts';
import { STRIP_PARAMS } from '../../../session/strip-params.ts';
import type { StripId } from '../../../session/document.ts';
import type { Mix } from '../../../state/types.ts';
import { Slider } from '../../controls/Slider.tsx';
import { written } from '../../controls/value.ts';
import { readPan, speakPan, writePan } from '../Mixer/pan.ts';
import { stemClass } from '../stems.ts';
import './width.css';

/** The bars' scale ends here; more is written, and the bar is full. */
const MOST_LU = 10;
/** By so little a limit is not passed: it would be written as the limit itself. */
const ROUNDING_LU = 0.05;

/** A loss in figures or a word. Printed as zero it carries no sign; what is a hair louder in mono loses nothing. */
export const writeLoss = (lu: number): string => monoLossWord(lu) ?? written(Math.max(0, lu), 'LU', 1);

/** Whether more is lost than may be. */
export const isOver = (lossLu: number, limitLu: number | null): boolean =>
  limitLu !== null && lossLu > limitLu + ROUNDING_LU;

const across = (lu: number): string => `${(Math.min(MOST_LU, Math.max(0, lu)) / MOST_LU) * 100}%`;

interface LossRowProps {
  mix: Mix;
  id: StripId;
  /** Null until it is measured. */
  lossLu: number | null;
  limitLu: number | null;
  /** Whether the picture shows it. */
  seen: boolean;
  onSee: () => void;
}

export function LossRow({ mix, id, lossLu, limitLu, seen, onSee }: LossRowProps) {
  const strip = mix.session.value.strips[id]!;
  const over = lossLu !== null && isOver(lossLu, limitLu);
  return (
    <li class={`width-row ${stemClass(mix.song, id)}`}>
      <button
        type="button"
        class="width-name"
        aria-pressed={seen}
        title={`Show ${strip.label} in the picture`}
        onClick={onSee}
      >
        {strip.label}
      </button>
      <svg class="width-bar" width="100%" height="18" aria-hidden="true">
        <rect class="width-slot" x="0" y="4" width="100%" height="10" rx="2" />
        {lossLu !== null && <rect class="width-fill" x="0" y="4" width={across(lossLu)} height="10" rx="2" />}
        {limitLu !== null && (
          <line class="width-limit" x1={across(limitLu)} x2={across(limitLu)} y1="0" y2="18" />
        )}
      </svg>
      <span class="width-loss" data-over={over || undefined}>
        {lossLu === null ? '–' : writeLoss(lossLu)}
        {over && <small> over</small>}
      </span>
      {strip.kind === 'master' ? (
        <span />
      ) : (
        <Slider
          param={STRIP_PARAMS.pan}
          value={strip.pan}
          name={`${strip.label} pan`}
          write={writePan}
          read={readPan}
          say={speakPan}
          onChange={(pan, gesture) => mix.edit({ [`${id}.pan`]: pan }, gesture)}
        />
      )}
      <Slider
        param={STRIP_PARAMS.width}
        value={strip.width}
        name={`${strip.label} width`}
        onChange={(width, gesture) => mix.edit({ [`${id}.width`]: width }, gesture)}
      />
    </li>
  );
}
