/** How much the main thread works, and how evenly it draws, while a song plays with three cells in view. */
import type { Browser, CDPSession } from '@playwright/test';
import { cellNumbered, wakeAll } from './cells.ts';
import { frameWork, quantile, type TraceEvent } from './trace.ts';

export interface Scene {
  path: string;
  /** Three cells one below the other; the first is played, and all of them draw what it plays. */
  cells: readonly [string, string, string];
}

export interface FrameFigures {
  /** Work a frame, ms, by the clock and by processor time. */
  medianMs: number;
  medianProcessorMs: number;
  p95Ms: number;
  /** Time from one frame to the next, ms. */
  p95IntervalMs: number;
}

const WIDTH = 1360;
const SECONDS = 8;
/** Until the sound is there and everything is compiled. */
const WARM_S = 5;
const MARGIN = 40;

async function trace(cdp: CDPSession, during: () => Promise<number[]>): Promise<[TraceEvent[], number[]]> {
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  });
  const intervals = await during();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  return [events, intervals];
}

/** The window is as high as the three cells need. `throttle` is how many times slower the processor is made. */
export async function frameFigures(
  browser: Browser,
  base: string,
  { path, cells }: Scene,
  throttle: number,
): Promise<FrameFigures> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
  try {
    await page.goto(base + path);
    await wakeAll(page);
    const edges = async (number: string): Promise<[number, number]> => {
      const box = (await cellNumbered(page, number).boundingBox())!;
      const above = await page.evaluate(() => scrollY);
      return [box.y + above, box.y + above + box.height];
    };
    const [top] = await edges(cells[0]);
    const [, bottom] = await edges(cells[2]);
    const bar = (await page.getByRole('region', { name: 'Transport' }).boundingBox())!;
    await page.setViewportSize({
      width: WIDTH,
      height: Math.round(bottom - top + 2 * MARGIN + bar.height),
    });
    await page.evaluate((y) => scrollTo(0, y), top - MARGIN);
    await cellNumbered(page, cells[0]).getByRole('button', { name: /^Play/ }).first().click();
    // The pointer out of the way: a page that is laid out below it is asked anew what it points at.
    await page.mouse.move(2, 2);
    await page.waitForTimeout(WARM_S * 1000);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    await page.waitForTimeout(1000);
    const [events, intervals] = await trace(cdp, () =>
      page.evaluate(
        (ms) =>
          new Promise<number[]>((done) => {
            const intervals: number[] = [];
            let last = NaN;
            const end = performance.now() + ms;
            const frame = (now: number): void => {
              if (now > last) intervals.push(now - last);
              last = now;
              if (now < end) requestAnimationFrame(frame);
              else done(intervals);
            };
            requestAnimationFrame(frame);
          }),
        SECONDS * 1000,
      ),
    );
    const work = frameWork(events);
    const clock = work.map(({ clockMs }) => clockMs);
    return {
      medianMs: quantile(clock, 0.5),
      medianProcessorMs: quantile(
        work.map(({ processorMs }) => processorMs),
        0.5,
      ),
      p95Ms: quantile(clock, 0.95),
      p95IntervalMs: quantile(intervals, 0.95),
    };
  } finally {
    await page.close();
  }
}
