/** Integrated loudness of what sounds, since play or seek, at the place that an export would be taken from. */
import { useEffect, useRef } from 'preact/hooks';
import { meter } from '../../state/audio.ts';
import { isBlind } from '../../state/blind.ts';

/** A figure that changes faster than this cannot be read. */
const INTERVAL_S = 0.25;

/** `sounding` is what is measured; another programme starts anew. */
export function Loudness({ sounding }: { sounding: string | null }) {
  const figure = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const write = (text: string) => {
      if (figure.current && figure.current.textContent !== text) figure.current.textContent = text;
    };
    write('–');
    // A blind test is one of the ears: no figure tells which sound this is.
    if (sounding === null || isBlind(sounding)) return;
    let saidS = -Infinity;
    return meter({ loudness: { kind: 'loudness', at: { kind: 'tap' } } }, ({ values, contextTimeS }) => {
      if (contextTimeS - saidS < INTERVAL_S) return;
      saidS = contextTimeS;
      const lufs = values.loudness?.[2] ?? -Infinity;
      write(Number.isFinite(lufs) && lufs > -70 ? lufs.toFixed(1).replace('-', '−') : '–');
    });
  }, [sounding]);
  return (
    <span class="transport-loudness" title="Integrated loudness since play or seek">
      <span class="visually-hidden">Integrated loudness </span>
      <span ref={figure} data-loudness>
        –
      </span>{' '}
      <small>LUFS</small>
    </span>
  );
}
