/** How a pan is written and read: L 60, C, R 20. */

/** −100 (left) to 100 (right) as figure and unit; the side is the unit, so that digits stay in place. */
export function writePan(pan: number): { figure: string; unit: string } {
  const rounded = Math.round(pan);
  return { figure: rounded === 0 ? 'C' : `${rounded < 0 ? 'L' : 'R'} ${Math.abs(rounded)}`, unit: '' };
}

/** "L60", "r 20", "c", "centre", "-30"; null when it is none of these. */
export function readPan(text: string): number | null {
  const plain = text.trim().toLowerCase().replace(/[−–]/g, '-');
  if (/^c(ent(re|er))?$/.test(plain)) return 0;
  const match = /^(l|r|left|right|[+-])?\s*(\d{1,3}(?:\.\d+)?)$/.exec(plain);
  if (!match) return null;
  const size = Math.min(100, Math.round(Number(match[2])));
  return match[1]?.startsWith('l') || match[1] === '-' ? -size : size;
}

/** As a screen reader says it. */
export function speakPan(pan: number): string {
  const rounded = Math.round(pan);
  return rounded === 0 ? 'centre' : `${Math.abs(rounded)} ${rounded < 0 ? 'left' : 'right'}`;
}
