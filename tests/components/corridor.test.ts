import { describe, expect, it } from 'vitest';
import { chorusTone, masters } from '../../scripts/tones.ts';
import { corridorOf, outsideOf } from '../../src/components/cells/Corridor/corridor.ts';
import { loadTones } from '../../src/course/content/tones.ts';
import { toneOf } from '../../src/dsp/meters/tone.ts';

describe('a corridor', () => {
  const corridor = corridorOf([
    [-10, -20, -30, -40],
    [-12, -18, -30, -44],
  ]);

  it('goes from the lowest to the highest, and a margin on', () => {
    expect(corridor).toEqual({
      lowDb: [-13, -21, -31, -45],
      highDb: [-9, -17, -29, -39],
      middleDb: [-11, -19, -30, -42],
    });
  });

  it('says where a tone leaves it, the farthest first', () => {
    const bands = [100, 200, 400, 800];
    expect(outsideOf(corridor, bands, [-11, -19, -30, -42])).toEqual([]);
    expect(outsideOf(corridor, bands, [-8, -15, -30, -50])).toEqual([
      { fromHz: 800, toHz: 800, byDb: -5 },
      { fromHz: 100, toHz: 200, byDb: 2 },
    ]);
    expect(outsideOf(corridor, bands, [-8.8, -19, -30, -42])).toEqual([]);
  });
});

describe('tone', () => {
  it('does not hang on the level, and silence has none', () => {
    const noise = Float32Array.from({ length: 96_000 }, (_, i) => Math.sin(i * i * 0.37) * 0.2);
    const half = noise.map((x) => x / 2);
    expect(toneOf(half, half, 48_000)).toEqual(toneOf(noise, noise, 48_000));
    expect(() => toneOf(new Float32Array(48_000), new Float32Array(48_000), 48_000)).toThrow(RangeError);
  });
});

describe('the tones of the good masters', () => {
  const { songs, bandsHz } = loadTones();

  it('are kept for every one of them', () => {
    expect(
      Object.values(songs)
        .flatMap((of) => Object.keys(of))
        .sort(),
    ).toEqual(masters().sort());
  });

  it('are those of the recordings that ship', async () => {
    const id = 'signal-fire/master@1';
    const now = await chorusTone(id);
    expect(now.bandsHz).toEqual(bandsHz);
    const kept = songs['signal-fire']![id]!;
    now.levelsDb.forEach((db, b) =>
      expect(Math.abs(db - kept[b]!), `${bandsHz[b]} Hz`).toBeLessThanOrEqual(0.2),
    );
  });
});
