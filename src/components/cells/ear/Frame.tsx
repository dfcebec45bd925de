/** The frame of an ear cell: number, title and play at the top, as every cell has them. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { LookFirst, Present } from '../Cell.tsx';
import '../cells.css';
import './ear.css';
import { Player } from './Player.tsx';

interface FrameProps {
  n: string | undefined;
  title: string;
  /** "Look here first": where to begin. */
  first?: string | undefined;
  /** Programme that the play button starts; without one there is no button. */
  programme?: string;
  onPlay?: () => void;
  /** What play plays, for its name. */
  what?: string;
  actions?: ComponentChildren;
  foot?: ComponentChildren;
  /** Letters as shortcuts, while the focus is in the cell and not in a field. */
  onKey?: (key: string) => boolean;
  children: ComponentChildren;
}

export function Frame({
  n,
  title,
  first,
  programme,
  onPlay,
  what = title,
  actions,
  foot,
  onKey,
  children,
}: FrameProps) {
  const section = useRef<HTMLElement>(null);
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as HTMLElement).matches('input, textarea, select')) return;
    if (onKey?.(event.key.toLowerCase())) event.preventDefault();
  };
  return (
    <section
      class="cell ear"
      aria-label={n ? `${n} ${title}` : title}
      ref={section}
      onKeyDown={onKey && keys}
    >
      <header class="cell-head">
        {programme && onPlay && <Player programme={programme} onPlay={onPlay} what={what} />}
        {n && <span class="cell-number">{n}</span>}
        <h3 class="cell-title">{title}</h3>
        <div class="cell-actions">
          {actions}
          <Present cell={section} />
        </div>
      </header>
      <LookFirst says={first} />
      {children}
      {foot && <div class="cell-foot">{foot}</div>}
    </section>
  );
}
