/** Modules that do not come at the first try. */
import { describe, expect, it } from 'vitest';
import { arriving, asked, lateNotice, needed } from '../../src/state/late.ts';

/** A module at an address of its own, which a browser would refuse to fetch twice after a failure. */
const failing = (message: string): Promise<{ there: boolean }> => Promise.reject(new TypeError(message));

describe('a part of the page that comes late', () => {
  it('is what comes, where it comes', async () => {
    expect(await arriving(Promise.resolve({ there: true }))).toEqual({ there: true });
  });

  it('is asked for once more under another name, which the message gives', async () => {
    // Node fetches no module from the web, and says which one it was asked for.
    const again = arriving(
      failing('error loading dynamically imported module: https://x.test/_astro/part.js'),
    );
    await expect(again).rejects.toThrow(/https:/);
    await expect(again).rejects.not.toThrow(/error loading dynamically/);
  });

  it('fails as it did where the browser names no address', async () => {
    await expect(arriving(failing('Importing a module script failed.'))).rejects.toThrow(
      'Importing a module script failed.',
    );
  });

  it('is missed in a sentence', async () => {
    expect(await asked(failing('no'))).toBeNull();
    expect(lateNotice.value).toContain('could not be loaded');
    expect(await asked(Promise.resolve(1))).toBe(1);
    expect(lateNotice.value).toBeNull();
    await expect(needed(failing('no'))).rejects.toThrow('could not be loaded');
  });
});
