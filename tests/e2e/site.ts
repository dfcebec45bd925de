/** What the end-to-end tests have in common. */
import FFT from 'fft.js';
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
  // A cell whose mix is not as the page was built is made anew when it comes to life.
  await expect(async () => {
    await found.scrollIntoViewIfNeeded({ timeout: 3000 });
    await expect(found.locator('xpath=ancestor::astro-island[1]')).not.toHaveAttribute('ssr', /.*/, {
      timeout: 3000,
    });
  }).toPass();
  return found;
}

/** Types a value into a figure: `setFigure(cell, 'Band 3 gain', '-6')`. */
export async function setFigure(within: Locator, name: string, value: string): Promise<void> {
  await within.getByRole('button', { name: new RegExp(`^${name}: `) }).click();
  const field = within.getByRole('textbox', { name, exact: true });
  await field.fill(value);
  await field.press('Enter');
  await expect(field).toHaveCount(0);
}

/** The figure as it is written. */
export const figure = (within: Locator, name: string): Locator =>
  within.getByRole('button', { name: new RegExp(`^${name}: `) });

/**
 * Listens where the loudspeaker would be: whatever is connected to a context's destination is measured too. To be
 * called before the page is opened.
 */
export async function listenToOutput(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const state = {
      analyser: null as AnalyserNode | null,
      sides: null as Record<string, AnalyserNode> | null,
    };
    Object.assign(globalThis, { headroomTest: state });
    const connect = AudioNode.prototype.connect as (this: AudioNode, ...to: unknown[]) => unknown;
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      if (to[0] instanceof AudioDestinationNode) {
        const { context } = this;
        const analyser = () => new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
        state.analyser = analyser();
        connect.call(this, state.analyser);
        const sides = { left: analyser(), right: analyser(), difference: analyser() };
        const split = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
        const half = new GainNode(context, { gain: 0.5 });
        const negativeHalf = new GainNode(context, { gain: -0.5 });
        connect.call(this, split);
        connect.call(split, sides.left, 0);
        connect.call(split, sides.right, 1);
        connect.call(split, half, 0);
        connect.call(split, negativeHalf, 1);
        connect.call(half, sides.difference);
        connect.call(negativeHalf, sides.difference);
        state.sides = sides;
      }
      return connect.apply(this, to);
    } as typeof AudioNode.prototype.connect;
  });
}

/** The output's samples over some seconds, as one piece, both channels added and halved. */
export async function recordOutput(
  page: Page,
  seconds: number,
): Promise<{ samples: Float32Array; sampleRate: number }> {
  const { text, sampleRate } = await page.evaluate(async (seconds) => {
    const { analyser } = (globalThis as unknown as { headroomTest: { analyser: AnalyserNode | null } })
      .headroomTest;
    if (!analyser) throw new Error('nothing was connected to the output');
    const { context } = analyser;
    // The newest 0.7 s are read three times as often as needed and laid down where the clock says.
    analyser.fftSize = 32_768;
    const newest = new Float32Array(analyser.fftSize);
    const taken = new Float32Array(Math.round(seconds * context.sampleRate));
    const clock = () => Math.round(context.currentTime * context.sampleRate);
    let begin = clock() + analyser.fftSize;
    let filled = 0;
    let failures = 0;
    while (filled < taken.length) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const end = clock() - begin;
      analyser.getFloatTimeDomainData(newest);
      const from = end - newest.length;
      if (from > filled) {
        // The page was busy for too long, so there is a gap: all anew.
        if (++failures > 5) throw new Error('the browser was too busy to record without a gap');
        begin = clock() + analyser.fftSize;
        filled = 0;
        continue;
      }
      for (let i = Math.max(0, filled - from); i < newest.length && from + i < taken.length; i++)
        taken[from + i] = newest[i] ?? 0;
      filled = end;
    }
    const bytes = new Uint8Array(taken.buffer);
    let text = '';
    for (let i = 0; i < bytes.length; i += 32_768)
      text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
    return { text: btoa(text), sampleRate: context.sampleRate };
  }, seconds);
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return { samples: new Float32Array(bytes.buffer), sampleRate };
}

/** What comes out over a time, in dB: mean level of each side, of what differs between them, and the highest sample. */
export interface Heard {
  leftDb: number;
  rightDb: number;
  /** Of half of left minus right. */
  differenceDb: number;
  /** Of either side. */
  peakDb: number;
}

/** Listens to both sides of the output for some seconds. */
export function hearSides(page: Page, seconds: number): Promise<Heard> {
  return page.evaluate(async (seconds) => {
    const { sides } = (
      globalThis as unknown as { headroomTest: { sides: Record<string, AnalyserNode> | null } }
    ).headroomTest;
    if (!sides) throw new Error('nothing was connected to the output');
    const read = Object.entries(sides).map(([name, analyser]) => ({ name, analyser, power: 0, peak: 0 }));
    const window = new Float32Array(8192);
    const everyS = window.length / read[0]!.analyser.context.sampleRate;
    const times = Math.ceil(seconds / everyS);
    for (let i = 0; i < times; i++) {
      // Later than that only means that a piece in between was not heard.
      await new Promise((resolve) => setTimeout(resolve, 1000 * everyS));
      for (const side of read) {
        side.analyser.getFloatTimeDomainData(window);
        for (const x of window) {
          side.power += (x * x) / (times * window.length);
          side.peak = Math.max(side.peak, Math.abs(x));
        }
      }
    }
    const [left, right, difference] = read;
    const db = (amplitude: number) => 20 * Math.log10(Math.max(1e-9, amplitude));
    return {
      leftDb: db(Math.sqrt(left!.power)),
      rightDb: db(Math.sqrt(right!.power)),
      differenceDb: db(Math.sqrt(difference!.power)),
      peakDb: db(Math.max(left!.peak, right!.peak)),
    };
  }, seconds);
}

/** Mean level in dB, in a sixth of an octave to each side of each frequency, by windows of 0.17 s. */
export function bandLevels(samples: Float32Array, sampleRate: number, bandsHz: readonly number[]): number[] {
  const size = 8192;
  const fft = new FFT(size);
  const window = Float64Array.from(
    { length: size },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size),
  );
  const spectrum = fft.createComplexArray() as number[];
  const power = bandsHz.map(() => 0);
  let count = 0;
  for (let at = 0; at + size <= samples.length; at += size / 2) {
    fft.realTransform(
      spectrum,
      Array.from(window, (weight, i) => weight * (samples[at + i] ?? 0)),
    );
    for (const [band, hz] of bandsHz.entries()) {
      const from = Math.ceil((hz * 2 ** (-1 / 6) * size) / sampleRate);
      const to = Math.floor((hz * 2 ** (1 / 6) * size) / sampleRate);
      for (let bin = from; bin <= to; bin++)
        power[band] = (power[band] ?? 0) + (spectrum[2 * bin] ?? 0) ** 2 + (spectrum[2 * bin + 1] ?? 0) ** 2;
    }
    count++;
  }
  return power.map((sum) => 10 * Math.log10(sum / count));
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
