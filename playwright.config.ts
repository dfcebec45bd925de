/**
 * End-to-end tests on the built site. `npm test` builds and serves it; run alone (`npm run test:e2e`), the server here
 * does both.
 */
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.ts';

const port = Number(process.env.E2E_PORT ?? 4399);
const outDir = process.env.E2E_DIST ?? 'dist';
const serve = `npx astro preview --host 127.0.0.1 --port ${port} --outDir ${outDir}`;

/** What `E2E_BROWSER` may be. The tests of a change run in Chromium; the others are for trying (CONTRIBUTING.md). */
const BROWSERS: Record<string, PlaywrightTestConfig['use']> = {
  chromium: {
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // Playwright's own build, or one as it ships where FIREFOX_PATH says where.
  firefox: {
    browserName: 'firefox',
    ...(process.env.FIREFOX_PATH && {
      channel: 'moz-firefox',
      launchOptions: { executablePath: process.env.FIREFOX_PATH },
    }),
  },
  webkit: { browserName: 'webkit' },
};
const browser = BROWSERS[process.env.E2E_BROWSER ?? 'chromium'];
if (!browser) throw new Error(`E2E_BROWSER is one of ${Object.keys(BROWSERS).join(', ')}.`);

/** Tests in which nothing plays and nothing is timed. */
const SILENT = ['pages', 'reading', 'print', 'budget', 'keeping', 'stems'].map(
  (name) => `**/${name}.spec.ts`,
);

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  timeout: 45_000,
  expect: { timeout: 15_000 },
  // Sound in real time needs the processor for itself; what only looks at pages may share it (`scripts/test.ts`).
  workers: 1,
  projects: [
    { name: 'sound', testIgnore: SILENT },
    { name: 'pages', testMatch: SILENT, fullyParallel: true },
  ],
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  outputDir: 'test-results/e2e',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1360, height: 900 },
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    ...browser,
  },
  webServer: {
    command: process.env.E2E_BUILT ? serve : `npx astro build --outDir ${outDir} && ${serve}`,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: Boolean(process.env.E2E_BUILT),
    timeout: 180_000,
    env: { ASTRO_TELEMETRY_DISABLED: '1' },
  },
});
