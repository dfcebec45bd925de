/**
 * `npm run bench:site`: how the built site answers in a browser, on an idle machine: what the main thread has to do
 * for a frame while a song plays with three cells in view, how soon a press of a key is heard, how soon an exercise
 * gives its verdict. A busy machine misses the bounds; the load is printed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../browser.ts';
import { frameFigures, type FrameFigures, type Scene } from './frames.ts';
import { inputLatenciesMs } from './input.ts';
import { quantile } from './trace.ts';
import { verdicts, type Verdict } from './verdicts.ts';

/** Each has three cells that draw what one mix plays. */
const SCENES: readonly Scene[] = [
  { path: '/lessons/06-eq/', cells: ['6.5', '6.6', '6.7'] },
  { path: '/lessons/17-loud/', cells: ['17.1', '17.3', '17.4'] },
];
/** How many times slower a slow computer is taken to be. */
const SLOW = 4;
const PORT = 4398;
const BOUNDS = { medianMs: 8, slowMedianMs: 25, intervalMs: 34, inputMs: 60, verdictMs: 2000 };

const say = (line = ''): void => console.log(line);
const ms = (x: number): string => `${x.toFixed(1)} ms`;
const row = (name: string, ...cells: string[]): string =>
  `  ${name.padEnd(44)}${cells.map((cell) => cell.padStart(14)).join('')}`;

function build(outDir: string): void {
  const { status, stderr } = spawnSync('npx', ['--no-install', 'astro', 'build', '--outDir', outDir], {
    encoding: 'utf8',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`the site was not built:\n${stderr}`);
}

/** Serves the built site, and gives its address and how to stop. */
async function serve(outDir: string): Promise<{ base: string; stop: () => void }> {
  const base = `http://127.0.0.1:${PORT}`;
  const args = ['preview', '--host', '127.0.0.1', '--port', String(PORT), '--outDir', outDir];
  const server = spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', ...args]);
  let said = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (text: Buffer) => (said += text.toString()));
  for (let tries = 0; tries < 300; tries++) {
    if (
      await fetch(base).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { base, stop: () => server.kill() };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  server.kill();
  throw new Error(`the site is not served:\n${said}`);
}

const executablePath = findBrowser();
if (!executablePath) {
  console.error('No Chromium on this machine: there is nothing to measure.');
  process.exit(1);
}
say(`Load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores.`);
const outDir = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
const bounds: [string, boolean][] = [];
build(outDir);
const { base, stop } = await serve(outDir);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  say('\nMain thread, work a frame, a song playing, three cells in view:');
  say(row('', 'median', 'processor', '95th pct', '95th interval'));
  for (const scene of SCENES) {
    for (const throttle of [1, SLOW]) {
      const figures: FrameFigures = await frameFigures(browser, base, scene, throttle);
      const { medianMs, medianProcessorMs, p95Ms, p95IntervalMs } = figures;
      const name = `${scene.path}${throttle > 1 ? `, ${throttle}× slower` : ''}`;
      say(row(name, ...[medianMs, medianProcessorMs, p95Ms, p95IntervalMs].map(ms)));
      const bound = throttle > 1 ? BOUNDS.slowMedianMs : BOUNDS.medianMs;
      bounds.push([`${name}: median under ${bound} ms`, medianMs < bound]);
      if (throttle === 1)
        bounds.push([
          `${name}: 95th interval at most ${BOUNDS.intervalMs} ms`,
          p95IntervalMs <= BOUNDS.intervalMs,
        ]);
    }
  }

  const latencies = await inputLatenciesMs(browser, base);
  say('\nA key pressed, until the page knows of the first changed sample:');
  say(row('', 'median', 'worst'));
  say(row(`${latencies.length} presses`, ms(quantile(latencies, 0.5)), ms(Math.max(...latencies))));
  bounds.push([`input to sound under ${BOUNDS.inputMs} ms`, quantile(latencies, 0.95) < BOUNDS.inputMs]);

  say('\nVerdicts of the exercises, as they start:');
  say(row('', 'first', 'again'));
  const all: Verdict[] = [];
  for (const lesson of readdirSync('content/lessons').sort())
    all.push(...(await verdicts(browser, base, `/lessons/${lesson}/`)));
  for (const { where, firstMs, againMs } of all) say(row(where, ms(firstMs), ms(againMs)));
  const late = all.filter(({ firstMs }) => firstMs > BOUNDS.verdictMs);
  bounds.push([`all ${all.length} verdicts within ${BOUNDS.verdictMs / 1000} s`, late.length === 0]);
} finally {
  await browser.close();
  stop();
  rmSync(outDir, { recursive: true });
}

say();
for (const [name, met] of bounds) say(row(name.padEnd(58), met ? 'met' : 'MISSED'));
process.exitCode = bounds.every(([, met]) => met) ? 0 : 1;
