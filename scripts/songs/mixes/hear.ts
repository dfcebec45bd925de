/** Renders of a song's mixes and masters for measuring: each mix once, its master on that same render. */
import { loadPreset } from '../../../src/course/content/presets.ts';
import { loadSong } from '../../../src/course/content/songs.ts';
import { effectById } from '../../../src/dsp/effects/registry.ts';
import { DecodedSource } from '../../../src/engine/core/source.ts';
import { createNodeRenderer } from '../../../src/engine/offline/node.ts';
import { renderSession } from '../../../src/engine/offline/render-session.ts';
import type { Stereo } from './figures.ts';
import { figuresOf, tapsFor } from './figures.ts';
import type { MixFigures } from './figures.ts';
import { ROLES } from './roles.ts';

const renderer = createNodeRenderer({ audioDir: 'public/audio', songs: 'content/songs' });

/** A mix from the first to the last frame, with its figures. */
export async function hearMix(song: string, preset: string): Promise<{ figures: MixFigures; mix: Stereo }> {
  const roles = ROLES[song];
  if (!roles) throw new RangeError(`nobody has said who is who in ${song}`);
  const session = loadPreset(preset);
  const { taps } = await renderer.render({
    session,
    fromS: 0,
    toS: loadSong(song).durationS,
    preRollS: 0,
    taps: tapsFor(song, roles),
  });
  const master = session.strips[session.order.at(-1)!]!;
  return {
    figures: figuresOf(song, roles, taps, master.gainDb),
    mix: [taps.mix!.left, taps.mix!.right],
  };
}

/** A master on a print that is at hand. */
export async function hearMaster(song: string, preset: string, print: Stereo): Promise<Stereo> {
  const { manifest, durationS } = loadSong(song);
  const { taps } = await renderSession(
    { session: loadPreset(preset), fromS: 0, toS: durationS, preRollS: 0, taps: { out: { kind: 'tap' } } },
    {
      effects: effectById,
      library: { songs: () => manifest, sessionOf: loadPreset },
      open: () => Promise.resolve(new DecodedSource(print)),
    },
  );
  return [taps.out!.left, taps.out!.right];
}
