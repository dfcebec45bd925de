import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../scripts/songs/pictures/png.ts';
import { pictureOf } from '../../../scripts/songs/pictures/spectrogram.ts';

describe('pictures of recordings', () => {
  it('a PNG holds the rows that were drawn', () => {
    const rgb = Uint8Array.from({ length: 3 * 4 * 2 }, (_, i) => i * 9);
    const png = Buffer.from(encodePng({ width: 4, height: 2, rgb }));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([4, 2]);
    const at = png.indexOf('IDAT');
    const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
    expect([...rows.subarray(1, 13), ...rows.subarray(14)]).toEqual([...rgb]);
  });

  it('a tone is bright at its own height and dark elsewhere, and its loudness is a level line', () => {
    const x = Float32Array.from(
      { length: 96_000 },
      (_, n) => 0.1 * Math.sin((2 * Math.PI * 1000 * n) / 48_000),
    );
    const { rgb, width } = pictureOf([x]);
    const light = (column: number, row: number): number =>
      rgb
        .subarray(3 * (row * width + column))
        .slice(0, 3)
        .reduce((sum, v) => sum + v, 0);
    const column = width / 2;
    const rows = Array.from({ length: 150 }, (_, row) => light(column, row));
    const brightest = rows.indexOf(Math.max(...rows));
    // 1 kHz lies 4.64 of the 8.97 octaves above 40 Hz: 72 rows from the top.
    expect(Math.abs(brightest - 72)).toBeLessThanOrEqual(2);
    expect(rows[brightest]!).toBeGreaterThan(400);
    expect(rows[20]!).toBeLessThan(80);
    const line = (at: number): number => {
      const curve = Array.from({ length: 50 }, (_, row) => light(at, 150 + row));
      return curve.indexOf(Math.max(...curve));
    };
    expect(line(width / 2)).toBe(line(width - 20));
  });
});
