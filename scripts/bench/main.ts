/**
 * `npm run bench`: how fast the engine is, in one run on one machine, beside what else there is. Compare figures of
 * one run only. The bounds are judged by the clock over the whole run, as a listener has it: on a busy machine they
 * may be missed, and the load is printed. Processor time and the quietest second stand beside them to tell why.
 * `--quick` leaves the 30 s headroom test out, `--json` prints one object instead of tables.
 */
import { availableParallelism, loadavg } from 'node:os';
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../browser.ts';
import type { BlockFigures } from './figures.ts';
import { meterFigures, type MeterFigure } from './meters.ts';
import { nodeChain } from './node-chain.ts';
import { processorFigures } from './processors.ts';
import { childrenProcessorS } from './processor-time.ts';
import { serve } from './server.ts';

const QUICK = process.argv.includes('--quick');
const JSON_ONLY = process.argv.includes('--json');
const SECONDS = 30;
/** Runs in the browser that are timed as a whole. */
const RUNS = 2;
const HEADROOM_S = 30;
const HEADROOM_REPEATS = 3;
const QUARTER_BLOCK_MS = 128 / 48 / 4;

interface BrowserFigures {
  whole: Speed;
  worklet: BlockFigures;
  native: Speed;
  nativeStereo: Speed;
  nativeTrueStereo: Speed;
  headroom: { underruns: number; missedMs: number; blocks: number; expectedBlocks: number } | null;
}

const say = (line: string): void => {
  if (!JSON_ONLY) console.log(line);
};

/** Times real time of something in the browser, timed as a whole. */
interface Speed {
  /** By the clock, best of a few runs. */
  byClock: number;
  /** By the browser's processor time, over all runs; null where that cannot be known. */
  byProcessor: number | null;
}

/** Times what `hold` makes ready; all contestants get as many tries. */
async function speed(page: Page, hold: () => Promise<void>): Promise<Speed> {
  let byClock = 0;
  let processorS: number | null = 0;
  for (let i = 0; i < RUNS; i++) {
    await hold();
    const before = childrenProcessorS();
    byClock = Math.max(byClock, await page.evaluate(() => window.bench.run()));
    const after = childrenProcessorS();
    processorS =
      before === null || after === null || processorS === null ? null : processorS + after - before;
  }
  return { byClock, byProcessor: processorS === null ? null : (RUNS * SECONDS) / processorS };
}

async function inBrowser(): Promise<BrowserFigures | null> {
  const executablePath = findBrowser();
  if (!executablePath) return null;
  const server = await serve();
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-timer-throttling',
    ],
  });
  try {
    const page: Page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    await page.goto(server.url);
    await page.waitForFunction(() => 'bench' in window);
    return {
      whole: await speed(page, () => page.evaluate((s) => window.bench.holdWorklet(s), SECONDS)),
      worklet: await page.evaluate((s) => window.bench.workletBlocks(s), SECONDS),
      nativeTrueStereo: await speed(page, () =>
        page.evaluate((s) => window.bench.holdNative(s, 'trueStereo'), SECONDS),
      ),
      nativeStereo: await speed(page, () =>
        page.evaluate((s) => window.bench.holdNative(s, 'stereo'), SECONDS),
      ),
      native: await speed(page, () => page.evaluate((s) => window.bench.holdNative(s, 'none'), SECONDS)),
      headroom: QUICK
        ? null
        : await page.evaluate(([s, n]) => window.bench.headroom(s!, n!), [HEADROOM_S, HEADROOM_REPEATS]),
    };
  } finally {
    await browser.close();
    server.close();
  }
}

const times = (x: number): string => `${x.toFixed(1)}×`;
const ms = (x: number): string => (Number.isFinite(x) ? `${x.toFixed(3)} ms` : '');
const row = (name: string, ...cells: string[]): string =>
  `  ${name.padEnd(40)}${cells.map((cell) => cell.padStart(12)).join('')}`;
const verdict = (met: boolean): string => (met ? 'met' : 'MISSED');

