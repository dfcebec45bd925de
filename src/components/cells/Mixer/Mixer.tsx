/** The mixer: the strips that a lesson is about, or all of them. On a narrow page it scrolls sideways inside. */
import { useSignal } from '@preact/signals';
import { asked } from '../../../state/late.ts';
import { island } from '../island.tsx';
import { useMix } from '../use-mix.ts';
import { Cell } from '../Cell.tsx';
import { idList, sectionPassage } from '../passage.ts';
import { SectionLoop } from '../SectionLoop.tsx';
import { soloBadge } from '../hearing.ts';
import { speakPan } from './pan.ts';
import { writeLevel } from '../level.ts';
import { Strip } from './Strip.tsx';
import './mixer.css';

export interface MixerProps {
  lesson: string | null;
  on: string;
  /** Ids of the strips to show at first; all unless told. */
  show?: string;
  /** Id of the section that plays in a loop. */
  loop?: string;
  n?: string;
  title?: string;
  first?: string;
}

type More = typeof import('./more.ts');

function MixerCell({ lesson, on, show, loop, n, title = 'Mixer', first }: MixerProps) {
  const mix = useMix(lesson, on);
  const all = useSignal(false);
  const rest = useSignal<More | null>(null);
  const toggle = async () => {
    all.value = !all.value;
    // Strips are shown all the same; the next press tries again.
    rest.value ??= await asked(import('./more.ts'));
  };
  const session = mix.session.value;
  const named = idList(show);
  for (const id of named) {
    if (!session.strips[id])
      throw new Error(`<Mixer on="${on}">: no strip "${id}". There are: ${session.order.join(', ')}.`);
  }
  const more = all.value ? rest.value : null;
  const visible =
    all.value || named.length === 0
      ? session.order
      : [...named, ...session.order.filter((id) => session.strips[id]?.kind === 'master')];
  const hidden = session.order.length - visible.length;
  return (
    <Cell
      n={n}
      title={title}
      mix={mix}
      passage={sectionPassage(mix.song, loop)}
      badge={soloBadge(mix)}
      first={first}
      more={{ open: all.value, toggle: () => void toggle() }}
    >
      <div class="mixer" tabindex={0} role="group" aria-label="Channels">
        {visible.map((id) => (
          <Strip
            key={id}
            mix={mix}
            id={id}
            strip={session.strips[id]!}
            Sends={more?.Sends ?? null}
            returns={more?.returnsOf(session) ?? []}
          />
        ))}
      </div>
      <div class="mixer-foot">
        <SectionLoop mix={mix} />
        {!all.value && hidden > 0 && (
          <span class="mixer-hidden">Playing along: {hidden} more. Press More.</span>
        )}
      </div>
      {more && (
        <>
          <more.RoutingMap mix={mix} />
          <more.RoutingLegend />
        </>
      )}
      <details class="text-now">
        <summary>In words</summary>
        <p>
          {visible
            .map((id) => {
              const strip = session.strips[id]!;
              const level = writeLevel(strip.gainDb);
              return `${strip.label}: ${level.figure} ${level.unit}${strip.kind === 'master' ? '' : `, ${speakPan(strip.pan)}`}${strip.mute ? ', muted' : ''}`;
            })
            .join('; ')}
          . {more?.routingWords(session)}
        </p>
      </details>
    </Cell>
  );
}

export const Mixer = island(MixerCell);
