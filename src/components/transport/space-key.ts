/** Space plays and pauses, wherever the focus is, unless the focused thing needs Space for itself. */

const OWN_SPACE =
  'button, input, select, textarea, summary, a[href], [contenteditable], [role="button"], [role="slider"], [role="checkbox"], [role="radio"], [role="tab"], [role="switch"], dialog *';

/** Whether a key press means "play or pause". */
export function meansPlay(
  event: Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'repeat' | 'target'>,
): boolean {
  if (event.code !== 'Space' || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return false;
  return !(event.target as Element | null)?.closest?.(OWN_SPACE);
}
