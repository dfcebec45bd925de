/**
 * The system's own controls: media keys do what they say, and the system's player shows the song. It begins when it is
 * loaded, which is with the first press of play: before that no key of the system reaches a page.
 */
import { effect } from '@preact/signals';
import { pause, resume, seek, soundingSong, sounding, transport } from './audio.ts';
import { mixOf } from './mix.ts';

const SKIP_S = 5;

if ('mediaSession' in navigator) listenToMediaKeys(navigator.mediaSession);

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
