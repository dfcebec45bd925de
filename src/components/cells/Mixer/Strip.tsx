/** One channel of the mixer: pan, meter, fader, figure, mute and solo, name in the stem's colour. */
import { STRIP_PARAMS } from '../../../session/strip-params.ts';
import type { Strip as StripState, StripId } from '../../../session/document.ts';
import type { Mix } from '../../../state/types.ts';
import { Fader } from '../../controls/Fader.tsx';
import { Field } from '../../controls/Field.tsx';
import { Slider } from '../../controls/Slider.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { isSolo, toggleSolo } from '../hearing.ts';
import { stemClass } from '../stems.ts';
import { writeLevel } from '../level.ts';
import { Meter } from './Meter.tsx';
import { readPan, speakPan, writePan } from './pan.ts';
import type { Sends as SendsView } from './Sends.tsx';

interface StripProps {
  mix: Mix;
  id: StripId;
  strip: StripState;
  /** What shows its sends and its output; null while they are not shown. */
  Sends: typeof SendsView | null;
  /** Strip to which sends are shown, with its label. */
  returns: { id: StripId; label: string }[];
}

export function Strip({ mix, id, strip, Sends, returns }: StripProps) {
  const { label } = strip;
  const track = strip.kind !== 'master';
  return (
    <div class={`strip ${stemClass(mix.song, id)}`} role="group" aria-label={label}>
      <div class="strip-pan">
        {track ? (
          <Slider
            param={STRIP_PARAMS.pan}
            value={strip.pan}
            name={`${label} pan`}
            write={writePan}
            read={readPan}
            say={speakPan}
            onChange={(pan, gesture) => mix.edit({ [`${id}.pan`]: pan }, gesture)}
          />
        ) : (
          <span class="strip-out">out</span>
        )}
      </div>
      {Sends && (track ? <Sends mix={mix} id={id} strip={strip} returns={returns} /> : <div />)}
      <div class="strip-level">
        <Meter mix={mix} strip={id} name={label} converter={!track} />
        <Fader
          param={STRIP_PARAMS.gainDb}
          value={strip.gainDb}
          name={`${label} level`}
          write={writeLevel}
          onChange={(gainDb, gesture) => mix.edit({ [`${id}.gainDb`]: gainDb }, gesture)}
        />
      </div>
      <Field
        param={STRIP_PARAMS.gainDb}
        value={strip.gainDb}
        name={`${label} level`}
        write={writeLevel}
        onChange={(gainDb, gesture) => mix.edit({ [`${id}.gainDb`]: gainDb }, gesture)}
      />
      <div class="strip-buttons">
        {track && (
          <>
            <Toggle
              tone="mute"
              value={strip.mute}
              name={`Mute ${label}`}
              onChange={(mute, gesture) => mix.edit({ [`${id}.mute`]: mute }, gesture)}
            >
              M
            </Toggle>
            <Toggle
              tone="hot"
              value={isSolo(mix, id)}
              name={`Solo ${label}`}
              onChange={() => toggleSolo(mix, id)}
            >
              S
            </Toggle>
          </>
        )}
      </div>
      <span class="strip-name">{label}</span>
    </div>
  );
}
