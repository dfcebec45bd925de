/** Where strips and their connections stand in the drawing of the routing. Pure. */
import type { Session, StripId } from '../../../session/document.ts';
import { depths, doublePaths, feeds, isUnintended } from '../../../session/paths.ts';
import type { DoublePath } from '../../../session/paths.ts';

export interface RouteNode {
  id: StripId;
  label: string;
  kind: 'track' | 'bus' | 'master';
  mute: boolean;
  /** Left upper corner, in the drawing's own units. */
  x: number;
  y: number;
}

export interface RouteLine {
  id: string;
  from: StripId;
  to: StripId;
  kind: 'out' | 'send';
  /** Nothing audible passes. */
  silent: boolean;
  /** It belongs to a sound that reaches the master twice: by mistake, or on purpose. */
  double: 'fault' | 'meant' | null;
  path: string;
}

export interface RouteLayout {
  width: number;
  height: number;
  nodes: RouteNode[];
  lines: RouteLine[];
  doubles: DoublePath[];
  /** Left upper corner of the converter, which stands after the master. */
  converter: { x: number; y: number };
}

/** Size of a strip in the drawing, in pixels. */
export const NODE_WIDTH = 132;
export const NODE_HEIGHT = 26;
const ROW = 34;
const MARGIN = 8;
/** Room for the lines between two columns; with few columns they part further. */
const LEAST_GAP = 70;
const LEAST_WIDTH = 720;
/** Width of the converter at the end, in pixels. */
export const CONVERTER_WIDTH = 84;

/** Tracks at the left in the mixer's order, buses by depth beside the middle of what feeds them, the master last. */
export function layoutOf(session: Pick<Session, 'strips' | 'order'>): RouteLayout {
  const depth = depths(session);
  const strips = session.order.flatMap((id) => (session.strips[id] ? [{ id, ...session.strips[id] }] : []));
  const last = Math.max(1, ...depth.values());
  const columns = Array.from({ length: last + 1 }, (_, column) =>
    strips.filter(({ id }) => (depth.get(id) ?? 0) === column),
  );
  const rows = Math.max(1, ...columns.map((column) => column.length));
  const height = 2 * MARGIN + rows * ROW;
  const fixed = 2 * MARGIN + (last + 1) * NODE_WIDTH + CONVERTER_WIDTH + LEAST_GAP / 2;
  const width = Math.max(LEAST_WIDTH, fixed + last * LEAST_GAP);
  const gap = (width - fixed) / last;

  const middle = new Map<StripId, number>();
  const nodes: RouteNode[] = [];
  columns.forEach((column, depthOfColumn) => {
    // Where a bus would like to be: at the mean of those whose output it is, else of those that send to it.
    const wish = ({ id }: { id: StripId }): number => {
      const outs = strips.filter(({ out }) => out === id);
      const feeders = outs.length > 0 ? outs : strips.filter(({ sends }) => Object.hasOwn(sends, id));
      const heights = feeders.flatMap((s) => middle.get(s.id) ?? []);
      const mean =
        heights.length === 0 ? height / 2 : heights.reduce((sum, y) => sum + y, 0) / heights.length;
      // Between two rows, or a line from a track that passes by would seem to lead into the bus.
      return MARGIN + Math.max(1, Math.round((mean - MARGIN) / ROW)) * ROW;
    };
    const wishes = column.map((strip, i) => ({
      strip,
      y: depthOfColumn === 0 ? MARGIN + (i + 0.5) * ROW : wish(strip),
    }));
    const placed = depthOfColumn === 0 ? wishes : spread(wishes, height);
    for (const { strip, y } of placed) {
      middle.set(strip.id, y);
      nodes.push({
        id: strip.id,
        label: strip.label,
        kind: strip.kind,
        mute: strip.mute,
        x: MARGIN + depthOfColumn * (NODE_WIDTH + gap),
        y: y - NODE_HEIGHT / 2,
      });
    }
  });

  const doubles = doublePaths(session);
  const audible = feeds(session);
  const passes = (from: StripId, to: StripId, kind: 'out' | 'send'): boolean =>
    audible.some((feed) => feed.from === from && feed.to === to && feed.kind === kind);
  const at = new Map(nodes.map((node) => [node.id, node]));
  const lines: RouteLine[] = [];
  const draw = (from: StripId, to: StripId, kind: 'out' | 'send'): void => {
    const a = at.get(from);
    const b = at.get(to);
    const silent = !passes(from, to, kind);
    // Sends that are turned down would only fill the picture.
    if (!a || !b || (kind === 'send' && silent)) return;
    const shift = kind === 'send' ? 6 : 0;
    const [x1, y1] = [a.x + NODE_WIDTH, a.y + NODE_HEIGHT / 2 + shift];
    const [x2, y2] = [b.x, b.y + NODE_HEIGHT / 2 + shift];
    const bend = (x2 - x1) / 2;
    lines.push({
      id: `${from} ${kind} ${to}`,
      from,
      to,
      kind,
      silent,
      double: doubleOf(doubles, from, to),
      path: `M${x1.toFixed(1)} ${y1.toFixed(1)}C${(x1 + bend).toFixed(1)} ${y1.toFixed(1)} ${(x2 - bend).toFixed(1)} ${y2.toFixed(1)} ${x2.toFixed(1)} ${y2.toFixed(1)}`,
    });
  };
  for (const { id, kind, out, sends } of strips) {
    if (kind === 'master') continue;
    draw(id, out, 'out');
    for (const to of Object.keys(sends)) draw(id, to, 'send');
  }
  const master = nodes.find(({ kind }) => kind === 'master');
  const converter = {
    x: width - MARGIN - CONVERTER_WIDTH,
    y: master?.y ?? height / 2 - NODE_HEIGHT / 2,
  };
  return { width, height, nodes, lines, doubles, converter };
}

function doubleOf(doubles: readonly DoublePath[], from: StripId, to: StripId): RouteLine['double'] {
  const through = doubles.filter(({ ways }) =>
    ways.some((way) => way.some((id, i) => id === from && way[i + 1] === to)),
  );
  if (through.length === 0) return null;
  return through.some(isUnintended) ? 'fault' : 'meant';
}

/** Moves what would overlap apart, in order of height, within the picture. */
function spread<T>(wishes: readonly { strip: T; y: number }[], height: number): { strip: T; y: number }[] {
  const sorted = [...wishes].sort((a, b) => a.y - b.y);
  const made: { strip: T; y: number }[] = [];
  for (const { strip, y } of sorted) {
    const before = made.at(-1);
    made.push({ strip, y: Math.max(y, before ? before.y + ROW : MARGIN + ROW / 2) });
  }
  for (let i = made.length - 1, most = height - MARGIN - ROW / 2; i >= 0; i--, most -= ROW) {
    made[i]!.y = Math.min(made[i]!.y, most);
  }
  return made;
}
