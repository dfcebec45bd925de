/**
 * Before, after, and what was taken: an insert bypassed, heard, or its difference. Both sides are equally loud
 * unless one switches that off, and the button says which side was turned down and by how much.
 */
import { useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { InsertId, StripId } from '../../session/document.ts';
import { compare, comparison, play, playPassage, sounding, transport } from '../../state/audio.ts';
import type { Side } from '../../state/audio.ts';
import { settings } from '../../state/settings.ts';
import type { Mix } from '../../state/types.ts';
import { Choice } from '../controls/Choice.tsx';
import { Toggle } from '../controls/Toggle.tsx';
import { written } from '../controls/value.ts';
import type { Passage } from './passage.ts';

interface BeforeAfterProps {
  mix: Mix;
  strip: StripId;
  insert: InsertId;
  /** Whether what was taken can be heard alone: where the difference means something (dynamics). */
  taken?: boolean;
  /** Matched as soon as the mix plays, unless something else is compared. */
  held?: boolean;
  /** Where to begin when nothing of this mix plays yet: the loudness is matched over what goes round. */
  passage: Passage | null;
}

const SIDES: readonly { id: Side; label: string }[] = [
  { id: 'before', label: 'Before' },
  { id: 'after', label: 'After' },
];
const TAKEN = { id: 'taken', label: 'What was taken' } as const;
/** Smaller differences are not written: nobody hears them. */
const SHOWN_FROM_DB = 0.05;

export function BeforeAfter({ mix, strip, insert, taken = false, held = false, passage }: BeforeAfterProps) {
  const open = comparison.value;
  const here = open?.mix === mix.id && open.strip === strip && open.insert === insert ? open : null;
  const side = here?.side ?? 'after';
  const { matched } = settings.value;
  const choose = (next: Side, equal: boolean) => {
    // Choosing a side means wanting to hear it.
    if (sounding.value !== mix.id && passage) playPassage(mix, passage.fromS, passage.toS);
    else if (sounding.value !== mix.id || !transport.value.playing) play(mix);
    compare(mix, { strip, insert }, next, equal);
  };
  const begins = useComputed(
    () => !comparison.value && settings.value.matched && sounding.value === mix.id && transport.value.playing,
  ).value;
  useEffect(() => {
    if (held && begins) compare(mix, { strip, insert }, 'after', true);
  }, [begins]);
  const trimDb = here ? Math.min(here.trims.before, here.trims.after) : 0;
  const turned = here && here.trims.before < here.trims.after ? 'before' : 'after';
  const says = (): string => {
    if (!here || !matched) return '';
    if (here.known === 'none') return ' measuring…';
    const estimated = here.known === 'estimate' ? '≈ ' : '';
    return trimDb > -SHOWN_FROM_DB
      ? ` ${estimated}alike`
      : ` ${turned} ${estimated}${written(trimDb, 'dB', 1)}`;
  };
  // The figure comes and goes at the far side of the choice, so that its buttons stay under the hand.
  return (
    <>
      <Toggle
        tone="quiet"
        value={matched}
        title="Before and after at equal loudness: the louder one is turned down"
        onChange={(equal) =>
          here
            ? compare(mix, { strip, insert }, side, equal)
            : (settings.value = { ...settings.peek(), matched: equal })
        }
      >
        ≈ Level-matched<span class="matched-by">{says()}</span>
      </Toggle>
      <Choice
        name="What you hear"
        choices={taken ? [...SIDES, TAKEN] : SIDES}
        value={side}
        onChange={(next) => choose(next, matched)}
      />
    </>
  );
}
