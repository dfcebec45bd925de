/**
 * The sounds that a blind test or a comparison is made of: mixes of the lesson, rendered, as they are or in fewer bits;
 * or released prints.
 */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../../session/document.ts';
import type { Clip, ToCompare } from '../../../state/audio.ts';
import { wakeSound } from '../../../state/audio.ts';
import { renderClip } from '../../../state/clips.ts';
import { openMix } from '../../../state/mix.ts';
import { pageData } from '../../../state/page-data.ts';
import type { Mix, SongInfo } from '../../../state/types.ts';
import { passageOf } from '../loop.ts';
import type { Passage } from '../passage.ts';
import { bitsLabel, inBits, parseBits } from './few-bits.ts';
import type { FewBits } from './few-bits.ts';
import { partOf, useMaking } from './use-making.ts';
import type { Making } from './use-making.ts';

/** One of the sounds: its id in the lesson, and what it is called once it may be known. */
export interface Sound {
  id: string;
  label: string;
  /** A mix of the lesson, rendered as it stands when it is asked for; null for a released print. */
  mix: Mix | null;
  /** What the rendered mix is shortened to; null: it is heard as it is. */
  few: FewBits | null;
}

/** A sound that can be played, with its loudness over what is played of it. */
export type Ready = ToCompare & { integratedLufs: number; truePeakDb: number };

/** A clip as a sound that can be played. */
export const readyOf = <Id extends string>(id: Id, clip: Clip) => {
  const { integratedLufs, truePeakDb } = clip;
  return { id, clip, integratedLufs, truePeakDb };
};

export interface Sounds {
  song: SongInfo;
  sounds: Sound[];
  /** What goes round; null: prints over the whole song. */
  passage: Passage | null;
}

const isPrint = (id: string): boolean => id.includes('/');

/** "paper-lanterns/master@1" is called Master where the lesson gives no name. */
const printLabel = (id: string): string => {
  const name = id
    .slice(id.indexOf('/') + 1)
    .replace(/@.*$/, '')
    .replaceAll('-', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/**
 * The sounds that a cell names. Throws, which fails the build, for a mix or a print that there is not, for sounds of
 * different songs, and for mixes without a passage.
 */
export function namedSounds(
  cell: string,
  lesson: string | null,
  ids: readonly string[],
  loop: string | undefined,
  labels: readonly string[] = [],
): Sounds {
  const data = pageData(lesson);
  const sounds = ids.map((id, i): Sound & { song: SongInfo } => {
    if (!isPrint(id)) {
      const { of, few } = parseBits(cell, id);
      const mix = openMix(lesson, of);
      const label = labels[i] ?? (few ? bitsLabel(few) : (mix.spec.label ?? id));
      return { id, label, mix, few, song: mix.song };
    }
    const song = data.songs[id.slice(0, id.indexOf('/'))];
    if (!song || !Object.hasOwn(song.manifest.prints, id))
      throw new Error(`${cell}: this page has no recording of «${id}».`);
    return { id, label: labels[i] ?? printLabel(id), mix: null, few: null, song };
  });
  const song = sounds[0]?.song;
  if (!song) throw new Error(`${cell}: name at least one sound with of="…".`);
  if (sounds.some((sound) => sound.song.id !== song.id))
    throw new Error(`${cell}: the sounds are of different songs; one time line holds one song.`);
  const passage = passageOf(song, loop);
  if (!passage && sounds.some(({ mix }) => mix))
    throw new Error(`${cell}: mixes are rendered, so say which passage: loop="chorus".`);
  return { song, sounds: sounds.map(({ id, label, mix, few }) => ({ id, label, mix, few })), passage };
}

/** A render of the same session and passage is made once, whichever cell asks. */
const renders = new WeakMap<Session, Map<string, Promise<Clip>>>();

/** A mix as it stands, over a passage. Rejects with a sentence for the learner. */
export function rendered(mix: Mix, passage: Passage, onProgress: (done: number) => void): Promise<Clip> {
  const session = mix.session.peek();
  const known = renders.get(session) ?? new Map<string, Promise<Clip>>();
  renders.set(session, known);
  const { fromS, toS } = passage;
  const name = `${fromS} ${toS}`;
  let clip = known.get(name);
  if (!clip) {
    clip = renderClip({ song: mix.song, session, fromS, toS, onProgress });
    clip.catch(() => known.delete(name));
    known.set(name, clip);
  }
  return clip;
}

export interface SoundDesk extends Sounds, Pick<Making, 'progress' | 'trouble'> {
  /** What plays, for the name of the play button. */
  what: string;
  /** The sounds as they were made last; null before. */
  made: readonly Ready[] | null;
  /** Makes what is not there yet. To be called in a click. Null when that failed or the page was left. */
  ready: () => Promise<readonly Ready[] | null>;
}

/** The sounds of a cell, made when they are first wanted. */
export function useSounds(
  cell: string,
  lesson: string | null,
  ids: readonly string[],
  loop: string | undefined,
  labels?: readonly string[],
): SoundDesk {
  const named = useMemo(
    () => namedSounds(cell, lesson, ids, loop, labels),
    [lesson, ids.join(' '), loop, labels?.join('|')],
  );
  const { progress, trouble, make } = useMaking();
  const made = useSignal<readonly Ready[] | null>(null);
  const { song, sounds, passage } = named;
  const ready = async (): Promise<readonly Ready[] | null> => {
    wakeSound();
    const all = await make(async (say) => {
      const each: Ready[] = [];
      for (const [i, { id, mix, few }] of sounds.entries()) {
        if (!mix) {
          const { integratedLufs, truePeakDb } = song.manifest.prints[id]!;
          each.push({ id, print: id, integratedLufs, truePeakDb });
          continue;
        }
        const part = partOf(say, i, sounds.length);
        part(0);
        const clip = await rendered(mix, passage!, part);
        each.push(readyOf(id, few ? await inBits(clip, few) : clip));
      }
      return each;
    }, 'The sounds could not be made.');
    if (all) made.value = all;
    return all;
  };
  const what = passage ? `${passage.label}, in a loop` : song.title;
  return { ...named, progress, trouble, what, made: made.value, ready };
}