say(
  `Full chain: 8 stereo stems (high-pass, 4 bands, compressor, pan), reverb send, bus compressor, master EQ,`,
);
say(`multiband, limiter, loudness meter; blocks of 128 at 48 kHz (2.667 ms), ${SECONDS} s.`);
const busy = loadavg()[0]!;
if (busy > 1)
  say(
    `The machine is busy: load ${busy.toFixed(1)} on ${availableParallelism()} cores. Whole-run figures are too low.`,
  );
const node = nodeChain(SECONDS);
const browser = await inBrowser();
say('');
say(row('', '× real time', 'mean', '99th pct', 'worst'));
const blockRow = (name: string, f: BlockFigures): void => {
  say(row(name, times(f.timesRealTime), ms(f.meanMs), ms(f.p99Ms), ms(f.worstMs)));
  say(
    row(
      '  its quietest second',
      times(f.quietest.timesRealTime),
      '',
      ms(f.quietest.p99Ms),
      ms(f.quietest.worstMs),
    ),
  );
};
const speedRow = (name: string, { byClock, byProcessor }: Speed): void => {
  say(row(name, times(byClock)));
  if (byProcessor !== null) say(row('    by processor time alone', times(byProcessor)));
};
blockRow('Node', node);
say(row('  by processor time alone', times(node.byProcessorTime)));
if (browser) {
  blockRow('AudioWorklet, Chromium', browser.worklet);
  speedRow('  as a whole', browser.whole);
  speedRow('Chromium’s own nodes, with convolver', browser.nativeTrueStereo);
  speedRow('  convolver of two channels only', browser.nativeStereo);
  speedRow('  without convolver', browser.native);
  if (browser.headroom) {
    const { underruns, missedMs, blocks, expectedBlocks } = browser.headroom;
    say(
      row(
        `Headroom: ${1 + HEADROOM_REPEATS}× the work live, ${HEADROOM_S} s`,
        `${underruns} gaps`,
        `${missedMs.toFixed(0)} ms`,
        `${blocks}`,
        `of ${expectedBlocks}`,
      ),
    );
  }
} else {
  say('  No Chromium on this machine: worklet and native nodes left out.');
}

const processors = processorFigures();
say('');
say('Processors by themselves, processor time a stereo frame:');
say(row('', 'on kernels', 'without'));
for (const { name, kernelNs, referenceNs } of processors)
  say(row(name, `${kernelNs.toFixed(1)} ns`, `${referenceNs.toFixed(1)} ns`));

const meters: MeterFigure[] = await meterFigures();
say('');
say('Full meter (I, M, S, range, true peak), one minute of stereo:');
say(row('', '× real time', 'LUFS', 'dBTP'));
for (const m of meters)
  say(
    row(m.name, times(m.timesRealTime), m.integratedLufs?.toFixed(2) ?? '', m.truePeakDb?.toFixed(2) ?? ''),
  );

const bounds: Record<string, boolean> = {
  'chain in Node at least 10×': node.timesRealTime >= 10,
  '99th-percentile block in Node under a quarter': node.p99Ms < QUARTER_BLOCK_MS,
};
if (browser) {
  const { whole, worklet, nativeTrueStereo, nativeStereo } = browser;
  bounds['chain in the worklet at least 10×'] = whole.byClock >= 10;
  // The quietest second is one whose clock is known to have run: without one, the whole is not believed.
  bounds['99th-percentile block in the worklet under a quarter'] =
    worklet.p99Ms < QUARTER_BLOCK_MS && worklet.quietest.p99Ms < QUARTER_BLOCK_MS;
  bounds['3× the native graph with a convolver'] = whole.byClock >= 3 * nativeTrueStereo.byClock;
  bounds['3× the native graph, convolver of two channels'] = whole.byClock >= 3 * nativeStereo.byClock;
  if (browser.headroom) {
    const { underruns, blocks, expectedBlocks } = browser.headroom;
    bounds['worklet keeps up with the work repeated three times'] =
      underruns === 0 && blocks >= 0.995 * expectedBlocks;
  }
}
say('');
for (const [name, met] of Object.entries(bounds)) say(row(name.padEnd(56), verdict(met)));
if (JSON_ONLY) console.log(JSON.stringify({ load: busy, node, browser, processors, meters, bounds }));
process.exitCode = Object.values(bounds).every(Boolean) ? 0 : 1;
