/** What the end-to-end tests have in common. */
import { expect, test as base, type Locator, type Page } from '@playwright/test';

export const LESSONS = { eq: '/lessons/06-eq/', loud: '/lessons/17-loud/' } as const;

/** Everything that the browser complained of on a page: errors, refusals by the policy. */
export interface Complaints {
  errors: string[];
  violations: string[];
}

/** A page on which nothing may be complained of, unless the test says what. */
export const test = base.extend<{ complaints: Complaints }>({
  complaints: async ({ page }, use) => {
    const complaints: Complaints = { errors: [], violations: [] };
    page.on('pageerror', (error) => complaints.errors.push(error.message));
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) complaints.violations.push(message.text());
      else if (message.type() === 'error') complaints.errors.push(message.text());
    });
    await use(complaints);
  },
});

export { expect };

/** The transport bar, once it answers. */
export async function bar(page: Page): Promise<Locator> {
  await page.locator('.transport-host astro-island:not([ssr])').waitFor({ state: 'attached' });
  return page.getByRole('region', { name: 'Transport' });
}

/** Position that the bar shows, in whole seconds. */
export async function position(page: Page): Promise<number> {
  const text = (await page.locator('[data-time]').textContent()) ?? '';
  const [minutes = NaN, seconds = NaN] = text.split(':').map(Number);
  return minutes * 60 + seconds;
}

/** Integrated loudness that the bar shows, in LUFS; NaN before there is one. */
export async function loudness(page: Page): Promise<number> {
  const text = (await page.locator('[data-loudness]').textContent()) ?? '';
  return text.includes('–') ? NaN : Number(text.trim().replace('−', '-'));
}

/** A cell by its number and title, scrolled to and alive. */
export async function cell(page: Page, name: string | RegExp): Promise<Locator> {
  const found = page.getByRole('region', { name }).first();
  await found.scrollIntoViewIfNeeded();
  await expect(found.locator('xpath=ancestor::astro-island[1]')).not.toHaveAttribute('ssr', /.*/);
  return found;
}

/** Types a value into a figure: `setFigure(cell, 'Band 3 gain', '-6')`. */
export async function setFigure(within: Locator, name: string, value: string): Promise<void> {
  await within.getByRole('button', { name: new RegExp(`^${name}: .*Type a value`) }).click();
  const field = within.getByRole('textbox', { name, exact: true });
  await field.fill(value);
  await field.press('Enter');
  await expect(field).toHaveCount(0);
}

/** The figure as it is written. */
export const figure = (within: Locator, name: string): Locator =>
  within.getByRole('button', { name: new RegExp(`^${name}: .*Type a value`) });

/**
 * Listens where the loudspeaker would be: whatever is connected to a context's destination is measured too. To be
 * called before the page is opened.
 */
export async function listenToOutput(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const state = { analyser: null as AnalyserNode | null };
    Object.assign(globalThis, { headroomTest: state });
    const connect = AudioNode.prototype.connect as (this: AudioNode, ...to: unknown[]) => unknown;
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      if (to[0] instanceof AudioDestinationNode) {
        state.analyser = new AnalyserNode(this.context, { fftSize: 8192, smoothingTimeConstant: 0 });
        connect.call(this, state.analyser);
      }
      return connect.apply(this, to);
    } as typeof AudioNode.prototype.connect;
  });
}

/**
 * Mean level of the output over some seconds, in dB, in a sixth of an octave to each side of each frequency.
 */
export async function outputLevels(
  page: Page,
  bandsHz: readonly number[],
  seconds: number,
): Promise<number[]> {
  return page.evaluate(
    async ({ bandsHz, seconds }) => {
      const { analyser } = (globalThis as unknown as { headroomTest: { analyser: AnalyserNode | null } })
        .headroomTest;
      if (!analyser) throw new Error('nothing was connected to the output');
      const bins = new Float32Array(analyser.frequencyBinCount);
      const binHz = analyser.context.sampleRate / analyser.fftSize;
      const power = bandsHz.map(() => 0);
      let count = 0;
      const end = performance.now() + seconds * 1000;
      while (performance.now() < end) {
        analyser.getFloatFrequencyData(bins);
        for (const [i, hz] of bandsHz.entries()) {
          const from = Math.floor((hz * 2 ** (-1 / 6)) / binHz);
          const to = Math.ceil((hz * 2 ** (1 / 6)) / binHz);
          for (let bin = from; bin <= to; bin++)
            power[i] = (power[i] ?? 0) + 10 ** ((bins[bin] ?? -200) / 10);
        }
        count++;
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      return power.map((sum) => 10 * Math.log10(sum / count));
    },
    { bandsHz, seconds },
  );
}

/** The longest time without sound at the output, in seconds, while `work` is done. */
export async function longestSilence(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const { analyser } = (globalThis as unknown as { headroomTest: { analyser: AnalyserNode } }).headroomTest;
    const samples = new Float32Array(analyser.fftSize);
    const watch = { longestS: 0, sinceS: performance.now() / 1000, timer: 0 };
    Object.assign(globalThis, { headroomSilence: watch });
    watch.timer = window.setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      // The newest 20 ms: louder than −66 dBFS is sound.
      const heard = samples.subarray(-960).some((value) => Math.abs(value) > 5e-4);
      const now = performance.now() / 1000;
      if (heard) watch.sinceS = now;
      else watch.longestS = Math.max(watch.longestS, now - watch.sinceS);
    }, 10);
  });
  await work();
  return page.evaluate(() => {
    const watch = (globalThis as unknown as { headroomSilence: { longestS: number; timer: number } })
      .headroomSilence;
    clearInterval(watch.timer);
    return watch.longestS;
  });
}
