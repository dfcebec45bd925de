/** What lesson 20 says of the three masters is true of them, and its task can be met in two ways and missed in others. */
import { beforeAll, describe, expect, it } from 'vitest';
import { courseRenderer } from '../../scripts/exercises.ts';
import { albumPassed, judgeAlbum } from '../../src/course/album/checks.ts';
import type { Album, AlbumItem } from '../../src/course/album/document.ts';
import type { AlbumSong } from '../../src/course/album/line.ts';
import { measureSong } from '../../src/course/album/measure.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { integratedLoudness } from '../../src/dsp/meters/loudness.ts';
import type { Tap } from '../../src/engine/facade.ts';

const RATE = 48_000;
const SONGS = ['paper-lanterns', 'signal-fire', 'half-a-room'] as const;
const [LANTERNS, FIRE, ROOM] = SONGS.map((id) => `${id}/master@1`) as [string, string, string];
const { render } = courseRenderer();

async function sound(preset: string, fromS: number, toS: number, tap: Tap): Promise<[Float32Array, Float32Array]> {
  const { taps } = await render({ session: loadPreset(preset), fromS, toS, taps: { a: tap } });
  const { left, right } = taps['a']!;
  return [left, right];
}

async function measured(id: string): Promise<AlbumSong> {
  const { durationS, sections } = loadSong(id);
  const { fromS, toS } = sections.find((section) => section.id === 'chorus')!;
  const whole = await sound(`${id}/master@1`, 0, durationS, { kind: 'tap' });
  const chorus = whole.map((x) => x.subarray(Math.round(fromS * RATE), Math.round(toS * RATE)));
  const voice = await sound(`${id}/mix@1`, fromS, toS, { kind: 'strip', strip: 'vox', tap: 'post' });
  const mixed = await sound(`${id}/mix@1`, fromS, toS, { kind: 'tap' });
  const lufs = (channels: readonly Float32Array[]) => integratedLoudness(channels, RATE);
  return { ...measureSong(...whole), vocalLufs: lufs(voice) + lufs(chorus) - lufs(mixed) };
}

const songs: Record<string, AlbumSong> = {};
beforeAll(async () => {
  for (const id of SONGS) songs[`${id}/master@1`] = await measured(id);
}, 90_000);

const item = (print: string, over: Partial<AlbumItem> = {}): AlbumItem => ({
  print,
  startGapS: 0,
  fadeInS: 0,
  fadeOutS: 0,
  gainDb: 0,
  ...over,
});
const album = (...items: AlbumItem[]): Album => ({ v: 1, items });
/** To that loudness. */
const at = (print: string, lufs: number): number => lufs - songs[print]!.integratedLufs;
const roles = { ballad: ROOM, rock: FIRE };
const failing = (made: Album): string[] =>
  judgeAlbum(made, songs, roles, null)
    .filter(({ verdict }) => verdict !== 'met')
    .map(({ check }) => check);

describe('lesson 20', () => {
  it('as the songs arrive, all at −14 without gaps, the ballad, the gaps and the ends are missed', () => {
    const arriving = album(...[LANTERNS, FIRE, ROOM].map((print) => item(print, { gainDb: at(print, -14) })));
    expect(failing(arriving).sort()).toEqual(['ballad', 'ends', 'gaps']);
  });

  it('all three masters stop a little before the last reverb is gone', () => {
    for (const print of [LANTERNS, FIRE, ROOM]) {
      const { peaks } = songs[print]!;
      const last = Math.max(...peaks.subarray(peaks.length - 5));
      expect(20 * Math.log10(last)).toBeGreaterThan(-60);
    }
  });

  it('is met in the order of arrival, and with the ballad first', () => {
    const [fade, gap] = [{ fadeOutS: 1.5 }, 2];
    const loud = { [LANTERNS]: at(LANTERNS, -13.8), [FIRE]: at(FIRE, -13.5), [ROOM]: at(ROOM, -15.9) };
    const one = album(
      item(LANTERNS, { ...fade, gainDb: loud[LANTERNS]! }),
      item(FIRE, { ...fade, startGapS: gap, gainDb: loud[FIRE]! }),
      item(ROOM, { ...fade, startGapS: 3, gainDb: loud[ROOM]! }),
    );
    const other = album(
      item(ROOM, { fadeOutS: 3, gainDb: at(ROOM, -16.2) }),
      item(FIRE, { ...fade, startGapS: 1.2, gainDb: at(FIRE, -14) }),
      item(LANTERNS, { ...fade, startGapS: 4, gainDb: at(LANTERNS, -14.4) }),
    );
    for (const made of [one, other]) {
      expect(failing(made)).toEqual([]);
      expect(albumPassed(judgeAlbum(made, songs, roles, null))).toBe(true);
    }
  });

  const mended = (gains: Record<string, number>): Album =>
    album(
      ...[LANTERNS, FIRE, ROOM].map((print, i) =>
        item(print, { fadeOutS: 1.5, startGapS: i === 0 ? 0 : 2, gainDb: gains[print]! }),
      ),
    );
  it('all at −14 misses the ballad, with gaps and fades as well', () => {
    expect(failing(mended({ [LANTERNS]: at(LANTERNS, -14), [FIRE]: at(FIRE, -14), [ROOM]: at(ROOM, -14) }))).toEqual([
      'ballad',
    ]);
  });
  it('voices made exactly equal miss the ballad', () => {
    const voice = (print: string) => -19 - songs[print]!.vocalLufs;
    expect(failing(mended({ [LANTERNS]: voice(LANTERNS), [FIRE]: voice(FIRE), [ROOM]: voice(ROOM) }))).toEqual(['ballad']);
  });
  it('a ballad far down misses the voice', () => {
    expect(failing(mended({ [LANTERNS]: -2, [FIRE]: -2, [ROOM]: -6 }))).toEqual(['vocals']);
  });
});
