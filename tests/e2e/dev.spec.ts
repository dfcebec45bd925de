/** The worklet starts in the dev server too: hot-reload code must not get into what it imports. */
import { spawn } from 'node:child_process';
import { bar, expect, LESSONS, position, test } from './site.ts';

test('the dev server plays', async ({ page }) => {
  test.setTimeout(180_000);
  const port = 4000 + (process.pid % 900);
  const server = spawn(
    'npx',
    ['--no-install', 'astro', 'dev', '--host', '127.0.0.1', '--port', String(port)],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    },
  );
  let log = '';
  server.stdout.on('data', (text) => (log += text));
  server.stderr.on('data', (text) => (log += text));
  try {
    const origin = `http://127.0.0.1:${port}`;
    await expect
      .poll(
        () =>
          fetch(origin + LESSONS.eq).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 60_000, message: log },
      )
      .toBe(true);
    // The first visit makes the dev server bundle the packages, and it may reload the page when it has.
    await page.goto(origin + LESSONS.eq);
    await page.waitForTimeout(6_000);
    await page.goto(origin + LESSONS.eq);
    const transport = await bar(page);
    await transport.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => position(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
  } finally {
    if (server.pid) process.kill(-server.pid, 'SIGTERM');
  }
});
