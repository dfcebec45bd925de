/**
 * The routing, to be drawn: a strip is dragged onto a bus, or tapped and then the bus tapped, or sent there from the
 * list below. What reaches the master twice is found, shown, and told.
 */
import { useSignal } from '@preact/signals';
import type { StripId } from '../../../session/document.ts';
import { newBus, removeBus } from '../../../session/bus.ts';
import type { BusKind } from '../../../session/bus.ts';
import { doublePaths, isUnintended, mayFeed } from '../../../session/paths.ts';
import { sendPatch } from '../../../session/send.ts';
import { SEND_PARAMS, STRIP_PARAMS } from '../../../session/strip-params.ts';
import type { Mix } from '../../../state/types.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { newGesture } from '../../controls/gesture.ts';
import { Slider } from '../../controls/Slider.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { written } from '../../controls/value.ts';
import { Cell } from '../Cell.tsx';
import { isSolo, soloBadge, toggleSolo } from '../hearing.ts';
import { island } from '../island.tsx';
import { writeLevel } from '../level.ts';
import { OutSelect, TapButton } from '../Mixer/Sends.tsx';
import { sectionPassage } from '../passage.ts';
import { RoutingLegend, RoutingMap } from '../routing/RoutingMap.tsx';
import { doubleWords, routingWords } from '../routing/words.ts';
import { SectionLoop } from '../SectionLoop.tsx';
import { useMix } from '../use-mix.ts';
import './bus.css';

export interface BusProps {
  lesson: string | null;
  on: string;
  /** Id of the section that plays in a loop. */
  loop?: string;
  n?: string;
  title?: string;
  first?: string;
}

/** Level of a new send: enough to hear, not enough to startle. */
const NEW_SEND_DB = -12;

type Way = 'out' | 'send';

function BusCell({ lesson, on, loop, n, title = 'Routing', first }: BusProps) {
  const mix = useMix(lesson, on);
  const picked = useSignal<StripId | null>(null);
  const way = useSignal<Way>('out');
  const said = useSignal('');
  const session = mix.session.value;
  const doubles = doublePaths(session);
  const here = picked.value !== null && session.strips[picked.value] ? picked.value : null;

  const join = (from: StripId, to: StripId): void => {
    const strip = session.strips[from]!;
    const target = session.strips[to]!.label;
    if (way.value === 'out') {
      mix.edit({ [`${from}.out`]: to }, newGesture());
      said.value = `${strip.label} goes to ${target} now.`;
    } else {
      mix.edit(sendPatch(session, from, to, NEW_SEND_DB), newGesture());
      said.value = `${strip.label} sends to ${target} at ${written(NEW_SEND_DB, 'dB', 0)} now.`;
    }
    // A send has a level to be set next; after an output, the next tap begins anew.
    picked.value = way.value === 'send' ? from : null;
  };
  const pick = (id: StripId): void => {
    if (here === id) {
      picked.value = null;
      said.value = '';
    } else if (here !== null && mayFeed(session, here, id)) join(here, id);
    else {
      picked.value = id;
      said.value = `${session.strips[id]!.label} is picked.`;
    }
  };
  const make = (kind: BusKind): void => {
    const { id, patch } = newBus(session, kind);
    mix.edit(patch, newGesture());
    picked.value = id;
    said.value = `${kind === 'group' ? 'A group bus' : kind === 'parallel' ? 'A parallel bus with a compressor' : 'A bus with a reverb'} is there now.`;
  };

  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={sectionPassage(mix.song, loop)}
      badge={soloBadge(mix)}
      first={first}
    >
      <div class="bus-tools">
        <Choice<Way>
          name="What joining makes"
          choices={[
            { id: 'out', label: 'Output' },
            { id: 'send', label: 'Send' },
          ]}
          value={way.value}
          onChange={(to) => (way.value = to)}
        />
        <span class="bus-new">
          New:
          <Button onClick={() => make('group')}>Group bus</Button>
          <Button onClick={() => make('parallel')}>Parallel bus</Button>
          <Button onClick={() => make('reverb')}>Reverb bus</Button>
        </span>
        <SectionLoop mix={mix} />
      </div>
      <p class="bus-help">
        {here === null
          ? 'Drag a strip onto a bus. Or tap the strip, then the bus.'
          : `Picked: ${session.strips[here]!.label}. Tap a dashed box to ${way.value === 'out' ? 'send its output there' : 'add a send to it'}, or use the list below.`}
      </p>
      <RoutingMap mix={mix} edit={{ picked: here, pick, join }} />
      <RoutingLegend />
      {here !== null && <Picked mix={mix} id={here} onGone={() => (picked.value = null)} />}
      <ul class="bus-doubles" aria-label="Sounds that reach the master twice">
        {doubles.length === 0 && <li class="bus-clear">✓ Every sound reaches the master once.</li>}
        {doubles.map((path) => (
          <li key={path.from + path.ways.length} class={isUnintended(path) ? 'bus-fault' : 'bus-meant'}>
            {isUnintended(path) ? '○ ' : '✓ '}
            {doubleWords(session, path)}
          </li>
        ))}
      </ul>
      <p class="visually-hidden" role="status">
        {said.value}
      </p>
      <details class="text-now">
        <summary>In words</summary>
        <p>{routingWords(session)}</p>
      </details>
    </Cell>
  );
}

