/**
 * What a channel of the limiter's detector tells its kernel. First integers: the addresses of its samples, middles and
 * points, of the crests to be raised and of the taps; 1 where every crest is looked at twice.
 */
export const SAMPLES_AT = 0;
export const MIDDLES_AT = 1;
export const POINTS_AT = 2;
export const PEAKS_AT = 3;
export const TAPS_AT = 4;
export const THOROUGH = 5;
export const PEAKS_INTEGERS = 6;

/** The sizes of the interpolators in pairs of taps, and where each lies among the taps. */
export const HALF_PAIRS = 16;
export const QUARTER_PAIRS = 4;
export const FINE_PAIRS = 64;
export const HALF_TAPS = 0;
export const QUARTER_TAPS = HALF_TAPS + HALF_PAIRS;
export const FINE_EVEN_TAPS = QUARTER_TAPS + QUARTER_PAIRS;
export const FINE_ODD_TAPS = FINE_EVEN_TAPS + FINE_PAIRS;
export const FINE_HALF_TAPS = FINE_ODD_TAPS + FINE_PAIRS;
export const ALL_TAPS = FINE_HALF_TAPS + FINE_PAIRS;

/** Samples kept before a piece's: the fine taps reach as far back as ahead. */
export const HISTORY = 2 * FINE_PAIRS - 1;
/** Frames after the one judged that must be known. */
export const AHEAD = (HISTORY + 1) / 2;
/** Frames of middles that a quarter point needs after its own. */
export const MIDDLES_AHEAD = 2;
/** Back to the middles that the frame before the first one judged needs. */
export const MIDDLE_HISTORY = AHEAD - HALF_PAIRS + MIDDLES_AHEAD + 1;

/** Points of a frame: the one before, five from sample to sample, their crest; then the floor that is judged by. */
export const CREST_POINT = 6;
export const FLOOR_POINT = 7;
export const POINTS = 8;
