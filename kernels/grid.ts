/** As in `core/grid.ts` and `core/sanitise.ts`. */
export const GRID: i32 = 32;
export const TINY: f64 = 1e-18;
export const LEAST_CHANGE_DB: f64 = 1e-9;
