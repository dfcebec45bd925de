/** *Signal Fire*: the drums, bar by bar. */
import { readGrid } from '../performance/grid.ts';
import type { GridHit } from '../performance/grid.ts';
import { intensityAt } from './form.ts';

type Bars = readonly (readonly [fromBar: number, ...patterns: string[]])[];

const KICK: Bars = [
  [0, 'X.....x.X.x.....', 'X.....x.X.x...x.', 'X.....x.X.x.....', 'X.x...x.X.......'],
  [4, 'X.......X.x.....', 'X.....x.X.......', 'X.......X.x.....', 'X.....x.X...x...'],
  [8, 'X.......X.x.....', 'X.....x.X.......', 'X.x.....X.x.....', 'X...x...X.......'],
  [12, 'X.x...x.X.x.....', 'X.x...x.X.x...x.', 'X.x...x.X.x.....', 'X.x...x.X..xX...'],
  [16, 'X.x...x.X.x.....', 'X.x...x.X.x...x.', 'X.x...x.X.x.....', 'X.x...x.X.......'],
  [20, 'X...............', 'X.......x.......', 'X.........x.....', 'x...x...x...x...'],
  [24, 'X.x...x.X.x...x.', 'X.x...x.X..xx...', 'X.x...x.X.x...x.', 'X.x.X.x.X.X.....'],
  [28, 'X...............'],
];
const SNARE: Bars = [
  [0, '....X.......X...', '....X..,....X..,', '....X.......X...', '....X...........'],
  [4, '....x.......x...', '....x..,.,..x..,', '....x.......x...', '....x..,.,..x.,o'],
  [8, '....x.......x...', '....x..,.,..x..,', '....x..,....x...', '....x...o.x.xxxX'],
  [12, '....X.......X...', '....X..,....X..,', '....X.......X...', '....X..,.,..X..o'],
  [16, '....X.......X...', '....X..,....X..,', '....X.......X...', '....X...........'],
  [20, '........o.......', '........o.......', '........x.......', 'o.o.o.o.xxxxXXXX'],
  [24, '....X.......X...', '....X..,....X..,', '....X.......X..x', '....X...X.......'],
];
const TOMS: Bars = [
  [3, '........x.x.x.X.'],
  [19, '........x.xxx.XX'],
  [27, '..........x.xxXX'],
];
const HATS: Bars = [
  [0, 'O.U.O.U.O.U.O.U.', 'O.U.O.U.O.U.O.U.', 'O.U.O.U.O.U.O.U.', 'O.U.O.U.........'],
  [4, 'x.o.x.o.x.o.x.o.', 'x.o.x.o.x.o.x,o.', 'x.o.x.o.x.o.x.o.', 'x.o.x.o.x.o.x.U.'],
  [8, 'x.o.x.o.x.o.x.o.', 'x.o.x.o.x.o.x,o.', 'x.o.x.o.x.U.x.o.', 'x.o.x.o.........'],
  [20, '................', 'o...o...o...o...', 'o.o.o.o.o.o.o.o.', 'x.x.x.x.........'],
];
/** In the choruses the right hand goes to the crash and ride it: strong on the quarters. */
const CYMBALS: Bars = [
  [0, 'X...............'],
  [12, 'X...x...x...x...', 'x...x...x...x...', 'x...x...x...x...', 'x...x...x...x...'],
  [16, 'X...x...x...x...', 'x...x...x...x...', 'x...x...x...x...', 'x...x...........'],
  [20, 'X...............'],
  [24, 'X...x...x...x...', 'x...x...x...x...', 'X...x...x...x...', 'x...x...........'],
  [28, 'X...............'],
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
export const tomHits = (): GridHit[] => hits(TOMS);
export const hatHits = (): GridHit[] => hits(HATS);
export const cymbalHits = (): GridHit[] => hits(CYMBALS);
