/** The keys and screens of the device (headset, keyboard, lock screen) work the transport. */
import { effect } from '@preact/signals';
import { pause, resume, seek, soundingSong, transport } from '../../state/audio.ts';

/** Registers them where the browser has them. Returns the way to stop. */
export function followDeviceKeys(): () => void {
  if (!('mediaSession' in navigator)) return () => undefined;
  const { mediaSession } = navigator;
  const actions: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => resume(),
    pause: () => pause(),
    stop: () => pause(),
    seekto: ({ seekTime }) => {
      if (seekTime !== undefined) seek(seekTime);
    },
    previoustrack: () => seek(0),
  };
  const set = (action: MediaSessionAction, handler: MediaSessionActionHandler | null) => {
    try {
      mediaSession.setActionHandler(action, handler);
    } catch {
      // A browser that does not know this action does without it.
    }
  };
  for (const [action, handler] of Object.entries(actions)) set(action as MediaSessionAction, handler);
  const stop = effect(() => {
    const song = soundingSong.value;
    mediaSession.playbackState = !song ? 'none' : transport.value.playing ? 'playing' : 'paused';
    if (song && mediaSession.metadata?.title !== song.title)
      mediaSession.metadata = new MediaMetadata({ title: song.title, artist: 'Headroom' });
  });
  return () => {
    stop();
    for (const action of Object.keys(actions)) set(action as MediaSessionAction, null);
  };
}
