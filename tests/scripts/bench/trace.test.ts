import { describe, expect, it } from 'vitest';
import { frameWork, quantile, type TraceEvent } from '../../../scripts/bench/site/trace.ts';

const event = (name: string, ts: number, dur = 0, tdur = dur, tid = 1): TraceEvent => ({
  name,
  ph: 'X',
  pid: 1,
  tid,
  ts,
  dur,
  tdur,
});

describe('work of the main thread a frame', () => {
  it('adds up all tasks from one frame to the next, on the thread that draws', () => {
    const frames = frameWork([
      event('RunTask', 500, 400),
      event('FireAnimationFrame', 1000, 300),
      event('RunTask', 1200, 1000, 800),
      event('FireAnimationFrame', 1500, 100), // two callbacks of one frame
      event('RunTask', 9000, 3000, 2000),
      event('RunTask', 9500, 7000, 7000, 2), // another thread
      event('FireAnimationFrame', 17_600, 300),
      event('RunTask', 18_000, 5000, 4000),
      event('FireAnimationFrame', 34_000, 300),
      event('RunTask', 35_000, 9000, 9000), // its frame does not end here
    ]);
    expect(frames).toEqual([
      { clockMs: 4, processorMs: 2.8 },
      { clockMs: 5, processorMs: 4 },
    ]);
  });

  it('of a page that draws nothing there is nothing to say', () => {
    expect(frameWork([event('RunTask', 0, 1000)])).toEqual([]);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('quantiles', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(3);
    expect(quantile([4, 1, 3, 2], 0.95)).toBe(4);
  });
});
