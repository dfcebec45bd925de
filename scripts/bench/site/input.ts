/** How long it takes from a press of a key until the sound is another. */
import type { Browser, Page } from '@playwright/test';
import { cellNumbered, wakeAll } from './cells.ts';

const PRESSES = 20;
/** Until a mute has faded and its tails are over. */
const SILENT_MS = 400;

/**
 * Puts a listener beside every context's destination, which tells the page of the first sample that is not zero. The
 * page's policy is off for it: the listener's code is not the site's.
 */
const listen = (): void => {
  const code = `registerProcessor('listener', class extends AudioWorkletProcessor {
    constructor() { super(); this.silent = 0; }
    process([input]) {
      const heard = input[0]?.some((x) => x !== 0) ?? false;
      if (heard && this.silent > 8) this.port.postMessage('heard');
      this.silent = heard ? 0 : this.silent + 1;
      if (this.silent === 9) this.port.postMessage('silent');
      return true;
    }
  });`;
  const state = { pressedMs: NaN, latenciesMs: [] as number[], silent: false };
  Object.assign(globalThis, { listener: state });
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...to: unknown[]) => unknown;
  AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
    if (to[0] instanceof AudioDestinationNode) {
      const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
      void (this.context as AudioContext).audioWorklet.addModule(url).then(() => {
        const node = new AudioWorkletNode(this.context, 'listener', { numberOfOutputs: 0 });
        node.port.onmessage = ({ data }) => {
          state.silent = data === 'silent';
          if (data === 'heard' && Number.isFinite(state.pressedMs))
            state.latenciesMs.push(performance.now() - state.pressedMs);
          state.pressedMs = NaN;
        };
        connect.call(this, node);
      });
    }
    return connect.apply(this, to);
  } as typeof AudioNode.prototype.connect;
  addEventListener('keydown', (event) => (state.pressedMs = event.timeStamp), { capture: true });
};

interface Heard {
  listener: { latenciesMs: number[]; silent: boolean };
}

/**
 * A stem that plays alone is muted, and let go with the keyboard: milliseconds from each key's event until the page
 * knows of the first sample, which is later than the sample itself.
 */
export async function inputLatenciesMs(browser: Browser, base: string): Promise<number[]> {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1360, height: 900 } });
  try {
    const page: Page = await context.newPage();
    await page.addInitScript(listen);
    await page.goto(`${base}/lessons/03-balance/`);
    await wakeAll(page);
    const mixer = cellNumbered(page, '3.1');
    await mixer.getByRole('button', { name: 'Solo Guitar L' }).click();
    await mixer.getByRole('button', { name: /^Play/ }).first().click();
    await page.waitForTimeout(4000);
    const mute = mixer.getByRole('button', { name: 'Mute Guitar L' });
    for (let i = 0; i < PRESSES; i++) {
      await mute.press('Space');
      await page.waitForFunction(() => (globalThis as unknown as Heard).listener.silent);
      // At another place between two frames each time.
      await page.waitForTimeout(SILENT_MS + 3.7 * i);
      await mute.press('Space');
      await page.waitForFunction(
        (count) => (globalThis as unknown as Heard).listener.latenciesMs.length > count,
        i,
      );
      await page.waitForTimeout(SILENT_MS / 2);
    }
    return await page.evaluate(() => (globalThis as unknown as Heard).listener.latenciesMs);
  } finally {
    await context.close();
  }
}
