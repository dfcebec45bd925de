/** "Nothing heard?": what to look at, in the order of how often it is the cause, and a tone for each side. */
import { useEffect, useRef } from 'preact/hooks';

interface HelpProps {
  open: boolean;
  onClose: () => void;
  onTone: (side: 'left' | 'right') => void;
  volumeDb: number;
  silent: boolean;
}

export function Help({ open, onClose, onTone, volumeDb, silent }: HelpProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="transport-help" aria-labelledby="transport-help-title" onClose={onClose}>
      <h2 id="transport-help-title">Nothing heard?</h2>
      <ol>
        <li>
          The volume in the bar below stands at{' '}
          {silent ? <b>silence</b> : <b class="figure">{volumeDb.toFixed(0).replace('-', '−')} dB</b>}. It
          starts low on purpose.
        </li>
        <li>Turn up the volume of the device. On a phone, the switch at the side may silence it.</li>
        <li>
          Are the right loudspeakers or headphones chosen in the sound settings? Bluetooth may be connected
          elsewhere.
        </li>
        <li>
          Listen to each side by itself:
          <span class="tones">
            <button type="button" onClick={() => onTone('left')}>
              Left tone
            </button>
            <button type="button" onClick={() => onTone('right')}>
              Right tone
            </button>
          </span>
          You should hear a quiet tone on the side that you press. On one loudspeaker both sound the same.
        </li>
        <li>Is the browser’s tab silent? A loudspeaker with a stroke on the tab means so.</li>
      </ol>
      <button type="button" class="close" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
