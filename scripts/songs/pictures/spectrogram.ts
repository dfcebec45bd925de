/** A recording as a picture: level over time and frequency above, loudness over time below. */
import { RealFft } from '../../../src/dsp/core/fft.ts';
import { momentarySeries } from '../../../src/dsp/meters/loudness-series.ts';
import { SAMPLE_RATE } from '../signal/buffers.ts';
import type { Channels } from '../signal/buffers.ts';
import type { Picture } from './png.ts';

export const WIDTH = 1200;
const SPECTRUM_ROWS = 150;
const LOUDNESS_ROWS = 50;
const SIZE = 2048;
const [LOWEST_HZ, HIGHEST_HZ] = [40, 20_000];
/** What is black and what is white, dB of a bin against a full-scale sine. */
const [DARK_DB, BRIGHT_DB] = [-110, -30];
/** Top and bottom of the loudness curve, LUFS; lines at every ten. */
const [LOUD_LUFS, SOFT_LUFS] = [-5, -65];

/** Dark blue over violet and orange to pale yellow; evenly brighter. */
const STOPS = [
  [6, 8, 24],
  [58, 22, 96],
  [158, 42, 92],
  [234, 108, 44],
  [252, 228, 150],
] as const;

function colour(share: number): [number, number, number] {
  const at = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
  const i = Math.min(STOPS.length - 2, Math.floor(at));
  return [0, 1, 2].map((c) => Math.round(STOPS[i]![c]! + (at - i) * (STOPS[i + 1]![c]! - STOPS[i]![c]!))) as [
    number,
    number,
    number,
  ];
}

/** Frequency at the lower edge of a row counted from the bottom, evenly in octaves. */
const edgeHz = (row: number): number => LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (row / SPECTRUM_ROWS);

export function pictureOf(channels: Channels): Picture {
  const height = SPECTRUM_ROWS + LOUDNESS_ROWS;
  const rgb = new Uint8Array(3 * WIDTH * height);
  const put = (x: number, y: number, c: readonly [number, number, number]): void =>
    rgb.set(c, 3 * (y * WIDTH + x));
  drawSpectrum(channels, put);
  drawLoudness(channels, put);
  return { width: WIDTH, height, rgb };
}

const CURVE = [140, 214, 190] as const;

type Put = (x: number, y: number, c: readonly [number, number, number]) => void;

function drawSpectrum(channels: Channels, put: Put): void {
  const fft = new RealFft(SIZE);
  const window = Float64Array.from(
    { length: SIZE },
    (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SIZE),
  );
  const buffer = new Float64Array(SIZE);
  const [re, im, power] = [0, 1, 2].map(() => new Float64Array(fft.bins)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const frames = channels[0].length;
  const hop = SIZE / 4;
  for (let x = 0; x < WIDTH; x++) {
    // The loudest of the windows that fall on this column: a click shows however short it is.
    power.fill(0);
    const [from, to] = [x, x + 1].map((column) => Math.round((column * frames) / WIDTH)) as [number, number];
    for (let at = from; at < to; at += hop) {
      for (const channel of channels) {
        for (let n = 0; n < SIZE; n++) {
          const i = at + n - SIZE / 2;
          buffer[n] = i >= 0 && i < frames ? channel[i]! * window[n]! : 0;
        }
        fft.forward(buffer, re, im);
        for (let k = 0; k < fft.bins; k++) power[k] = Math.max(power[k]!, re[k]! ** 2 + im[k]! ** 2);
      }
    }
    for (let row = 0; row < SPECTRUM_ROWS; row++) {
      const [low, high] = [row, row + 1].map((edge) => (edgeHz(edge) * SIZE) / SAMPLE_RATE) as [
        number,
        number,
      ];
      let level = 0;
      for (let k = Math.round(low); k <= Math.max(Math.round(low), Math.floor(high)); k++)
        level = Math.max(level, power[k] ?? 0);
      const db = 10 * Math.log10(level / (SIZE / 4) ** 2 + 1e-14);
      put(x, SPECTRUM_ROWS - 1 - row, colour((db - DARK_DB) / (BRIGHT_DB - DARK_DB)));
    }
  }
}

function drawLoudness(channels: Channels, put: Put): void {
  const series = momentarySeries(channels, SAMPLE_RATE);
  const endS = channels[0].length / SAMPLE_RATE;
  const rowOf = (lufs: number): number =>
    SPECTRUM_ROWS + Math.round(((LOUD_LUFS - lufs) / (LOUD_LUFS - SOFT_LUFS)) * (LOUDNESS_ROWS - 1));
  for (let x = 0; x < WIDTH; x++) {
    for (let y = 0; y < LOUDNESS_ROWS; y++) put(x, SPECTRUM_ROWS + y, [14, 17, 26]);
    for (let lufs = -10; lufs > SOFT_LUFS; lufs -= 10) put(x, rowOf(lufs), [40, 46, 62]);
  }
  let last: { x: number; y: number } | null = null;
  for (const [atS, lufs] of series) {
    const x = Math.min(WIDTH - 1, Math.floor((atS / endS) * WIDTH));
    const y = rowOf(Math.max(SOFT_LUFS, Math.min(LOUD_LUFS, lufs)));
    // A short recording has fewer values than the picture has columns.
    for (let column = (last?.x ?? x) + 1; column < x; column++) put(column, y, CURVE);
    for (let row = Math.min(y, last?.y ?? y); row <= Math.max(y, last?.y ?? y); row++) put(x, row, CURVE);
    last = { x, y };
  }
}
