import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshStorage, openPage } from './page.ts';

const text = (data: unknown): string | null => (typeof data === 'string' ? data : null);
const load = () => import('../../src/state/store.ts');
const keptNames = () => import('../../src/state/kept-names.ts');

beforeEach(freshStorage);
afterEach(() => void vi.unstubAllGlobals());

describe('the store', () => {
  it('keeps records over a reload, by kind and name', async () => {
    openPage();
    const first = await load();
    await first.keepRecord('note', '06-eq/a', 'heard it');
    await first.keepRecord('note', '06-eq/b', 'did not');
    await first.keepRecord('working', '06-eq/a', 'other');
    openPage();
    const again = await load();
    expect(again).not.toBe(first);
    expect(await again.readRecord('note', '06-eq/a', text)).toBe('heard it');
    expect(await again.readRecord('note', '06-eq/c', text)).toBeNull();
    expect(await (await keptNames()).recordNames('note')).toEqual(['06-eq/a', '06-eq/b']);
    await again.forgetRecord('note', '06-eq/a');
    expect(await (await keptNames()).recordNames('note')).toEqual(['06-eq/b']);
    expect(again.storeNotice.value).toBeNull();
  });

  it('sets aside what it cannot read, says so, and loses nothing', async () => {
    openPage();
    const store = await load();
    await store.keepRecord('note', 'x', { not: 'a text' });
    expect(await store.readRecord('note', 'x', text)).toBeNull();
    expect(store.storeNotice.value).toMatch(/set aside, not deleted/);
    const [aside] = await store.asideNames();
    expect(aside).toMatch(/^aside\/.*\/note\/x$/);
    store.dismissStoreNotice();
    expect(await store.readRecord('note', 'x', text)).toBeNull();
    expect(store.storeNotice.value).toBeNull();
  });

  it('sets aside records of another version and of no form at all, also when reading throws', async () => {
    openPage();
    const store = await load();
    const { createStore, set } = await import('idb-keyval');
    const table = createStore('headroom', 'kept');
    await set('note/newer', { v: 99, savedAt: '', data: 'x' }, table);
    await set('note/loose', 'no record', table);
    await store.keepRecord('note', 'bad', 'x');
    const thrower = (): never => {
      throw new Error('corrupt');
    };
    expect(await store.readRecord('note', 'newer', text)).toBeNull();
    expect(await store.readRecord('note', 'loose', text)).toBeNull();
    expect(await store.readRecord('note', 'bad', thrower)).toBeNull();
    expect(await store.asideNames()).toHaveLength(3);
  });

  it('goes on in memory without storage, and says so', async () => {
    vi.stubGlobal('indexedDB', undefined);
    openPage();
    const store = await load();
    await store.keepRecord('note', 'x', 'still here');
    expect(await store.readRecord('note', 'x', text)).toBe('still here');
    expect(await (await keptNames()).recordNames('note')).toEqual(['x']);
    expect(store.storeNotice.value).toMatch(/keeps nothing/);
  });

  it('goes on in memory when the database will not open', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    openPage();
    const store = await load();
    await store.keepRecord('note', 'x', 'still here');
    expect(await store.readRecord('note', 'x', text)).toBe('still here');
    expect(store.storeNotice.value).toMatch(/keeps nothing/);
  });

  it('keeps the newest in memory when the device is full, and still reads what is stored', async () => {
    openPage();
    const store = await load();
    await store.keepRecord('note', 'old', 'stored');
    await store.keepRecord('note', 'x', 'first');
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await store.keepRecord('note', 'x', 'second');
    expect(store.storeNotice.value).toMatch(/full/);
    expect(await store.readRecord('note', 'x', text)).toBe('second');
    expect(await store.readRecord('note', 'old', text)).toBe('stored');
    put.mockRestore();
    await store.keepRecord('note', 'x', 'third');
    openPage();
    expect(await (await load()).readRecord('note', 'x', text)).toBe('third');
  });
});

describe('notes, settings, progress', () => {
  it('come back after a reload', async () => {
    openPage();
    const notes = await import('../../src/state/notes.ts');
    await notes.keepNote('06-eq', 'room', 'drier than I thought');
    await notes.keepPrediction(null, 'a', 'The vocal');
    const { settings, settingsRestored } = await import('../../src/state/settings.ts');
    await settingsRestored;
    settings.value = { ...settings.value, volumeDb: -30, metersHidden: true };
    const progress = await import('../../src/state/progress.ts');
    await progress.markStarted('06-eq');
    await progress.markPassed('06-eq', 'ring');
    await progress.markPassed('06-eq', 'ring');

    openPage();
    const later = await import('../../src/state/notes.ts');
    expect(await later.readNote('06-eq', 'room')).toBe('drier than I thought');
    expect(await later.readPrediction(null, 'a')).toBe('The vocal');
    expect(await later.readNote('06-eq', 'none')).toBeNull();
    const again = await import('../../src/state/settings.ts');
    await again.settingsRestored;
    expect(again.settings.value).toMatchObject({ volumeDb: -30, metersHidden: true, matched: true });
    const kept = await import('../../src/state/progress.ts');
    await kept.progressRestored;
    expect(Object.keys(kept.progress.value['06-eq']?.passedAt ?? {})).toEqual(['ring']);
  });

  it('of two tabs: neither takes away what the other has passed', async () => {
    openPage();
    const one = await import('../../src/state/progress.ts');
    await one.markStarted('06-eq');
    openPage();
    const two = await import('../../src/state/progress.ts');
    await two.progressRestored;
    await one.markPassed('06-eq', 'ring');
    await two.markPassed('06-eq', 'boxy');
    await two.markPassed('17-loud', 'ceiling');
    await one.markStarted('01-jobs');
    openPage();
    const later = await import('../../src/state/progress.ts');
    await later.progressRestored;
    const known = later.progress.value;
    expect(Object.keys(known).sort()).toEqual(['01-jobs', '06-eq', '17-loud']);
    expect(Object.keys(known['06-eq']?.passedAt ?? {}).sort()).toEqual(['boxy', 'ring']);
  });

  it('start quiet', async () => {
    openPage();
    const { settings } = await import('../../src/state/settings.ts');
    expect(settings.value.volumeDb).toBe(-12);
  });
});