/** Everything about the strip that is picked: its name, where it goes, what it sends; a bus can be taken away. */
function Picked({ mix, id, onGone }: { mix: Mix; id: StripId; onGone: () => void }) {
  const session = mix.session.value;
  const strip = session.strips[id]!;
  const { label } = strip;
  const targets = session.order.filter((to) => mayFeed(session, id, to));
  return (
    <div class="bus-picked" role="group" aria-label={`${label}, picked`}>
      {strip.kind === 'track' ? (
        <strong class="bus-name">{label}</strong>
      ) : (
        <label class="bus-name">
          Name
          <input
            type="text"
            maxLength={32}
            value={label}
            onChange={(event) => mix.edit({ [`${id}.label`]: event.currentTarget.value }, newGesture())}
          />
        </label>
      )}
      <label class="bus-level">
        Level
        <Slider
          param={STRIP_PARAMS.gainDb}
          value={strip.gainDb}
          name={`${label} level`}
          write={writeLevel}
          onChange={(gainDb, gesture) => mix.edit({ [`${id}.gainDb`]: gainDb }, gesture)}
        />
      </label>
      {strip.kind !== 'master' && (
        <>
          <Toggle
            tone="mute"
            value={strip.mute}
            onChange={(mute, gesture) => mix.edit({ [`${id}.mute`]: mute }, gesture)}
          >
            Mute
          </Toggle>
          <Toggle tone="hot" value={isSolo(mix, id)} onChange={() => toggleSolo(mix, id)}>
            Solo
          </Toggle>
          <OutSelect mix={mix} id={id} strip={strip} />
          <div class="bus-sends">
            {targets.map((to) => {
              const target = session.strips[to]!.label;
              const send = strip.sends[to];
              return (
                <div class="bus-send" key={to}>
                  <Toggle
                    value={send !== undefined}
                    name={`Send to ${target} from ${label}`}
                    onChange={(wanted, gesture) =>
                      mix.edit(
                        wanted ? sendPatch(session, id, to, NEW_SEND_DB) : { [`${id}/sends/${to}`]: null },
                        gesture,
                      )
                    }
                  >
                    Send to {target}
                  </Toggle>
                  {send && (
                    <>
                      <Slider
                        param={SEND_PARAMS.gainDb}
                        value={send.gainDb}
                        name={`${label} to ${target}`}
                        write={writeLevel}
                        onChange={(gainDb, gesture) => mix.edit(sendPatch(session, id, to, gainDb), gesture)}
                      />
                      <TapButton
                        mix={mix}
                        id={id}
                        label={label}
                        to={{ id: to, label: target }}
                        tap={send.tap}
                      />
                    </>
                  )}
                </div>
              );
            })}
          </div>
        </>
      )}
      {strip.kind === 'bus' && (
        <Button
          kind="quiet"
          onClick={() => {
            mix.edit(removeBus(session, id), newGesture());
            onGone();
          }}
        >
          Remove this bus
        </Button>
      )}
    </div>
  );
}

export const Bus = island(BusCell);
