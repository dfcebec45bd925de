/** Settings of the device: how loud, how much moves. The theme is chosen before the first paint, by the layout. */
import { effect, signal } from '@preact/signals';
import { isRecord } from '../session/json.ts';
import { keepRecord, readRecord } from './store.ts';

/** Quietest volume: silence. */
export const SILENT_VOLUME_DB = -60;

export interface Settings {
  /** dB, `SILENT_VOLUME_DB` to 0. Starts quiet. */
  volumeDb: number;
  muted: boolean;
  /** "Use your ears": meters and spectra are hidden. */
  metersHidden: boolean;
  /** Before/after at equal loudness. */
  matched: boolean;
}

/** Before anything was set on the device. */
export const DEFAULT_SETTINGS: Settings = { volumeDb: -12, muted: false, metersHidden: false, matched: true };

/** The settings; write a new object to change them. Kept on the device. */
export const settings = signal<Settings>(DEFAULT_SETTINGS);

/** Resolves when the device's settings have been read. Nothing is written before. */
export const settingsRestored: Promise<void> = typeof window === 'undefined' ? Promise.resolve() : restore();

async function restore(): Promise<void> {
  const kept = await readRecord('settings', 'device', readSettings);
  // A control moved while the device was still being read wins over what was kept.
  if (kept && settings.peek() === DEFAULT_SETTINGS) settings.value = kept;
  let first = true;
  effect(() => {
    const now = settings.value;
    if (!first) void keepRecord('settings', 'device', now);
    first = false;
  });
}

function readSettings(data: unknown): Settings | null {
  if (!isRecord(data)) return null;
  const { volumeDb, muted, metersHidden, matched } = data;
  return {
    volumeDb:
      typeof volumeDb === 'number' && volumeDb >= SILENT_VOLUME_DB && volumeDb <= 0
        ? volumeDb
        : DEFAULT_SETTINGS.volumeDb,
    muted: muted === true,
    metersHidden: metersHidden === true,
    matched: matched !== false,
  };
}
