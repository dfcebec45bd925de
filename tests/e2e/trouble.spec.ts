/** What goes wrong is said in one sentence, and the page still works. */
import { encodeShared } from '../../src/session/share.ts';
import type { Shared } from '../../src/session/document.ts';
import { bar, cell, expect, figure, LESSONS, position, setFigure, test } from './site.ts';

test('a damaged link says so and changes nothing', async ({ page }) => {
  await page.goto(LESSONS.eq);
  await setFigure(await cell(page, /^6\.2 /), 'Band 3 gain', '-3');
  await page.waitForTimeout(900);
  await page.goto('about:blank');
  await page.goto(`${LESSONS.eq}#mix=ring&state=ThisIsNoState`);
  await expect(
    page.getByText(/This link is damaged.*Your own settings are unchanged\./).first(),
  ).toBeVisible();
  await expect(figure(await cell(page, /^6\.2 /), 'Band 3 gain')).toContainText('−3');
});

test('a link to a mix that is not there says so', async ({ page }) => {
  await page.goto(`${LESSONS.eq}#mix=nothing&state=abc`);
  await expect(page.getByText(/names a mix that this page does not have/)).toBeVisible();
  await bar(page);
});

test('a link from a newer version says so', async ({ page }) => {
  const newer = { v: 99, base: 'paper-lanterns/rough@1', patch: {} } as unknown as Shared;
  await page.goto(`${LESSONS.eq}#mix=ring&state=${await encodeShared(newer)}`);
  await expect(page.getByText(/made with a newer version/).first()).toBeVisible();
});

test('a hostile link neither runs nor breaks the page', async ({ page, complaints }) => {
  const hostile = {
    v: 1,
    base: 'paper-lanterns/rough@1',
    patch: {
      'vox.label': '<img src=x onerror=alert(1)>',
      'vox.gainDb': 1e9,
      '__proto__.x': 1,
      'vox.out': 'vox',
    },
  } as unknown as Shared;
  await page.goto(`${LESSONS.eq}#mix=mix&state=${await encodeShared(hostile)}`);
  await expect(page.getByText(/These settings come from a link/).first()).toBeVisible();
  const mixer = await cell(page, /^6\.1 /);
  await expect(mixer.locator('img')).toHaveCount(0);
  await expect(mixer.getByRole('group').first()).toBeVisible();
  expect(complaints).toEqual({ errors: [], violations: [] });
});

test('what is kept but cannot be read is set aside, and the page says so', async ({ page }) => {
  await page.goto(LESSONS.eq);
  await setFigure(await cell(page, /^6\.2 /), 'Band 3 gain', '-3');
  await page.waitForTimeout(900);
  await page.goto('/icon.svg');
  const spoilt = await page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('headroom');
        opening.onerror = () => reject(opening.error!);
        opening.onsuccess = () => {
          const database = opening.result;
          const names = [...database.objectStoreNames];
          const table = database.transaction(names, 'readwrite').objectStore(names[0]!);
          const keys = table.getAllKeys();
          keys.onsuccess = () => {
            const spoil = keys.result.map(String).filter((key) => key.startsWith('working/'));
            for (const key of spoil) table.put({ v: 1, savedAt: '', data: 'spoilt' }, key);
            table.transaction.oncomplete = () => {
              database.close();
              resolve(spoil);
            };
          };
        };
      }),
  );
  expect(spoilt).toContain('working/06-eq/ring');
  await page.goto(LESSONS.eq);
  const equaliser = await cell(page, /^6\.2 /);
  await expect(page.getByText(/could not be read\. It was set aside, not deleted/)).toBeVisible();
  await setFigure(equaliser, 'Band 3 gain', '-4');
  const aside = await page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('headroom');
        opening.onerror = () => reject(opening.error!);
        opening.onsuccess = () => {
          const names = [...opening.result.objectStoreNames];
          const keys = opening.result.transaction(names).objectStore(names[0]!).getAllKeys();
          keys.onsuccess = () =>
            resolve(keys.result.filter((key) => String(key).startsWith('aside/')).length);
        };
      }),
  );
  expect(aside).toBe(1);
});

test('a stem that does not load is named, the rest plays, and trying again brings it', async ({ page }) => {
  test.setTimeout(90_000);
  let broken = true;
  await page.route(/\/audio\/paper-lanterns\/vox-[^/]*\.opus/, (route) =>
    broken ? route.abort() : route.continue(),
  );
  await page.goto(LESSONS.eq);
  const transport = await bar(page);
  await transport.getByRole('button', { name: 'Play' }).click();
  const sentence = transport.getByText(/Vocal could not be loaded; the rest plays without it/);
  await expect(sentence).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => position(page), { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
  broken = false;
  await transport.getByRole('button', { name: 'Try again' }).click();
  await expect(sentence).toBeHidden({ timeout: 30_000 });
});

test('a part of the page whose script does not come says so, and trying again brings it to life', async ({
  page,
}) => {
  let connected = false;
  await page.route(/\/_astro\/Equaliser[.-][^/]*\.js/, (route) =>
    connected ? route.continue() : route.abort(),
  );
  await page.goto(LESSONS.eq);
  const equaliser = page.getByRole('region', { name: /^6\.2 / });
  await equaliser.scrollIntoViewIfNeeded();
  const line = page.locator('.page-notice').filter({ hasText: 'This part of the page could not be loaded.' });
  await expect(line.first()).toBeVisible();
  // The rest of the page lives.
  await setFigure(await cell(page, /^6\.1 /), 'Vocal level', '-4');
  connected = true;
  const again = line.first().getByRole('button', { name: 'Try again' });
  await again.focus();
  await page.keyboard.press('Enter');
  await setFigure(await cell(page, /^6\.2 /), 'Band 3 gain', '-3');
  // With the connection, the others come by themselves.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.locator('.page-notice')).toHaveCount(0);
});

test('without a sound device the page says so and stays readable', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'AudioContext', {
      value: class {
        constructor() {
          throw new DOMException('no device', 'NotSupportedError');
        }
      },
    });
  });
  await page.goto(LESSONS.eq);
  const transport = await bar(page);
  await transport.getByRole('button', { name: 'Play' }).click();
  await expect(transport.getByText(/no sound device/)).toBeVisible();
  await expect(transport.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await setFigure(await cell(page, /^6\.2 /), 'Band 3 gain', '-3');
});

test('an address that leads nowhere gives a page with the transport on it', async ({ page }) => {
  const response = await page.goto('/no/such/page');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address');
  await expect((await bar(page)).getByRole('button', { name: 'Play' })).toBeEnabled();
});
