/**
 * One cell for a whole room: it fills the screen, its type is half as large again, its lines twice as thick. In full
 * screen where the browser allows it, else over the page. Escape leaves; the focus stays where it was; what is behind
 * cannot be reached meanwhile.
 */
/** Classes of the cell and of the root element, whose type size everything in a cell follows. */
const CELL = 'cell-presented';
const ROOT = 'presenting';
/** Set on the prototype of canvases' contexts when their lines follow. */
const THICK = Symbol('lines follow the presented cell');

/** The way back of the cell that fills the screen now. */
let leaveNow: (() => void) | null = null;

/** Line widths on the canvases of a cell that is presented count twice; whoever draws need not know. */
function thickenLines(): void {
  const { prototype } = CanvasRenderingContext2D;
  const width = Object.getOwnPropertyDescriptor(prototype, 'lineWidth');
  if (!width?.get || !width.set || THICK in prototype) return;
  const { get, set } = width;
  const factor = (canvas: HTMLCanvasElement): number => (canvas.closest(`.${CELL}`) ? 2 : 1);
  Object.defineProperty(prototype, THICK, { value: true });
  Object.defineProperty(prototype, 'lineWidth', {
    configurable: true,
    get(this: CanvasRenderingContext2D): number {
      return (get.call(this) as number) / factor(this.canvas);
    },
    set(this: CanvasRenderingContext2D, px: number) {
      set.call(this, px * factor(this.canvas));
    },
  });
}

/** Makes a cell fill the screen. Returns the way back; `onLeft` is told when it was taken, also by Escape. */
export function present(cell: HTMLElement, onLeft: () => void): () => void {
  leaveNow?.();
  thickenLines();
  const root = document.documentElement;
  const { activeElement } = document;
  const focused = cell.contains(activeElement) ? (activeElement as HTMLElement) : null;
  // The page is laid out anew behind: afterwards the cell shall stand where it stood.
  const topPx = cell.getBoundingClientRect().top;
  const behind = restOf(cell);
  let left = false;

  const leave = () => {
    if (left) return;
    left = true;
    document.removeEventListener('fullscreenchange', onScreen);
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('astro:before-preparation', leave);
    if (document.fullscreenElement === cell) void document.exitFullscreen();
    const inside = cell.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    cell.classList.remove(CELL);
    root.classList.remove(ROOT);
    for (const element of behind) element.inert = false;
    leaveNow = null;
    scrollBy({ top: cell.getBoundingClientRect().top - topPx, behavior: 'instant' });
    inside?.focus({ preventScroll: true });
    onLeft();
  };
  const onScreen = () => {
    if (document.fullscreenElement !== cell) leave();
  };
  const onKey = (event: KeyboardEvent) => {
    // A field or a list that is open closes first.
    if (event.key !== 'Escape' || (event.target as Element).closest('input, select, textarea')) return;
    event.preventDefault();
    leave();
  };

  cell.classList.add(CELL);
  root.classList.add(ROOT);
  for (const element of behind) element.inert = true;
  cell.scrollTop = 0;
  focused?.focus({ preventScroll: true });
  document.addEventListener('keydown', onKey, true);
  document.addEventListener('astro:before-preparation', leave);
  leaveNow = leave;
  // Where it is refused (a frame, a phone), the cell lies over the page.
  cell.requestFullscreen?.().then(
    () => document.addEventListener('fullscreenchange', onScreen),
    () => undefined,
  );
  return leave;
}

/** Everything on the page that neither holds the cell nor lies in it. */
function restOf(cell: HTMLElement): HTMLElement[] {
  const rest: HTMLElement[] = [];
  for (let at: Element = cell; at !== document.body && at.parentElement; at = at.parentElement) {
    for (const sibling of at.parentElement.children)
      if (sibling !== at && sibling instanceof HTMLElement && !sibling.inert) rest.push(sibling);
  }
  return rest;
}
