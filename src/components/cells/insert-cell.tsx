/**
 * The frame of every cell that works one insert of a strip: what it looks at, before and after, the switch, the
 * knobs of the simple view and those of *More*, the read-outs and the words. A cell adds its picture.
 */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { EffectSpec } from '../../dsp/core/effect.ts';
import type { ChoiceParam, NumberParam, Params, ParamValue } from '../../dsp/core/params.ts';
import type { InsertId, StripId } from '../../session/document.ts';
import type { Mix } from '../../state/types.ts';
import { Choice } from '../controls/Choice.tsx';
import { Knob } from '../controls/Knob.tsx';
import { Toggle } from '../controls/Toggle.tsx';
import { spokenValue } from '../controls/value.ts';
import { BeforeAfter } from './BeforeAfter.tsx';
import { Cell } from './Cell.tsx';
import { isSolo, soloBadge, toggleSolo } from './hearing.ts';
import { viewInsert } from './insert.ts';
import type { InsertView } from './insert.ts';
import { InsertSwitch, offBadge } from './InsertSwitch.tsx';
import { Legend } from './Legend.tsx';
import type { LegendEntry } from './Legend.tsx';
import { sectionPassage } from './passage.ts';
import type { Passage } from './passage.ts';
import { ReadOuts } from './ReadOuts.tsx';
import type { ReadOut } from './ReadOuts.tsx';
import { useMix } from './use-mix.ts';

/** What a lesson writes on any cell of an insert. */
export interface InsertCellProps {
  lesson: string | null;
  /** The lesson's mix. */
  on: string;
  /** Strip of the mix: `vox`, `master`. */
  strip: StripId;
  /** Name of the insert on that strip; the first edit makes it where the mix has none of that name. */
  insert: InsertId;
  /** The section that goes round when play is pressed in this cell. */
  loop?: string;
  /** Lesson and cell: `7.1`. */
  n?: string;
  title?: string;
  /** "Look here first": where to begin. */
  first?: string;
}

/** One insert as its cell sees it. */
export interface InsertFrame<S extends Params> {
  mix: Mix;
  spec: EffectSpec<string, S>;
  strip: StripId;
  insert: InsertId;
  passage: Passage | null;
  view: InsertView<S>;
  /** "Compressor": the effect's name, in the switch and before each knob's. */
  label: string;
  n?: string | undefined;
  title: string;
  first?: string | undefined;
  /** Whether *More* is open. */
  more: Signal<boolean>;
  /** A knob of a number. `of` and `label` name it where the declaration's own name would not tell which. */
  knob(id: keyof S & string, options?: { small?: boolean; of?: string; label?: string }): ComponentChildren;
  /** Buttons side by side of a choice. */
  choice(id: keyof S & string, name?: string): ComponentChildren;
  /** An on/off button of a toggle. */
  toggle(id: keyof S & string): ComponentChildren;
  /** A number with its unit in words, for the text. */
  say(id: keyof S & string): string;
}

/** Opens the insert that a lesson names. Throws, which fails the build, when there is no such strip or section. */
export function useInsert<S extends Params>(
  { lesson, on, strip, insert, loop, n, title, first }: InsertCellProps,
  spec: EffectSpec<string, S>,
  label: string = spec.label,
): InsertFrame<S> {
  const mix = useMix(lesson, on);
  const view = viewInsert(mix, spec, strip, insert);
  const more = useSignal(false);
  const values = view.values as Readonly<Record<string, ParamValue>>;
  const numberOf = (id: string) => spec.params[id] as NumberParam;
  return {
    mix,
    spec,
    strip,
    insert,
    passage: sectionPassage(mix.song, loop),
    view,
    label,
    n,
    title: title ?? label,
    first,
    more,
    knob: (id, { small = false, of = label, label: name } = {}) => (
      <Knob
        key={id}
        param={numberOf(id)}
        value={values[id] as number}
        of={of}
        small={small}
        onChange={(value, gesture) => view.set({ [id]: value }, gesture)}
        {...(name === undefined ? {} : { label: name })}
      />
    ),
    choice: (id, name = spec.params[id]!.label) => (
      <Choice
        key={id}
        name={name}
        choices={(spec.params[id] as ChoiceParam).choices}
        value={values[id] as string}
        onChange={(value, gesture) => view.set({ [id]: value }, gesture)}
      />
    ),
    toggle: (id) => (
      <Toggle
        key={id}
        value={values[id] as boolean}
        onChange={(value, gesture) => view.set({ [id]: value }, gesture)}
      >
        {spec.params[id]!.label}
      </Toggle>
    ),
    say: (id) => spokenValue(numberOf(id), values[id] as number),
  };
}

