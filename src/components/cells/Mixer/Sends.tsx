/** What a strip sends besides, and where its output goes: level, tap before or after the fader, target. */
import { SEND_PARAMS } from '../../../session/strip-params.ts';
import type { Strip, StripId } from '../../../session/document.ts';
import { mayFeed } from '../../../session/paths.ts';
import { sendPatch } from '../../../session/send.ts';
import type { Mix } from '../../../state/types.ts';
import { Slider } from '../../controls/Slider.tsx';
import { newGesture } from '../../controls/gesture.ts';
import { writeLevel } from '../level.ts';

interface SendsProps {
  mix: Mix;
  id: StripId;
  strip: Strip;
  /** Strips that are fed by sends, with their labels. */
  returns: { id: StripId; label: string }[];
}

export function Sends({ mix, id, strip, returns }: SendsProps) {
  const session = mix.session.value;
  const { label } = strip;
  return (
    <div class="strip-sends">
      {returns
        .filter((to) => strip.out !== to.id && mayFeed(session, id, to.id))
        .map((to) => {
          const send = strip.sends[to.id];
          return (
            <div class="strip-send" key={to.id}>
              <span>{to.label}</span>
              <Slider
                param={SEND_PARAMS.gainDb}
                value={send?.gainDb ?? SEND_PARAMS.gainDb.min}
                name={`${label} to ${to.label}`}
                write={writeLevel}
                onChange={(gainDb, gesture) => mix.edit(sendPatch(session, id, to.id, gainDb), gesture)}
              />
              {send && <TapButton mix={mix} id={id} label={label} to={to} tap={send.tap} />}
            </div>
          );
        })}
      <OutSelect mix={mix} id={id} strip={strip} />
    </div>
  );
}

interface TapButtonProps {
  mix: Mix;
  id: StripId;
  label: string;
  to: { id: StripId; label: string };
  tap: 'pre' | 'post';
}

/** Before the fader, so that the send stays when the strip is turned down; or after it, as most are. */
export function TapButton({ mix, id, label, to, tap }: TapButtonProps) {
  return (
    <button
      type="button"
      class={`strip-tap strip-tap-${tap}`}
      aria-label={`${tap} fader: ${label} to ${to.label}`}
      title={
        tap === 'pre' ? 'Taken before the fader. Press: after it' : 'Taken after the fader. Press: before it'
      }
      onClick={() => mix.edit({ [`${id}/sends/${to.id}.tap`]: tap === 'pre' ? 'post' : 'pre' }, newGesture())}
    >
      {tap} fader
    </button>
  );
}

/** Where the output goes: every bus that may take it, and the master. */
export function OutSelect({ mix, id, strip }: { mix: Mix; id: StripId; strip: Strip }) {
  const session = mix.session.value;
  const targets = session.order.filter((to) => to === strip.out || mayFeed(session, id, to));
  return (
    <label class="strip-out-to">
      <span>Output</span>
      <select
        aria-label={`${strip.label} output`}
        value={strip.out}
        onChange={(event) => mix.edit({ [`${id}.out`]: event.currentTarget.value }, newGesture())}
      >
        {targets.map((to) => (
          <option key={to} value={to}>
            {session.strips[to]!.label}
          </option>
        ))}
      </select>
    </label>
  );
}
