/**
 * `npm test`: every test, the ones in a browser included. `npm test -- unit e2e` runs only those groups.
 * Ends with one line, `N passed, N failed`. With HEADROOM_NO_SKIP=1 a skipped test counts as failed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { preview } from 'astro';
import { findBrowser } from './browser.ts';

const VITEST_GROUPS = ['unit', 'engine', 'exercises'];
const GROUPS = [...VITEST_GROUPS, 'e2e'];

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Tests start scripts that are TypeScript; Node before 22.18 takes them only when told. */
const TYPESCRIPT_IN_NODE = `${process.env.NODE_OPTIONS ?? ''} --experimental-strip-types --disable-warning=ExperimentalWarning`;

const totals: Counts = { passed: 0, failed: 0, skipped: 0 };

function add({ passed, failed, skipped }: Counts): void {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}

/** Gives what the command ends with; while it runs, the site can be served from here. */
function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn('npx', ['--no-install', command, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_OPTIONS: TYPESCRIPT_IN_NODE, ...env },
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (status) => resolve(status ?? 1));
  });
}

/** A run that ends badly without naming a failed test (a crash, no tests at all) is one failure. */
function settle(counts: Counts | null, status: number): void {
  if (!counts) add({ passed: 0, failed: 1, skipped: 0 });
  else add(status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts);
}

async function runVitest(groups: string[]): Promise<void> {
  const report = 'test-results/vitest.json';
  rmSync(report, { force: true });
  const projects = groups.flatMap((group) => ['--project', group]);
  const status = await run('vitest', [
    'run',
    ...projects,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ]);
  if (!existsSync(report)) return settle(null, status);
  const result = JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not even load has no tests of its own to fail.
  const broken = result.testResults.filter(
    (file: { status: string; assertionResults: unknown[] }) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  settle(
    {
      passed: result.numPassedTests,
      failed: result.numFailedTests + broken,
      skipped: result.numPendingTests + result.numTodoTests,
    },
    status,
  );
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

async function runE2e(): Promise<void> {
  if (!findBrowser()) {
    console.log('No Chromium on this machine; fetching the one that Playwright brings.');
    await run('playwright', ['install', 'chromium']);
  }
  if (!findBrowser()) {
    console.log(
      'The tests in a browser need a Chromium: install one (Debian: `apt-get install chromium`) or set CHROMIUM_PATH to yours.',
    );
    return settle(null, 1);
  }
  const outDir = process.env.E2E_DIST ?? 'dist';
  if ((await run('astro', ['build', '--outDir', outDir])) !== 0) return settle(null, 1);
  const port = await freePort();
  const site = await preview({ outDir, server: { host: '127.0.0.1', port }, logLevel: 'error' });
  await runPlaywright('sound', 1, port);
  await runPlaywright('pages', availableParallelism(), port);
  await site.stop();
}

/** One project of `playwright.config.ts`, on the built site that is served already. */
async function runPlaywright(project: string, workers: number, port: number): Promise<void> {
  const report = 'test-results/e2e.json';
  rmSync(report, { force: true });
  // Each has a folder of its own for pictures of what failed, or the second run would clear the first one's.
  const status = await run(
    'playwright',
    ['test', `--project=${project}`, `--workers=${workers}`, `--output=test-results/e2e-${project}`],
    { E2E_PORT: String(port), E2E_BUILT: '1' },
  );
  if (!existsSync(report)) return settle(null, status);
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  settle({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }, status);
}

const asked = process.argv.slice(2);
const unknown = asked.filter((group) => !GROUPS.includes(group));
if (unknown.length > 0) {
  console.log(`No such group: ${unknown.join(', ')}. There are ${GROUPS.join(', ')}.`);
  process.exit(2);
}
const groups = asked.length > 0 ? asked : GROUPS;
mkdirSync('test-results', { recursive: true });

const vitestGroups = VITEST_GROUPS.filter((group) => groups.includes(group));
if (vitestGroups.length > 0) await runVitest(vitestGroups);
if (groups.includes('e2e')) await runE2e();

if (totals.skipped > 0) console.log(`${totals.skipped} skipped`);
const failed = totals.failed + (process.env.HEADROOM_NO_SKIP ? totals.skipped : 0);
console.log(`${totals.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