interface InsertCellFrameProps {
  frame: InsertFrame<Params>;
  /** Whether what the insert takes away can be heard alone: where that means something. */
  taken?: boolean;
  /** A state of the cell itself that must not be overlooked, before all others; solo and *off* come by themselves. */
  badge?: string | null;
  /** The picture, at the top. */
  picture: ComponentChildren;
  legend: LegendEntry[];
  /** The controls that matter, in a row. The switch and the read-outs follow them. */
  controls: ComponentChildren;
  readOuts?: ReadOut[];
  /** Rows of the cell's own, over and under that of the controls. */
  above?: ComponentChildren;
  below?: ComponentChildren;
  /** A sentence when what the cell measures could not be measured. */
  trouble?: string | null;
  /** The last row, behind *More*. */
  more?: ComponentChildren;
  /** The switch stands only in *More* while the insert is on. */
  quietSwitch?: boolean;
  /** The cell places solo and switch itself. */
  ownSwitch?: boolean;
  /** Before and after are equally loud from the first sound on, not only once they have been compared. */
  held?: boolean;
  /** The present state in words. */
  words: ComponentChildren;
}

/** Solo of the insert's strip, and the insert's switch; a quiet one shows only while it is off, or in *More*. */
export function InsertSide({ frame, quiet = false }: { frame: InsertFrame<Params>; quiet?: boolean }) {
  const { mix, strip, view, label } = frame;
  const { kind, label: name } = mix.session.value.strips[strip]!;
  return (
    <div class="insert-side">
      {kind !== 'master' && (
        <Toggle tone="hot" value={isSolo(mix, strip)} onChange={() => toggleSolo(mix, strip)}>
          Solo {name}
        </Toggle>
      )}
      {(!quiet || frame.more.value || !view.on) && <InsertSwitch view={view} label={label} />}
    </div>
  );
}

/** The cell around the picture. */
export function InsertCell({
  frame,
  taken = false,
  badge = null,
  picture,
  legend,
  controls,
  readOuts,
  above,
  below,
  trouble = null,
  more,
  quietSwitch = false,
  ownSwitch = false,
  held = false,
  words,
}: InsertCellFrameProps) {
  const { mix, strip, insert, passage, view, label } = frame;
  return (
    <Cell
      n={frame.n}
      title={frame.title}
      mix={mix}
      passage={passage}
      badge={badge ?? soloBadge(mix) ?? offBadge(view, label)}
      first={frame.first}
      resetPrefix={`${strip}/${insert}`}
      more={
        more === undefined && !quietSwitch && !ownSwitch
          ? undefined
          : { open: frame.more.value, toggle: () => (frame.more.value = !frame.more.value) }
      }
      compare={
        <BeforeAfter mix={mix} strip={strip} insert={insert} passage={passage} taken={taken} held={held} />
      }
    >
      {picture}
      <Legend entries={legend} />
      {above}
      <div class="controls">
        {controls}
        {!ownSwitch && <InsertSide frame={frame} quiet={quietSwitch} />}
        {readOuts && <ReadOuts items={readOuts} />}
      </div>
      {below}
      {trouble !== null && <p class="cell-text">{trouble}</p>}
      {more !== undefined && frame.more.value && <div class="controls">{more}</div>}
      <details class="text-now">
        <summary>In words</summary>
        <p>{words}</p>
      </details>
    </Cell>
  );
}
