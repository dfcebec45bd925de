/** What tests of claims measure with: the mixes of a lesson or page as they stand, rendered from the shipped recordings. */
import { courseRenderer } from '../../scripts/exercises.ts';
import { lessonMixes, loadMaterial } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import type { SongInfo } from '../../src/course/types.ts';
import { integratedLoudness } from '../../src/dsp/meters/loudness.ts';
import type { Tap } from '../../src/engine/facade.ts';
import type { Patch, Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';

export const RATE = 48_000;
export type Sound = [Float32Array, Float32Array];

export interface LessonSounds {
  /** A mix of the lesson, with more on it. */
  session(name: string, more?: Patch): Session;
  song(name: string): SongInfo;
  /** What a mix of the lesson sounds like in a section, between two times, or from start to end. */
  sound(name: string, passage: string | [number, number] | 'song', more?: Patch, tap?: Tap): Promise<Sound>;
}

export function lessonSounds(slug: string): LessonSounds {
  const { render } = courseRenderer();
  const mixes = lessonMixes(loadMaterial(slug));
  const song = (name: string): SongInfo => loadSong(mixes[name]!.base.split('/')[0]!);
  const session = (name: string, more: Patch = {}): Session => {
    const { base, patch } = mixes[name]!;
    return applyPatch(loadPreset(base), { ...patch, ...more }).session;
  };
  const times = (name: string, passage: string | [number, number]): [number, number] => {
    if (typeof passage !== 'string') return passage;
    const { sections, durationS } = song(name);
    if (passage === 'song') return [0, durationS];
    const { fromS, toS } = sections.find(({ id }) => id === passage)!;
    return [fromS, toS];
  };
  return {
    session,
    song,
    async sound(name, passage, more = {}, tap = { kind: 'tap' }) {
      const [fromS, toS] = times(name, passage);
      const { taps } = await render({ session: session(name, more), fromS, toS, taps: { a: tap } });
      return [taps['a']!.left, taps['a']!.right];
    },
  };
}

export const lufs = (sound: Sound): number => integratedLoudness(sound, RATE);
