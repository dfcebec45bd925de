/** What a drill is played on: a piece of one of the songs, or of the learner's own file, treated in a worker. */
import { seededRandom, seedOf } from '../../../course/ear/random.ts';
import type { Question } from '../../../course/ear/drills/kind.ts';
import type { Clip } from '../../../state/audio.ts';
import { needed } from '../../../state/late.ts';
import type { Treated } from '../../../state/treating.ts';
import type { Mix, SongInfo } from '../../../state/types.ts';
import { readyOf, rendered } from '../ear/sounds.ts';
import type { Passage } from '../passage.ts';
import { PIECE_S, pieceOf } from './own-file.ts';
import type { OwnFile } from './own-file.ts';

/** A piece is heard for so many questions, then another one is dealt. */
const QUESTIONS_A_PIECE = 5;
/** Sections that are too thin for a fair question. */
const LEFT_OUT = new Set(['intro', 'ending']);

export type Source = { kind: 'mix'; mix: Mix; passage: Passage | null } | { kind: 'own'; file: OwnFile };

export interface Material {
  song: SongInfo;
  passage: Passage;
  /** The first and the second sound of the question; what an analyser would show of them. */
  sounds: { clip: Clip; bandsHz: number[]; levelsDb: number[] }[];
}

/** Which of a question's two sounds is heard. */
export type Side = 'first' | 'second';

/** The two sounds of a question, to be played in step. */
export const pairOf = ({ sounds: [first, second] }: Material) => [
  readyOf<Side>('first', first!.clip),
  readyOf<Side>('second', second!.clip),
];

/** A passage of the song for the n-th question. */
function dealt(song: SongInfo, seed: number, n: number): Passage {
  const random = seededRandom(seedOf(seed ^ 0x5eed, Math.floor(n / QUESTIONS_A_PIECE)));
  const sections = song.sections.filter(({ id }) => !LEFT_OUT.has(id));
  const { label, fromS, toS } = sections[Math.floor(random() * sections.length)] ?? song.sections[0]!;
  return { label, fromS, toS: Math.min(toS, fromS + PIECE_S) };
}

let made = 0;

/** Makes the sounds of a question. Rejects with a sentence for the learner. */
export async function makeMaterial(
  source: Source,
  question: Question,
  seed: number,
  n: number,
  onProgress: (done: number) => void,
  more: Question['chains'][number][] = [],
): Promise<Material> {
  let song: SongInfo;
  let passage: Passage;
  let base: { left: Float32Array; right: Float32Array };
  if (source.kind === 'own') {
    const piece = pieceOf(source.file, seededRandom(seedOf(seed, Math.floor(n / QUESTIONS_A_PIECE)))());
    song = source.file.song;
    base = piece;
    passage = { label: song.title, fromS: piece.fromS, toS: piece.fromS + piece.left.length / 48_000 };
  } else {
    song = source.mix.song;
    passage = source.passage ?? dealt(song, seed, n);
    base = await rendered(source.mix, passage, onProgress);
  }
  const { treatInWorker } = await needed(import('../../../state/treating.ts'));
  const chains = [...question.chains, ...more];
  const treated = await treatInWorker({ left: base.left, right: base.right, chains });
  const name = `drill:${++made}`;
  return {
    song,
    passage,
    sounds: treated.map((sound: Treated, i) => ({
      clip: {
        name: `${name}:${i}`,
        fromS: passage.fromS,
        left: sound.left,
        right: sound.right,
        integratedLufs: sound.integratedLufs,
        truePeakDb: sound.truePeakDb,
      },
      bandsHz: sound.bandsHz,
      levelsDb: sound.levelsDb,
    })),
  };
}

/** dB taken from the two sounds of a question, 0 or less: equally loud, or as far apart as it asks. */
export function questionTrims(
  [first, second]: readonly { integratedLufs: number }[],
  apartLu: Question['apartLu'],
): Record<Side, number> {
  const apart = apartLu === 'matched' ? 0 : apartLu;
  // What the second would have to be moved by, with the first as it is.
  const move = first!.integratedLufs + apart - second!.integratedLufs;
  return move > 0 ? { first: -move, second: 0 } : { first: 0, second: move };
}
