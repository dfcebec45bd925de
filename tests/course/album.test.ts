/** An album: the document, the line, the joins, and what is asked of it. */
import { describe, expect, it } from 'vitest';
import { ALBUM_CHECKS, albumPassed, judgeAlbum } from '../../src/course/album/checks.ts';
import { changed, moved, readAlbum } from '../../src/course/album/document.ts';
import type { Album, AlbumItem } from '../../src/course/album/document.ts';
import { edgesOf, joinSound, JOIN_S } from '../../src/course/album/join.ts';
import { edges, gainAt, PEAKS_PER_S, placed, silences } from '../../src/course/album/line.ts';
import type { AlbumSong } from '../../src/course/album/line.ts';
import { measureSong } from '../../src/course/album/measure.ts';
import { pqSheet, writeFrames } from '../../src/course/album/pq.ts';

const RATE = 48_000;
const [A, B, C] = ['paper-lanterns/master@1', 'signal-fire/master@1', 'half-a-room/master@1'] as const;
const item = (print: string, over: Partial<AlbumItem> = {}): AlbumItem => ({
  print,
  startGapS: 0,
  fadeInS: 0,
  fadeOutS: 0,
  gainDb: 0,
  ...over,
});
const three = (...over: Partial<AlbumItem>[]): Album => ({
  v: 1,
  items: [A, B, C].map((print, i) => item(print, over[i])),
});

/** A tone of a level from `fromS` to `toS` in a song of that length. */
function tone(durationS: number, fromS: number, toS: number, gain: number): Float32Array {
  const x = new Float32Array(durationS * RATE);
  for (let n = Math.round(fromS * RATE); n < toS * RATE; n++)
    x[n] = gain * Math.sin((2 * Math.PI * 500 * n) / RATE);
  return x;
}

describe('the document', () => {
  it('is read as it was kept', () => {
    const album = three({}, { startGapS: 2, gainDb: -1.5 }, { fadeOutS: 1 });
    expect(readAlbum(JSON.parse(JSON.stringify(album)))).toEqual(album);
  });
  it('numbers out of range are brought in', () => {
    const read = readAlbum({ v: 1, items: [item(A, { startGapS: 400, fadeOutS: -3, gainDb: 40 })] })!;
    expect(read.items[0]).toMatchObject({ startGapS: 12, fadeOutS: 0, gainDb: 3 });
  });
  it.each([
    ['nothing', null],
    ['another version', { v: 2, items: [item(A)] }],
    ['no items', { v: 1, items: [] }],
    ['a name that is no print', { v: 1, items: [item('../x')] }],
    ['no number', { v: 1, items: [{ ...item(A), gainDb: 'loud' }] }],
    ['one song twice', { v: 1, items: [item(A), item(A)] }],
    ['a hostile one', JSON.parse('{"v":1,"items":{"__proto__":[]}}')],
  ])('%s is none', (_, data) => expect(readAlbum(data)).toBeNull());

  it('songs change places, and not beyond the ends', () => {
    const order = (album: Album) => album.items.map(({ print }) => print);
    expect(order(moved(three(), 0, 1))).toEqual([B, A, C]);
    expect(order(moved(three(), 2, -1))).toEqual([A, C, B]);
    expect(moved(three(), 0, -1)).toEqual(three());
    expect(moved(three(), 2, 1)).toEqual(three());
  });
  it('a number changes for one song alone', () => {
    const album = changed(three(), B, { gainDb: -2 });
    expect(album.items.map(({ gainDb }) => gainDb)).toEqual([0, -2, 0]);
  });
});

const durations = { [A]: 55.5, [B]: 55, [C]: 56 };

describe('the line', () => {
  it('songs stand one after the other with their gaps; the first has none', () => {
    const places = placed(three({ startGapS: 5 }, { startGapS: 2 }, { startGapS: 3.5 }), durations);
    expect(places.map(({ fromS, toS }) => [fromS, toS])).toEqual([
      [0, 55.5],
      [57.5, 112.5],
      [116, 172],
    ]);
  });
  it('fades go from silence to the song’s gain and back', () => {
    const faded = item(A, { fadeInS: 2, fadeOutS: 4, gainDb: -6 });
    expect(gainAt(faded, 0, 60)).toBe(0);
    expect(gainAt(faded, 1, 60)).toBeCloseTo(10 ** (-6 / 20) * Math.SQRT1_2, 6);
    expect(gainAt(faded, 30, 60)).toBeCloseTo(10 ** (-6 / 20), 6);
    expect(gainAt(faded, 58, 60)).toBeCloseTo(10 ** (-6 / 20) * Math.SQRT1_2, 6);
    expect(gainAt(faded, 60, 60)).toBeCloseTo(0, 6);
  });
});

describe('a song is measured', () => {
  const x = tone(10, 0.5, 8, 0.25);
  const song: AlbumSong = { ...measureSong(x, x), vocalLufs: -20 };
  it('its length, loudness and path', () => {
    expect(song.durationS).toBe(10);
    expect(song.integratedLufs).toBeCloseTo(-12.8, 0);
    expect(song.shortTerm[0]![0]).toBe(3);
    expect(song.shortTerm.find(([atS]) => atS === 5)![1]).toBeCloseTo(song.integratedLufs, 0);
    expect(song.peaks).toHaveLength(10 * PEAKS_PER_S);
  });
  it('how it begins and ends, with fades and gain', () => {
    const plain = edges(item(A), song);
    expect(plain.quietBeforeS).toBeCloseTo(0.5, 2);
    expect(plain.quietAfterS).toBeCloseTo(2, 1);
    expect(plain.endDb).toBe(-120);
    const cut = tone(10, 0, 10, 0.25);
    const cutSong = { ...measureSong(cut, cut), vocalLufs: -20 };
    expect(edges(item(A), cutSong).endDb).toBeCloseTo(-12, 0);
    expect(edges(item(A, { fadeOutS: 1 }), cutSong).endDb).toBeLessThan(-30);
  });
  it('what is silent at a join is what one leaves, the gap, and what the other waits', () => {
    const album: Album = { v: 1, items: [item(A), item(B, { startGapS: 1.5 })] };
    expect(silences(album, { [A]: song, [B]: song })[0]).toBeCloseTo(2 + 1.5 + 0.5, 1);
  });
});

