/** Other settings of a voice, for the length of a measurement. */
import { VOICES } from '../voices.ts';

/**
 * @param json some of the voice's settings, such as `{"ownWaveS":0.05}`; nothing changes nothing
 * @throws when a name is no setting
 */
export function trySettings(voice: keyof typeof VOICES, json: string | undefined): void {
  const settings = JSON.parse(json ?? '{}') as Record<string, unknown>;
  const unknown = Object.keys(settings).find((name) => !(name in VOICES[voice]));
  if (unknown) throw new Error(`A voice has no setting “${unknown}”`);
  Object.assign(VOICES[voice], settings);
}
