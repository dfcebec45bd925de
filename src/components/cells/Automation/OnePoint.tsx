/** Points one at a time, without the picture: added, stepped through, typed, deleted. */
import { number } from '../../../dsp/core/params.ts';
import { transport } from '../../../state/audio.ts';
import { Button } from '../../controls/Button.tsx';
import { Field } from '../../controls/Field.tsx';
import { newGesture } from '../../controls/gesture.ts';
import type { OpenLane } from './open-lane.ts';

interface OnePointProps {
  lane: OpenLane;
  durationS: number;
  /** Number of the point that is picked, from 0; null: none. */
  picked: number | null;
  pick: (index: number | null) => void;
  add: (atS: number) => void;
  remove: (index: number) => void;
}

export function OnePoint({ lane, durationS, picked, pick, add, remove }: OnePointProps) {
  const { target, scale, points } = lane;
  const last = points.length - 1;
  const [atS, value] = points[picked ?? -1] ?? [0, 0];
  return (
    <fieldset class="lane-set">
      <legend>{picked === null ? 'One point' : `Point ${picked + 1} of ${points.length}`}</legend>
      <Button onClick={() => add(transport.peek().positionS)}>Add at the play head</Button>
      <Button
        kind="quiet"
        name="Point before"
        disabled={points.length === 0}
        onClick={() => pick(picked === null ? last : Math.max(0, picked - 1))}
      >
        ‹
      </Button>
      <Button
        kind="quiet"
        name="Point after"
        disabled={points.length === 0}
        onClick={() => pick(picked === null ? 0 : Math.min(last, picked + 1))}
      >
        ›
      </Button>
      {picked !== null && (
        <>
          <Field
            key={`time ${picked}`}
            param={number('Time', 's', { min: 0, max: durationS, default: 0, decimals: 2 })}
            value={atS}
            name="Time of the point"
            onChange={(s, gesture) => lane.move(picked, s, value, gesture)}
          />
          <Field
            key={`${target.address} ${picked}`}
            param={scale.param}
            value={value}
            name={`${target.kind === 'level' ? 'Level' : target.label} of the point`}
            write={scale.write}
            read={scale.read}
            onChange={(next, gesture) => lane.move(picked, atS, next, gesture)}
          />
          <Button onClick={() => remove(picked)}>Delete point</Button>
        </>
      )}
      {points.length > 0 && (
        <Button
          kind="quiet"
          onClick={() => {
            pick(null);
            lane.write([], newGesture());
          }}
        >
          Clear the lane
        </Button>
      )}
    </fieldset>
  );
}
