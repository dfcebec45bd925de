/** Albums on the device: what was kept comes back, what cannot be read does not. */
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { keepAlbum, readKeptAlbum } from '../../src/state/albums.ts';
import type { KeptAlbum } from '../../src/state/albums.ts';
import { asideNames, keepRecord } from '../../src/state/store.ts';

const kept: KeptAlbum = {
  album: {
    v: 1,
    items: [
      { print: 'half-a-room/master@1', startGapS: 0, fadeInS: 0, fadeOutS: 2, gainDb: -3 },
      { print: 'signal-fire/master@1', startGapS: 2.5, fadeInS: 0, fadeOutS: 1, gainDb: -2 },
    ],
  },
  excused: 0,
  reason: 'They run into each other.',
};

describe('an album', () => {
  it('comes back as it was kept', async () => {
    await keepAlbum('album a b', kept);
    expect(await readKeptAlbum('album a b')).toEqual(kept);
  });
  it('that was never kept is none', async () => {
    expect(await readKeptAlbum('album of nobody')).toBeNull();
  });
  it('that cannot be read is set aside, and odd parts of it are left out', async () => {
    await keepRecord('album', 'broken', { album: { v: 1, items: 'many' } });
    expect(await readKeptAlbum('broken')).toBeNull();
    expect(await asideNames()).toEqual([expect.stringContaining('album/broken')]);
    await keepRecord('album', 'odd', { ...kept, excused: 'both', reason: 7 });
    expect(await readKeptAlbum('odd')).toMatchObject({ album: kept.album, excused: null, reason: '' });
  });
});
