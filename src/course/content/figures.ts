/** Figures in text: a figure and its unit are one word to a reader, and stay on one line. */

const BEFORE_UNIT =
  /(?<=\d) (?=(?:dB|dBTP|dBFS|dBA|LU|LUFS|Hz|kHz|ms|s|bits?|mm|cents|bpm|kB|MB|minutes?|octaves?)\b)/g;

/** The text with no-break spaces between figures and their units. */
export const bindFigures = (text: string): string => text.replace(BEFORE_UNIT, '\u00a0');
