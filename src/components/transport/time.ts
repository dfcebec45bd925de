/** Times as a listener reads them. */

/** A bar line that is computed may lie this little before the second that it means. */
const NEARLY_S = 1e-6;

/** `0:31`; never more than a second ahead of the sound. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + NEARLY_S));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** For a screen reader: "31 seconds", "1 minute 4 seconds". */
export function spokenTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const part = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? part(whole, 'second') : `${part(minutes, 'minute')} ${part(whole % 60, 'second')}`;
}
