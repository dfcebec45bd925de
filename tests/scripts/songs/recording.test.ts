import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { truePeakDb } from '../../../src/dsp/meters/true-peak.ts';
import { opusHead } from '../../../scripts/songs/pipeline/opus.ts';
import { describe as measure } from '../../../scripts/songs/pipeline/measure.ts';
import { PAPER_LANTERNS } from '../../../scripts/songs/paper-lanterns/song.ts';
import { HALF_A_ROOM } from '../../../scripts/songs/half-a-room/song.ts';
import { PLATFORM_TWO } from '../../../scripts/songs/scene-platform/scene.ts';
import { SIGNAL_FIRE } from '../../../scripts/songs/signal-fire/song.ts';
import { manifestOf, publicFile, stemOf } from './shipped.ts';

const dbOf = (x: number): number => 20 * Math.log10(Math.max(x, 1e-12));

describe.each([PAPER_LANTERNS, SIGNAL_FIRE, HALF_A_ROOM, PLATFORM_TWO])('the recordings of $id', (song) => {
  const manifest = manifestOf(song.id);
  const all = [...manifest.stems, ...Object.values(manifest.prints)];

  it('take at most 6 MB of stems, the scene 1.2', () => {
    const most = song === PLATFORM_TWO ? 1.2e6 : 6e6;
    expect(manifest.stems.reduce((sum, s) => sum + s.bytes, 0)).toBeLessThanOrEqual(most);
  });

  it.each(all.map((entry) => [entry.id, entry] as const))(
    '%s decodes to what the manifest says',
    async (id, entry) => {
      const bytes = new Uint8Array(readFileSync(publicFile(song.id, entry.file)));
      const decoded = await stemOf(song.id, id);
      expect(decoded[0].length).toBe(song.frames);
      const { gainDb: _, ...measured } = entry;
      expect(measure(id, bytes, decoded)).toEqual(measured);
      expect(opusHead(bytes)).toEqual({ channels: entry.channels, preSkip: 312, outputGain: 0 });
    },
  );

  it.each(all.map((entry) => [entry.id] as const))(
    '%s has no DC, no step at either end and is never clipped',
    async (id) => {
      for (const x of await stemOf(song.id, id)) {
        expect(dbOf(Math.abs(x.reduce((sum, v) => sum + v, 0) / x.length))).toBeLessThan(-75);
        // A print's tail is under −60 dB when it is cut; a stem fades to nothing.
        const endDb = id.includes('-rev') ? -60 : -75;
        expect(dbOf(Math.abs(x[0]!))).toBeLessThan(endDb);
        expect(dbOf(Math.abs(x[x.length - 1]!))).toBeLessThan(endDb);
        expect(x.reduce((peak, v) => Math.max(peak, Math.abs(v)), 0)).toBeLessThan(1);
      }
    },
  );

  it.each(manifest.stems.map((entry) => [entry.id] as const))(
    '%s lets its last sound die away before the end',
    async (id) => {
      for (const x of await stemOf(song.id, id)) {
        const rms = (from: number, to: number): number =>
          Math.sqrt(x.subarray(from, to).reduce((sum, v) => sum + v * v, 0) / (to - from));
        expect(dbOf(rms(x.length - 2400, x.length))).toBeLessThan(-60);
      }
    },
  );
});

it('take at most 18 MB of stems together', () => {
  const songs = [PAPER_LANTERNS, SIGNAL_FIRE, HALF_A_ROOM, PLATFORM_TWO];
  const bytes = songs.flatMap(({ id }) => manifestOf(id).stems.map((stem) => stem.bytes));
  expect(bytes.reduce((sum, b) => sum + b, 0)).toBeLessThanOrEqual(18e6);
});

describe('masters that ship', () => {
  it.each([PAPER_LANTERNS, SIGNAL_FIRE, HALF_A_ROOM])(
    'keep their ceiling as they are decoded: $id',
    async ({ id }) => {
      const decoded = await stemOf(id, 'master-rev1');
      expect(truePeakDb(decoded)).toBeLessThanOrEqual(-0.9);
      // Turned down no further than coding makes it necessary.
      expect(truePeakDb(decoded)).toBeGreaterThan(-1.3);
    },
  );
});

describe('drums of paper-lanterns', () => {
  it('has no two snare hits alike', async () => {
    const [x] = await stemOf('paper-lanterns', 'snare');
    // Backbeats of the first chorus: beats 41, 43 … of equal strength.
    const hit = (beat: number): Float32Array => {
      const around = Math.round((0.6 + (beat * 60) / 112) * 48000);
      let start = around - 600;
      while (start < around + 1500 && Math.abs(x[start]!) < 0.05) start++;
      return x.slice(start, start + 2400);
    };
    const hits = [41, 43, 45, 49, 51, 53].map(hit);
    for (const [i, a] of hits.entries()) {
      for (const b of hits.slice(i + 1)) {
        let best = 0;
        for (let lag = -48; lag <= 48; lag++) {
          let ab = 0;
          let aa = 0;
          let bb = 0;
          for (let n = 60; n < a.length - 60; n++) {
            ab += a[n]! * b[n + lag]!;
            aa += a[n]! ** 2;
            bb += b[n + lag]! ** 2;
          }
          best = Math.max(best, ab / Math.sqrt(aa * bb));
        }
        expect(best).toBeLessThan(0.98);
        expect(best).toBeGreaterThan(0.2);
      }
    }
  });
});
