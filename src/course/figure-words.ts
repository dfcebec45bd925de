/** The word for a measured figure that has no end: what is dry has no ratio to its reverb. Pure. */

/** What is so much louder than another is all that there is, dB or LU: what is dry has no reverb to speak of. */
const ALONE_DB = 60;
/** What is this far down is not there, dB or LU. */
const GONE_DB = -100;

/** Of a strip's direct sound over its reverberant one, dB; null where the figure says it. */
export const directWord = (db: number): string | null =>
  db >= ALONE_DB ? 'dry' : db <= GONE_DB ? 'silent' : null;

/** Of how much more direct one strip is than another, dB; null where the figure says it. */
export const standsBeforeWord = (db: number): string | null =>
  db >= ALONE_DB ? 'dry' : db <= -ALONE_DB ? 'the other is dry' : null;

/** Of what is left of a tail against the next phrase, LU; null where the figure says it. */
export const tailWord = (lu: number): string | null => (lu <= GONE_DB ? 'nothing' : null);

/** Of a band against the whole of its strip, dB; null where the figure says it. */
export const bandWord = (db: number): string | null =>
  db >= ALONE_DB ? 'silent' : db <= GONE_DB ? 'nothing' : null;

/** Of what folding to mono costs, LU; null where the figure says it. */
export const monoLossWord = (lu: number): string | null => (lu >= ALONE_DB ? 'all of it' : null);

/** Of the side against the middle, dB; null where the figure says it. */
export const sideWord = (db: number): string | null =>
  db <= GONE_DB ? 'none' : db >= ALONE_DB ? 'no middle' : null;
