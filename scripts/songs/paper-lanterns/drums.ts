/** *Paper Lanterns*: the drums, bar by bar. */
import { readGrid } from '../performance/grid.ts';
import type { GridHit } from '../performance/grid.ts';
import { intensityAt } from './form.ts';

type Bars = readonly (readonly [fromBar: number, ...patterns: string[]])[];

const KICK: Bars = [
  [1, 'X.......x..x....'],
  [2, 'X.......X.x.....', 'X.....x.X.......', 'X.......X.x.....', 'X..x....X.x...x.'],
  [6, 'X.......X.x.....', 'X.....x.X.......', 'X.......X.x.....', 'X.......X.......'],
  [10, 'X...X...X...X...', 'X...X...X...X.x.', 'X...X...X...X...', 'X...X...X..xX...'],
  [14, 'X...X...X...X...', 'X...X...X...X.x.', 'X...X...X...X...', 'X...X...X.......'],
  [18, 'X...............', 'X...x...x...x...'],
  [20, 'X...X...X...X.x.', 'X...X...X..xX...', 'X...X...X...X.x.', 'X...X...X.x.X...'],
  [24, 'X...............'],
];

const SNARE: Bars = [
  [1, '............,.ox'],
  [2, '....x.......x...', '....x..,....x..,', '....x.......x...', '....x..,.,..x.,o'],
  [6, '....x.......x...', '....x..,....x..,', '....x..,....x...', '....X...,.o.xxxX'],
  [10, '....X.......X...', '....X..,....X..,', '....X.......X...', '....X..,.,..X..o'],
  [14, '....X.......X...', '....X..,....X..,', '....X.......X...', '....X...x.x.XoxX'],
  [18, '........x.......', ',.,.o.o.o.x.xxxX'],
  [20, '....X..,....X...', '....X..,....X..,', '....X..,....X..,', '....X...x.x.XxXX'],
];

const CLAP: Bars = [
  [10, '....x.......x...', '....x.......x...', '....x.......x...', '....x.......x...'],
  [14, '....x.......x...', '....x.......x...', '....x.......x...', '....x...........'],
  [20, '....x.......x...', '....x.......x...', '....x.......x...', '....x...........'],
];

const HATS: Bars = [
  [0, 'o.,.o.,.o.,.o.,.', 'o.,.o.,.o.,.o,o,'],
  [2, 'x.o.x.o.x.o.x.o.', 'x.o.x.o.x.o.x,o.', 'x.o.x.o.x.o.x.o.', 'x.o.x,o.x.o.x.U.'],
  [6, 'x.o.x.o.x.o.x.o.', 'x.o.x,o.x.o.x,o.', 'x,o,x.o.x,o.x.o.', 'x,o,x.o.x...x...'],
  [10, 'x,O.x,O.x,O.x,O.', 'x,O.x,O.x,O.x,O,', 'x,O.x,O.x,O.x,O.', 'x,O.x,O.x,O,x,xo'],
  [14, 'x,O.x,O.x,O.x,O.', 'x,O.x,O.x,O.x,O,', 'x,O.x,O.x,O.x,O.', 'x,O.x,O.x.......'],
  [18, 'O...........x...', 'x.x.x.x.x,x,xoxo'],
  [20, 'x,O,x,O,x,O,x,O,', 'x,O,x,O,x,O,x,O,', 'x,O,x,O,x,O,x,O,', 'x,O,x,O,x.......'],
];

function hits(bars: Bars): GridHit[] {
  return bars.flatMap(([fromBar, ...patterns]) =>
    patterns.flatMap((pattern, i) => {
      const beat = (fromBar + i) * 4;
      return readGrid(pattern, beat, intensityAt(beat), intensityAt(beat + 3.9));
    }),
  );
}

export const kickHits = (): GridHit[] => hits(KICK);
export const snareHits = (): GridHit[] => hits(SNARE);
export const clapHits = (): GridHit[] => hits(CLAP);
export const hatHits = (): GridHit[] => hits(HATS);

/** Cymbals that mark the form: `[beat, strength, sound]`. */
export const CRASHES: readonly (readonly [beat: number, velocity: number, sound: 'crash' | 'splash'])[] = [
  [8, 0.45, 'splash'],
  [40, 0.9, 'crash'],
  [56, 0.6, 'splash'],
  [72, 0.75, 'crash'],
  [80, 1, 'crash'],
  [96, 1, 'crash'],
];
