/** A browser's trace as figures: how much the main thread worked for each frame. */

/** An event of Chromium's trace; times in microseconds. */
export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  /** How long it took by the clock. */
  dur?: number;
  /** Of that, how long its thread had the processor. */
  tdur?: number;
}

/** Of one frame. */
export interface FrameWork {
  /** All tasks of the main thread from one frame's callbacks to the next one's, by the clock, ms. */
  clockMs: number;
  /** The same, by the thread's processor time: other programs change it little. */
  processorMs: number;
}

/** Two sets of callbacks nearer than this belong to one frame. */
const SAME_FRAME_US = 2000;

/** The work of each frame on the thread that drew most frames. */
export function frameWork(events: readonly TraceEvent[]): FrameWork[] {
  const thread = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const drawn = new Map<string, number>();
  for (const event of events)
    if (event.name === 'FireAnimationFrame') drawn.set(thread(event), (drawn.get(thread(event)) ?? 0) + 1);
  const [main] = [...drawn].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (main === undefined) return [];
  const own = events.filter((event) => event.ph === 'X' && thread(event) === main);
  const tasks = own.filter(({ name }) => name === 'RunTask').sort((a, b) => a.ts - b.ts);
  const begins: number[] = [];
  for (const { ts } of own.filter(({ name }) => name === 'FireAnimationFrame').sort((a, b) => a.ts - b.ts))
    if (ts - (begins.at(-1) ?? -Infinity) > SAME_FRAME_US) begins.push(ts);
  const frames: FrameWork[] = begins.slice(1).map(() => ({ clockMs: 0, processorMs: 0 }));
  let frame = 0;
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    if (ts < (begins[0] ?? Infinity)) continue;
    while (frame < frames.length && ts >= begins[frame + 1]!) frame++;
    const work = frames[frame];
    if (!work) break;
    work.clockMs += dur / 1000;
    work.processorMs += tdur / 1000;
  }
  return frames;
}

/** The value below which a share 0 to 1 of all lie; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
