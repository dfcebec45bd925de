/**
 * What every cell looks like: number and title, play, before/after, undo, reset and share at the top; the picture,
 * the controls and the read-outs in the middle; the exercise at the foot. Who knows one cell knows all.
 */
import { useSignal } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { asked } from '../../state/late.ts';
import type { Mix } from '../../state/types.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from './Notice.tsx';
import { PlayButton } from './PlayButton.tsx';
import type { Passage } from './passage.ts';
import type { ShareLink } from './ShareLink.tsx';
import './cells.css';

interface CellProps {
  /** "6.2": lesson and cell. */
  n?: string;
  title: string;
  mix?: Mix;
  /** Played in a loop when play is pressed in this cell. */
  passage?: Passage | null;
  /** A state that must not be overlooked: "Solo: vocal only". */
  badge?: string | null;
  /** Before/after and level matching. */
  compare?: ComponentChildren;
  /** Address under which Reset goes back; the whole mix unless told. */
  resetPrefix?: string;
  /** "Look here first": where to begin, in a lesson's first use of a cell. */
  first?: string;
  /** Simple or more: the cell's own, kept by the cell. */
  more?: { open: boolean; toggle: () => void };
  /** Foot of the cell. */
  foot?: ComponentChildren;
  children: ComponentChildren;
}

export function Cell({
  n,
  title,
  mix,
  passage,
  badge,
  compare,
  resetPrefix,
  first,
  more,
  foot,
  children,
}: CellProps) {
  const section = useRef<HTMLElement>(null);
  const keys = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (
      !mix ||
      event.key.toLowerCase() !== 'z' ||
      !(event.ctrlKey || event.metaKey) ||
      target.matches('input, textarea')
    )
      return;
    event.preventDefault();
    if (event.shiftKey) mix.redo();
    else mix.undo();
  };
  return (
    <section
      class="cell"
      data-mix={mix?.id}
      aria-label={n ? `${n} ${title}` : title}
      ref={section}
      onKeyDown={keys}
    >
      <header class="cell-head">
        {mix && <PlayButton mix={mix} passage={passage ?? null} />}
        {n && <span class="cell-number">{n}</span>}
        <h3 class="cell-title">{title}</h3>
        <span class="cell-badge" role="status">
          {badge && <span>{badge}</span>}
        </span>
        <div class="cell-actions">
          {compare}
          {more && (
            <Button kind="quiet" onClick={more.toggle}>
              {more.open ? 'Simple' : 'More'}
            </Button>
          )}
          {mix && <History mix={mix} prefix={resetPrefix} />}
          {mix && <Share mix={mix} />}
          <Present cell={section} />
        </div>
      </header>
      {mix && <Notice mix={mix} />}
      <LookFirst says={first} />
      {children}
      {foot}
    </section>
  );
}

/** Where a lesson says to begin. */
export function LookFirst({ says }: { says: string | undefined }) {
  return says ? (
    <p class="cell-first">
      <strong>Look here first.</strong> {says}
    </p>
  ) : null;
}

function History({ mix, prefix }: { mix: Mix; prefix: string | undefined }) {
  return (
    <>
      <Button kind="quiet" name="Undo" disabled={!mix.canUndo.value} onClick={() => mix.undo()}>
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
          <path d="M4 8h8a4 4 0 0 1 0 8H8M4 8l4-4M4 8l4 4" />
        </svg>
      </Button>
      <Button kind="quiet" name="Redo" disabled={!mix.canRedo.value} onClick={() => mix.redo()}>
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
          <path d="M16 8H8a4 4 0 0 0 0 8h4M16 8l-4-4M16 8l-4 4" />
        </svg>
      </Button>
      <Button kind="quiet" title="Back to where this cell began" onClick={() => mix.reset(prefix)}>
        Reset
      </Button>
    </>
  );
}

/** The cell for a whole room: it fills the screen until Escape or the same button. */
export function Present({ cell }: { cell: RefObject<HTMLElement> }) {
  const leave = useSignal<(() => void) | null>(null);
  const toggle = async () => {
    if (leave.value) return leave.value();
    const presenter = await asked(import('./presenter.ts'));
    if (cell.current && presenter) leave.value = presenter.present(cell.current, () => (leave.value = null));
  };
  useEffect(() => () => leave.peek()?.(), []);
  return (
    <Button
      kind="quiet"
      name={leave.value ? 'Leave the full screen' : 'Fill the screen'}
      title={leave.value ? 'Back to the page (Escape)' : 'Fill the screen, for a room'}
      onClick={() => void toggle()}
    >
      <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
        {leave.value ? (
          <path d="M8 3v5H3M12 3v5h5M8 17v-5H3M12 17v-5h5" />
        ) : (
          <path d="M3 8V3h5M17 8V3h-5M3 12v5h5M17 12v5h-5" />
        )}
      </svg>
    </Button>
  );
}

/** Makes a link that restores this exact state. */
function Share({ mix }: { mix: Mix }) {
  const presses = useSignal(0);
  const late = useSignal<{ ShareLink: typeof ShareLink } | null>(null);
  const share = async () => {
    late.value ??= await asked(import('./ShareLink.tsx'));
    presses.value++;
  };
  return (
    <span class="share">
      <Button kind="quiet" title="A link that restores these settings" onClick={() => void share()}>
        Share
      </Button>
      {late.value && <late.value.ShareLink mix={mix} asked={presses.value} />}
    </span>
  );
}