describe('a join', () => {
  const a = edgesOf(tone(20, 0, 20, 0.5), tone(20, 0, 20, 0.5));
  const b = edgesOf(tone(12, 0, 12, 0.25), tone(12, 0, 12, 0.25));
  const peak = (x: Float32Array, fromS: number, toS: number) =>
    x.subarray(fromS * RATE, toS * RATE).reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  it('is 8 s of the one, the gap, and 8 s of the other, each with its gain', () => {
    const { left } = joinSound(item(A, { gainDb: -6 }), a, item(B, { startGapS: 3 }), b);
    expect(left).toHaveLength((2 * JOIN_S + 3) * RATE);
    expect(peak(left, 1, 7)).toBeCloseTo(0.5 * 10 ** (-6 / 20), 3);
    expect(peak(left, 8, 11)).toBe(0);
    expect(peak(left, 12, 18)).toBeCloseTo(0.25, 3);
  });
  it('fades out where the song ends', () => {
    const { left } = joinSound(item(A, { fadeOutS: 2 }), a, item(B), b);
    expect(peak(left, 5, 6)).toBeCloseTo(0.5, 2);
    expect(peak(left, 7.9, 8)).toBeLessThan(0.05);
  });
});

describe('what is asked', () => {
  const song = (integratedLufs: number, vocalLufs: number, cut = false): AlbumSong => {
    const peaks = new Float32Array(50 * PEAKS_PER_S).fill(0.5, 0, 48.9 * PEAKS_PER_S);
    if (cut) peaks.fill(0.01);
    return { durationS: 50, integratedLufs, shortTerm: [], peaks, vocalLufs };
  };
  const songs = { [A]: song(-12, -17.5), [B]: song(-11.5, -17), [C]: song(-13, -17) };
  const roles = { ballad: C, rock: B };
  const good = three({}, { startGapS: 1 }, { startGapS: 2, gainDb: -0.8 });
  const failing = (album: Album, of: Record<string, AlbumSong> = songs, excused: number | null = null) =>
    judgeAlbum(album, of, roles, excused)
      .filter(({ verdict }) => verdict !== 'met')
      .map(({ check }) => check);

  it('is met by an album that breathes, and every hint is there for one that does not', () => {
    const results = judgeAlbum(good, songs, roles, null);
    expect(results.map(({ check }) => check).sort()).toEqual(Object.keys(ALBUM_CHECKS).sort());
    expect(failing(good)).toEqual([]);
    expect(albumPassed(results)).toBe(true);
  });
  it('nothing is judged before every song is measured', () => {
    expect(judgeAlbum(good, { [A]: songs[A] }, roles, null)).toEqual([]);
    expect(albumPassed([])).toBe(false);
  });
  it('all at the same loudness fails', () => {
    const same = three({ gainDb: -2 }, { startGapS: 1, gainDb: -2.5 }, { startGapS: 2, gainDb: -1 });
    expect(failing(same)).toEqual(['ballad']);
  });
  it('one song far away fails for its voice', () => {
    expect(failing(changed(good, A, { gainDb: -6 }))).toEqual(['vocals']);
  });
  it('songs without a breath fail, and one join may be excused', () => {
    const tight = changed(good, B, { startGapS: 0 });
    const loud = {
      ...songs,
      [A]: { ...songs[A], peaks: new Float32Array(50 * PEAKS_PER_S).fill(0.5, 0, 49.9 * PEAKS_PER_S) },
    };
    expect(failing(tight, loud)).toEqual(['gaps']);
    expect(failing(tight, loud, 0)).toEqual([]);
    expect(failing(changed(good, C, { startGapS: 9 }))).toEqual(['gaps']);
  });
  it('a cut end fails, and a short fade mends it', () => {
    const cut = { ...songs, [C]: song(-13, -17, true) };
    expect(failing(good, cut)).toEqual(['ends']);
    expect(failing(changed(good, C, { fadeOutS: 1.5 }), cut)).toEqual([]);
  });
  it('a long fade is only pointed out', () => {
    const long = changed(good, A, { fadeOutS: 9 });
    expect(failing(long)).toEqual(['fades']);
    expect(albumPassed(judgeAlbum(long, songs, roles, null))).toBe(true);
  });
});

describe('the list for the plant', () => {
  it('counts frames of a CD from a pause of two seconds', () => {
    expect(writeFrames(0)).toBe('00:00:00');
    expect(writeFrames(75 * 62 + 3)).toBe('01:02:03');
    const sheet = pqSheet('Three songs', [
      { title: 'Paper Lanterns', fromS: 0, toS: 55.5 },
      { title: 'Signal Fire', fromS: 57.5, toS: 112.5 },
    ]);
    expect(sheet).toContain('01     01     00:02:00  Paper Lanterns');
    expect(sheet).toMatch(/02 {5}00 {5}00:57:38/);
    expect(sheet).toMatch(/02 {5}01 {5}00:59:38 {2}Signal Fire +00:55:00/);
    expect(sheet).toMatch(/AA +01:54:38/);
  });
});
