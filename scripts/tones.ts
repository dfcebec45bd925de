/**
 * `npm run tones`: the tone of every good master's chorus, measured on the shipped recordings, as the corridor that a
 * lesson compares with (`content/tones.generated.json`).
 */
import { writeFileSync } from 'node:fs';
import { loadPreset, presetIds } from '../src/course/content/presets.ts';
import { loadSong } from '../src/course/content/songs.ts';
import { tonesFile } from '../src/course/content/tones.ts';
import type { Tones } from '../src/course/content/tones.ts';
import { toneOf } from '../src/dsp/meters/tone.ts';
import type { Tone } from '../src/dsp/meters/tone.ts';
import { courseRenderer } from './exercises.ts';

/** Released masters, by what they are called. */
export const masters = (): string[] => presetIds().filter((id) => /\/master(-[a-z]+)?@/.test(id));

/** The tone of a released preset's chorus. */
export async function chorusTone(id: string): Promise<Tone> {
  const song = loadSong(id.split('/', 1)[0]!);
  const { fromS, toS } = song.sections.find((section) => section.id === 'chorus')!;
  const request = { session: loadPreset(id), fromS, toS, taps: { mix: { kind: 'tap' } } } as const;
  const { sampleRate, taps } = await courseRenderer().render(request);
  const { left, right } = taps['mix']!;
  return toneOf(left, right, sampleRate);
}

if (import.meta.main) {
  const tones: Tones = { bandsHz: [], songs: {} };
  for (const id of masters()) {
    const { bandsHz, levelsDb } = await chorusTone(id);
    tones.bandsHz = bandsHz;
    (tones.songs[id.split('/', 1)[0]!] ??= {})[id] = levelsDb;
    console.log(id);
  }
  writeFileSync(tonesFile(), `${JSON.stringify(tones)}\n`);
}
