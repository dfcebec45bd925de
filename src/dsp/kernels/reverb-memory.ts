/**
 * What the reverb tells its kernel, at the beginning of its berth. First integers: addresses, masks (a ring's length
 * less 1) and places in rings.
 */
export const LINES_AT = 0;
/** Bytes from one line to the next. */
export const LINES_APART = 1;
export const LINES_MASK = 2;
export const LINES_PLACE = 3;
export const LENGTHS_AT = 4;
export const GAINS_AT = 5;
export const SHARES_AT = 6;
export const DAMPED_AT = 7;
export const OFF_AT = 8;
export const NEXT_OFF_AT = 9;
export const ALLPASS_AT = 10;
export const PRE_LEFT_AT = 11;
export const PRE_RIGHT_AT = 12;
export const PRE_MASK = 13;
export const PRE_PLACE = 14;
export const PREDELAY = 15;
export const EARLY_LEFT_AT = 16;
export const EARLY_RIGHT_AT = 17;
export const EARLY_MASK = 18;
export const EARLY_PLACE = 19;
/** Early reflections of each side, their delays, gains, and whether they come from the other side. */
export const TAPS = 20;
export const TAP_FRAMES_AT = 21;
export const TAP_GAINS_AT = 22;
export const TAP_CROSSED_AT = 23;
/** Of left and right: places and lengths of the diffuser's lines, then the address of each line. */
export const DIFFUSERS = 24;
export const DIFFUSER_PLACES = 0;
export const DIFFUSER_LENGTHS = 1;
export const DIFFUSER_LINES = 2;
export const DIFFUSER_LINE_COUNT = 4;
export const DIFFUSER_INTEGERS = DIFFUSER_LINES + DIFFUSER_LINE_COUNT;
export const REVERB_INTEGERS = DIFFUSERS + 2 * DIFFUSER_INTEGERS;

/** Then, from the next multiple of 16 bytes plus 16 on, numbers in double precision. */
export const REVERB_NUMBERS = 4 * REVERB_INTEGERS + 16;
export const DIFFUSION = 0;
export const EARLY_GAIN = 1;
export const LATE_GAIN = 2;
export const WET_GAIN = 3;
export const MIX = 4;
/** Largest sample since the last grid point, in and out. */
export const LOUDEST = 5;
export const NUMBERS = 6;
