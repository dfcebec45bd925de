/** The album as a line: songs as blocks with their sound, gaps between them. A block is dragged to its place. */
import { useRef } from 'preact/hooks';
import { gainAt, PEAKS_PER_S } from '../../../course/album/line.ts';
import type { AlbumSong, Placed } from '../../../course/album/line.ts';

interface LineProps {
  places: Placed[];
  totalS: number;
  songs: Readonly<Record<string, AlbumSong>>;
  titleOf: (print: string) => string;
  onMove: (index: number, by: 1 | -1) => void;
}

const HEIGHT = 84;
/** Bars of a block's picture. */
const BARS = 110;

/** The song's peaks as bars about the middle, as they are with gain and fades. */
function wavePath({ item }: Placed, { peaks, durationS }: AlbumSong): string {
  const middle = HEIGHT / 2;
  return Array.from({ length: BARS }, (_, i) => {
    const from = Math.floor((i / BARS) * peaks.length);
    const to = Math.max(from + 1, Math.floor(((i + 1) / BARS) * peaks.length));
    let peak = 0;
    for (let n = from; n < to; n++)
      peak = Math.max(peak, peaks[n]! * gainAt(item, n / PEAKS_PER_S, durationS));
    const half = Math.max(0.6, peak * (middle - 16));
    return `M${i + 0.5} ${(middle + 8 - half).toFixed(1)}V${(middle + 8 + half).toFixed(1)}`;
  }).join('');
}

export function Line({ places, totalS, songs, titleOf, onMove }: LineProps) {
  const box = useRef<SVGSVGElement>(null);
  const latest = useRef({ places, onMove });
  latest.current = { places, onMove };
  const drag = (print: string) => (event: PointerEvent) => {
    const svg = box.current;
    if (event.button !== 0 || !svg) return;
    event.preventDefault();
    const block = event.currentTarget as SVGGElement;
    block.setPointerCapture(event.pointerId);
    block.setAttribute('data-dragging', '');
    const move = (e: PointerEvent) => {
      if (e.pointerId !== event.pointerId) return;
      const bounds = svg.getBoundingClientRect();
      const atS = ((e.clientX - bounds.left) / bounds.width) * totalS;
      const { places: now, onMove: tell } = latest.current;
      const index = now.findIndex(({ item }) => item.print === print);
      const before = now[index - 1];
      const after = now[index + 1];
      // It changes places where the pointer passes the middle of its neighbour.
      if (before && atS < (before.fromS + before.toS) / 2) tell(index, -1);
      else if (after && atS > (after.fromS + after.toS) / 2) tell(index, 1);
    };
    const end = (e: PointerEvent) => {
      if (e.pointerId !== event.pointerId) return;
      block.removeAttribute('data-dragging');
      block.removeEventListener('pointermove', move);
      for (const type of ['pointerup', 'pointercancel'] as const) block.removeEventListener(type, end);
    };
    // Not `holdPointer`: a block that changes places is taken out of the page and put back, which loses the capture.
    block.addEventListener('pointermove', move);
    for (const type of ['pointerup', 'pointercancel'] as const) block.addEventListener(type, end);
  };
  const x = (s: number) => `${((s / totalS) * 100).toFixed(3)}%`;
  return (
    <div class="picture album-line">
      <svg
        height={HEIGHT}
        ref={box}
        role="img"
        aria-label={`The album in order: ${places.map(({ item }) => titleOf(item.print)).join(', ')}`}
      >
        {places.map((place, i) => {
          const song = songs[place.item.print];
          const width = x(place.toS - place.fromS);
          return (
            <g key={place.item.print} class="album-block" onPointerDown={drag(place.item.print)}>
              <rect x={x(place.fromS)} y="2" width={width} height={HEIGHT - 4} rx="6" />
              {song && (
                <svg
                  x={x(place.fromS)}
                  y="0"
                  width={width}
                  height={HEIGHT}
                  viewBox={`0 0 ${BARS} ${HEIGHT}`}
                  preserveAspectRatio="none"
                >
                  <path d={wavePath(place, song)} />
                </svg>
              )}
              <svg x={x(place.fromS)} y="0" width={width} height="24">
                <text x="8" y="18">
                  {i + 1} {titleOf(place.item.print)}
                </text>
              </svg>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
