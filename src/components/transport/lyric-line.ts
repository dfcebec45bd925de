/** Which words are sung now. */

/** Index of the line sung at a time, or −1 between lines and before the first. */
export function lineAt(lyrics: readonly { atS: number; toS: number }[], atS: number): number {
  return lyrics.findIndex((line) => line.atS <= atS && atS < line.toS);
}
