/**
 * The keys and the system's own controls: Space plays and pauses, media keys do what they say, and the system's
 * player shows the song. To be called once a document, from the transport bar.
 */
import { effect } from '@preact/signals';
import { pause, resume, seek, soundingSong, sounding, toggle, transport } from './audio.ts';
import { mixOf } from './mix.ts';

/** Keys that a text field, a button or a control needs for itself. */
const OWN_SPACE =
  'input, textarea, select, button, summary, a[href], audio, video, [contenteditable], [role="slider"], [role="button"]';

const SKIP_S = 5;

let listens = false;

/** Starts listening to Space and media keys. Further calls do nothing. */
export function listenToKeys(): void {
  if (listens) return;
  listens = true;
  document.addEventListener('keydown', (event) => {
    if (
      event.key !== ' ' ||
      event.repeat ||
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    if (event.target instanceof Element && event.target.closest(OWN_SPACE)) return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    toggle();
  });
  if ('mediaSession' in navigator) listenToMediaKeys(navigator.mediaSession);
}

function listenToMediaKeys(session: MediaSession): void {
  const handlers: [MediaSessionAction, MediaSessionActionHandler][] = [
    ['play', () => resume()],
    ['pause', () => pause()],
    ['stop', () => pause()],
    ['seekto', ({ seekTime }) => seekTime !== undefined && seek(seekTime)],
    ['seekbackward', ({ seekOffset }) => seek(transport.peek().positionS - (seekOffset ?? SKIP_S))],
    ['seekforward', ({ seekOffset }) => seek(transport.peek().positionS + (seekOffset ?? SKIP_S))],
    ['previoustrack', () => seek(0)],
  ];
  for (const [action, handler] of handlers) {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // A browser need not know every action.
    }
  }
  effect(() => {
    const song = soundingSong.value;
    if (song)
      session.metadata = new MediaMetadata({
        title: song.title,
        artist: 'Headroom',
        album: albumOf(sounding.value),
      });
  });
  effect(() => {
    session.playbackState = sounding.value === null ? 'none' : transport.value.playing ? 'playing' : 'paused';
  });
}

/** What stands below the song's name in the system's player. */
function albumOf(programme: string | null): string {
  const mix = programme === null ? null : mixOf(programme);
  return mix?.spec.base.split('/')[1]?.split('@')[0] ?? '';
}
