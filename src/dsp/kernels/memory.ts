/**
 * Where things lie in the kernels' memory, in bytes. Read by both sides: TypeScript and, in `kernels/`,
 * AssemblyScript, for which these are constants of type i32.
 *
 * Below the berths nothing lasts longer than one call: a processor lends its states to a kernel and takes them back.
 * So there is nothing to allocate or to free, and a processor that is dropped leaves nothing behind there.
 */

/** Frames that a kernel takes at most. */
export const KERNEL_FRAMES = 128;

/** Below lie the kernels’ own constants. Sound in and out: single precision, one channel after the other. */
export const LEFT = 4096;
export const RIGHT = LEFT + 4 * KERNEL_FRAMES;
/** The same in double precision, left and right of a frame side by side as the two lanes of a vector. */
export const FRAMES = RIGHT + 4 * KERNEL_FRAMES;
/** Numbers that tell a kernel what to do, and what it tells back. */
export const SETTINGS = FRAMES + 16 * KERNEL_FRAMES;
/** Coefficients and states of the sections of a cascade, as `Sections` has them, in the order in which they run. */
export const COEFS = SETTINGS + 8 * 128;
export const STATES = COEFS + 8 * 5 * 32;
/** One number a frame: levels, reductions, gains. */
export const LEVELS = STATES + 8 * 4 * 32;
/** The past of a sound that waits, then the present, one channel after the other, in single precision. */
export const LONGEST_WAIT = 1024;
export const PAST_LEFT = LEVELS + 8 * KERNEL_FRAMES;
export const PAST_RIGHT = PAST_LEFT + 4 * (LONGEST_WAIT + KERNEL_FRAMES);
/** The bands of a crossover, from low to high: frames of two lanes each. */
export const BANDS = PAST_RIGHT + 4 * (LONGEST_WAIT + KERNEL_FRAMES);
/** Levels, reductions or gains of two bands side by side: the lower two bands', then the upper two's. */
export const PAIRS = BANDS + 4 * 16 * KERNEL_FRAMES;
/** The reverb's pieces: pairs of lines, their sums for left and right, and channels one frame after another. */
export const PIECE_FRAMES = 32;
export const LINE_PAIRS = PAIRS + 2 * 16 * KERNEL_FRAMES;
export const SUM_LEFT = LINE_PAIRS + 8 * 16 * PIECE_FRAMES;
export const SUM_RIGHT = SUM_LEFT + 16 * PIECE_FRAMES;
export const IN_LEFT = SUM_RIGHT + 16 * PIECE_FRAMES;
export const IN_RIGHT = IN_LEFT + 8 * PIECE_FRAMES;
export const EARLY_LEFT = IN_RIGHT + 8 * PIECE_FRAMES;
export const EARLY_RIGHT = EARLY_LEFT + 8 * PIECE_FRAMES;
/** A stretch of a ring that goes over its end. */
export const STRETCH = EARLY_RIGHT + 8 * PIECE_FRAMES;

/** Berths: what is too long to be lent for every block lies here, as long as its owner is at work. Small ones first. */
export const CABINS = 16;
export const FIRST_CABIN = 0x20000;
export const CABIN_BYTES = 0x4000;
export const BERTHS = 4;
export const FIRST_BERTH = FIRST_CABIN + CABINS * CABIN_BYTES;
export const BERTH_BYTES = 0x160000;
export const END = FIRST_BERTH + BERTHS * BERTH_BYTES;
/**
 * Places in SETTINGS for a detector and its curve, in double precision: what is set; then states, which are changed;
 * then what is read out.
 */
export const THRESHOLD_DB = 0;
export const SLOPE = 1;
export const KNEE_DB = 2;
export const ATTACK = 3;
export const RELEASE = 4;
/** Share of the compressed and of the direct sound; or, of a band, its gain and how much of it is applied. */
export const WET = 5;
export const DRY = 6;
/** Half of the window of the peak level, in frames; 0: rms, with the share of the average in `AVERAGE`. */
export const HOLD_FRAMES = 7;
export const AVERAGE = 8;
/** 1: automatic release, with its own attack and release. */
export const AUTOMATIC = 9;
export const SLOW_ATTACK = 10;
export const SLOW_RELEASE = 11;
/** Largest left and right of the present half window, then of the last; or mean powers of left and right. */
export const CREST = 12;
export const HELD = 16;
export const REDUCTION_DB = 17;
export const SLOW_REDUCTION_DB = 18;
/** Largest level (amplitude) and reduction (dB) of the frames done. */
export const LOUDEST = 19;
export const MOST_REDUCTION_DB = 20;
export const DYNAMICS = 21;
