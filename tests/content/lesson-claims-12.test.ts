/** What lesson 12 says of its sounds is true. */
import { describe, expect, it } from 'vitest';
import { lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import type { Patch } from '../../src/session/document.ts';
import { valueAt } from '../../src/session/lane.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { stemOf } from '../scripts/songs/shipped.ts';
import { figuresOf } from './space-figures.ts';

const RATE = 48_000;
const SLUG = '12-feeling';
const SONG = loadSong('paper-lanterns');
const BAND = ['kick', 'snare', 'hats', 'bass', 'guitar-l', 'guitar-r', 'keys', 'pad', 'backing', 'fx'];
const section = (id: string) => SONG.sections.find((s) => s.id === id)!;

describe('lesson 12', { timeout: 120_000 }, () => {
  it('the pad is as big in the verse as in the chorus', async () => {
    const pad = { kind: 'loudness', of: 'pad' } as const;
    const verse = await figuresOf(SLUG, 'first', {}, { section: 'verse' }, { pad });
    const chorus = await figuresOf(SLUG, 'first', {}, { section: 'chorus' }, { pad });
    expect(verse['pad']!).toBeGreaterThan(chorus['pad']! - 1);
  });

  it('silencing it in the verse lifts the chorus', async () => {
    const { fromS, toS } = section('verse');
    const silent: Patch = {
      'automation/pad.gainDb': {
        mode: 'trim',
        points: [
          [fromS - 0.02, 0, 0],
          [fromS, -110, 0],
          [toS, -110, 0],
          [toS + 0.02, 0, 0],
        ],
      },
    };
    const lift = { kind: 'section-over', of: 'tap', louder: 'chorus', than: 'verse' } as const;
    const around = { fromS: toS - 4.3, toS: toS + 4.3 };
    const before = await figuresOf(SLUG, 'first', {}, around, { lift });
    const after = await figuresOf(SLUG, 'first', silent, around, { lift });
    expect(after['lift']! - before['lift']!).toBeGreaterThan(0.3);
    const thinned = await figuresOf(SLUG, 'thinned', {}, around, { lift });
    expect(thinned['lift']! - before['lift']!).toBeGreaterThan(0.5);
  });

  it('the moving mix raises the first and the third line of the verse, and the words gain', async () => {
    const { points } = loadPreset('paper-lanterns/mix@1').automation['vox.gainDb']!;
    const lines = SONG.lyrics.filter((line) => line.section === 'verse');
    const ridden = lines.map(({ atS, toS }) => valueAt(points, (atS + toS) / 2));
    expect(ridden[0]).toBeGreaterThan(1);
    expect(ridden[2]).toBeGreaterThan(1);
    expect(Math.max(ridden[1]!, ridden[3]!)).toBeLessThan(0.5);
    const words = {
      kind: 'band-over-others',
      of: 'vox',
      against: BAND,
      bandHz: [1000, 4000],
      percentile: 25,
    } as const;
    const still = await figuresOf(SLUG, 'static', {}, { section: 'verse' }, { words });
    const moving = await figuresOf(SLUG, 'moved', {}, { section: 'verse' }, { words });
    expect(moving['words']! - still['words']!).toBeGreaterThan(1);
  });

  it('moves nothing in the chorus to make it arrive, and is silent for about four seconds', () => {
    const { patch } = lessonMixes(loadLesson(SLUG))['thinned']!;
    for (const lane of ['automation/pad.gainDb', 'automation/keys.gainDb']) {
      const { points } = patch![lane] as unknown as { points: [number, number, number][] };
      expect(valueAt(points, section('chorus').fromS + 0.01)).toBe(0);
      const silentS = points[2]![0] - points[1]![0];
      expect(silentS).toBeGreaterThan(4);
      expect(silentS).toBeLessThan(4.5);
    }
  });

  it('something rises for two seconds before the chorus', async () => {
    const fx = { kind: 'loudness', of: 'fx' } as const;
    const at = (fromS: number, toS: number) => figuresOf(SLUG, 'sounds', {}, { fromS, toS }, { fx });
    const rising = (await at(20.5, 22))['fx']!;
    expect(rising).toBeGreaterThan((await at(18, 19.5))['fx']! + 10);
    expect(rising).toBeGreaterThan((await at(23, 24.5))['fx']! + 10);
  });

  it('what rises is a noise that gets brighter', async () => {
    const [left] = await stemOf('paper-lanterns', 'fx');
    const toS = section('verse').toS;
    const brightness = (fromS: number): number => {
      const piece = left!.slice(Math.round(fromS * RATE), Math.round((fromS + 0.5) * RATE));
      const { bandsHz, levelsDb } = averageBandLevels(piece, piece, RATE, 3);
      const power = levelsDb.map((db) => 10 ** (db / 10));
      const octaves = bandsHz.reduce((sum, hz, i) => sum + Math.log2(hz) * power[i]!, 0);
      return octaves / power.reduce((sum, x) => sum + x, 0);
    };
    expect(brightness(toS - 0.7)).toBeGreaterThan(brightness(toS - 1.9) + 0.5);
  });

  it('saturation adds tones above those that the bass has, where a small loudspeaker can play them', async () => {
    const high = { kind: 'band-against-whole', of: 'bass', bandHz: [1500, 6000] as [number, number] } as const;
    const at = async (driveDb: number) =>
      (await figuresOf(SLUG, 'colour', { 'bass/colour/driveDb': driveDb }, { section: 'verse' }, { high }))['high']!;
    expect((await at(18)) - (await at(-12))).toBeGreaterThan(6);
  });

  it('a limiter with 12 dB of gain leaves less of the lift', async () => {
    const around = { fromS: 13.457, toS: 30.6 };
    const lift = { kind: 'section-over', of: 'tap', louder: 'chorus', than: 'verse' } as const;
    const limit: Patch = {
      'master/limit': { effect: 'limiter', v: 1, on: true, values: { gainDb: 12 } },
      'master/inserts': ['limit'],
    };
    const before = await figuresOf(SLUG, 'pressed', {}, around, { lift });
    const after = await figuresOf(SLUG, 'pressed', limit, around, { lift });
    expect(before['lift']).toBeGreaterThan(3);
    expect(after['lift']).toBeLessThan(before['lift']! - 1);
  });

  it('hardly a word of the scene is heard at first, and she rests for a second and a half before her third line', async () => {
    const lead = {
      kind: 'lead-in-phrases',
      of: 'voice',
      against: ['music', 'rain', 'train', 'steps', 'door'],
    } as const;
    expect((await figuresOf(SLUG, 'scene', {}, 'song', { lead }))['lead']).toBeLessThan(-9);
    const { lyrics, durationS } = loadSong('scene-platform');
    expect(durationS).toBeCloseTo(20, 0);
    expect(lyrics[2]!.atS - lyrics[1]!.toS).toBeCloseTo(1.5, 1);
  });
});
