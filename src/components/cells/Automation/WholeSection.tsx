/** A whole section at once: set to one value, or silenced. */
import { useSignal } from '@preact/signals';
import type { Section } from '../../../state/types.ts';
import { Button } from '../../controls/Button.tsx';
import { Slider } from '../../controls/Slider.tsx';
import type { OpenLane } from './open-lane.ts';

/** The way to a new value and back when a section is set, and when it is silenced: as short as does not click. */
const RIDE_RAMP_S = 0.12;
const MUTE_RAMP_S = 0.02;

interface WholeSectionProps {
  sections: readonly Section[];
  lane: OpenLane;
  /** What it would be set to; null: what the lane begins with. */
  value: number | null;
  onValue: (value: number) => void;
  /** Points were written that the picked one is none of. */
  onSet: () => void;
}

export function WholeSection({ sections, lane, value, onValue, onSet }: WholeSectionProps) {
  const chosen = useSignal(sections[0]?.id ?? '');
  const { target, scale } = lane;
  const { silence, ride } = scale;
  const rideTo = value ?? ride?.first ?? 0;
  const set = (to: number, rampS: number): void => {
    const section = sections.find(({ id }) => id === chosen.value);
    if (!section) return;
    lane.set(section, to, rampS);
    onSet();
  };
  return (
    <fieldset class="lane-set">
      <legend>A whole section</legend>
      <label class="section-loop">
        <span class="visually-hidden">Section to set</span>
        <select value={chosen.value} onChange={(event) => (chosen.value = event.currentTarget.value)}>
          {sections.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {ride && (
        <>
          <Slider
            key={target.address}
            param={ride.param}
            value={rideTo}
            name={target.kind === 'level' ? 'Change of the section' : `${target.label} in the section`}
            write={scale.write}
            onChange={onValue}
          />
          <Button onClick={() => set(rideTo, RIDE_RAMP_S)}>Set</Button>
        </>
      )}
      {silence !== null && <Button onClick={() => set(silence, MUTE_RAMP_S)}>Silence</Button>}
    </fieldset>
  );
}
