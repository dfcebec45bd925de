import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => vi.unstubAllGlobals());

const load = () => import('../../src/state/ear-runs.ts');
const round = (seed: number, ...answers: string[]) => ({ seed, answers, at: '2026-11-22T10:00:00.000Z' });

describe('answers of ear tests', () => {
  it('come back as they were kept, each test for itself', async () => {
    const { keepEarRun, readEarRun, forgetEarRun } = await load();
    await keepEarRun('02-louder', 'pairs mix', { now: round(7, 'A'), past: [round(1, 'B', 'B')] });
    expect(await readEarRun('02-louder', 'pairs mix')).toEqual({
      now: round(7, 'A'),
      past: [round(1, 'B', 'B')],
    });
    expect(await readEarRun('05-bands', 'pairs mix')).toBeNull();
    await forgetEarRun('02-louder', 'pairs mix');
    expect(await readEarRun('02-louder', 'pairs mix')).toBeNull();
  });

  it('of two tabs: rounds that the other one finished stay', async () => {
    const { keepEarRun, readEarRun, forgetEarRun } = await load();
    await keepEarRun(null, 'drill', { now: round(1, 'A'), past: [] });
    // The other tab, which read the same, has finished two since.
    await keepEarRun(null, 'drill', { now: round(3), past: [round(1, 'A'), round(2, 'B')] });
    await keepEarRun(null, 'drill', { now: round(4, 'A'), past: [round(1, 'A')] });
    expect(await readEarRun(null, 'drill')).toEqual({
      now: round(4, 'A'),
      past: [round(2, 'B'), round(1, 'A')],
    });
    await forgetEarRun(null, 'drill');
    await keepEarRun(null, 'drill', { now: round(5), past: [] });
    expect((await readEarRun(null, 'drill'))?.past).toEqual([]);
  });

  it('lets old rounds go and sets aside what it cannot read', async () => {
    const { keepEarRun, readEarRun, MOST_ROUNDS } = await load();
    const past = Array.from({ length: MOST_ROUNDS + 5 }, (_, i) => round(i, 'A'));
    await keepEarRun(null, 'drill', { now: round(9), past });
    const kept = await readEarRun(null, 'drill');
    expect(kept?.past).toHaveLength(MOST_ROUNDS);
    expect(kept?.past[0]?.seed).toBe(5);

    const { keepRecord, asideNames } = await import('../../src/state/store.ts');
    await keepRecord('ear', 'page/broken', { now: { seed: 1.5, answers: [], at: '' }, past: [] });
    expect(await readEarRun(null, 'broken')).toBeNull();
    expect(await asideNames()).toHaveLength(1);
    await keepRecord('ear', 'page/half', { now: round(1), past: [round(2, 'A'), { seed: -1 }, 'x'] });
    expect((await readEarRun(null, 'half'))?.past).toEqual([round(2, 'A')]);
  });
});
