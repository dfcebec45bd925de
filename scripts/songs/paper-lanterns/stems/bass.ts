/** The bass line: roots that lean on the off-beats, octaves in the chorus, and a step towards each next chord. */
import { addBassNote } from '../../instruments/synth/bass.ts';
import { playedVelocity, timingErrorS } from '../../performance/humanise.ts';
import type { Note } from '../../score.ts';
import { secondsAt } from '../../score.ts';
import { silence } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { CHORDS, FRAMES, intensityAt, sectionAt, TEMPO } from '../form.ts';

const FEEL = { timingMs: 4, lateMs: 4, velocitySpread: 0.08 };
const A_MINOR = [0, 2, 4, 5, 7, 9, 11];
const inKey = (midi: number): boolean => A_MINOR.includes(midi % 12);

/** What a step of a bar plays: the root, its octave or fifth, the note that leads to the next root, or a ghost. */
type Step = 'root' | 'octave' | 'fifth' | 'lead' | 'ghost';
type Figure = readonly (readonly [beat: number, beats: number, step: Step, velocity: number])[];

const VERSE: readonly Figure[] = [
  [
    [0, 0.9, 'root', 0.9],
    [1.5, 0.4, 'root', 0.62],
    [2, 0.2, 'ghost', 0.3],
    [2.5, 0.45, 'octave', 0.7],
    [3, 0.4, 'root', 0.6],
    [3.5, 0.42, 'lead', 0.75],
  ],
  [
    [0, 0.9, 'root', 0.9],
    [1, 0.2, 'ghost', 0.28],
    [1.5, 0.45, 'fifth', 0.66],
    [2.5, 0.45, 'root', 0.72],
    [3, 0.4, 'octave', 0.62],
    [3.5, 0.42, 'lead', 0.78],
  ],
];
const CHORUS: readonly Figure[] = [
  [
    [0, 0.45, 'root', 1],
    [0.5, 0.4, 'root', 0.7],
    [1, 0.4, 'octave', 0.85],
    [1.5, 0.4, 'root', 0.72],
    [2, 0.42, 'root', 0.92],
    [2.5, 0.4, 'fifth', 0.75],
    [3, 0.4, 'octave', 0.85],
    [3.5, 0.42, 'lead', 0.85],
  ],
  [
    [0, 0.45, 'root', 1],
    [0.5, 0.4, 'root', 0.7],
    [1, 0.4, 'octave', 0.85],
    [1.5, 0.4, 'octave', 0.65],
    [2, 0.42, 'root', 0.92],
    [2.75, 0.2, 'ghost', 0.4],
    [3, 0.4, 'fifth', 0.85],
    [3.5, 0.42, 'lead', 0.88],
  ],
];
const LONG: Figure = [
  [0, 2.9, 'root', 0.7],
  [3, 0.45, 'fifth', 0.5],
  [3.5, 0.42, 'lead', 0.6],
];
const BUILD: Figure = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5].map(
  (beat) => [beat, 0.4, beat % 1 ? 'octave' : 'root', 0.55 + 0.06 * beat] as const,
);

/** The note of the key next to `target`, from the side that the line comes from. */
function leadTo(target: number, from: number): number {
  const direction = from <= target ? -1 : 1;
  let midi = target + direction;
  while (!inKey(midi)) midi += direction;
  return midi;
}

function figureOf(section: string, bar: number): Figure {
  switch (section) {
    case 'verse':
      return VERSE[bar % 2]!;
    case 'chorus':
    case 'chorus-2':
      return CHORUS[bar % 2]!;
    case 'break':
      return bar % 2 ? BUILD : LONG;
    default:
      return LONG;
  }
}

function line(): Note[] {
  const notes: Note[] = [];
  for (const [bar, chord] of CHORDS.entries()) {
    const section = sectionAt(chord.startBeat).id;
    const intensity = intensityAt(chord.startBeat);
    if (section === 'intro' && bar === 0) continue;
    if (section === 'ending') {
      notes.push({ startBeat: chord.startBeat, beats: 4.6, midi: chord.root, velocity: 0.85 });
      continue;
    }
    const next = CHORDS[bar + 1]!.root;
    for (const [beat, beats, step, velocity] of figureOf(section, bar)) {
      const { root } = chord;
      const midi = { root, octave: root + 12, fifth: root + 7, lead: leadTo(next, root), ghost: root }[step];
      notes.push({
        startBeat: chord.startBeat + beat,
        beats,
        midi,
        velocity: velocity * (0.45 + 0.55 * intensity),
      });
    }
  }
  return notes;
}

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('paper-lanterns/bass'));
  const x = silence(FRAMES);
  const notes = line();
  const beatS = 60 / TEMPO.bpm;
  for (const [i, note] of notes.entries()) {
    const before = notes[i - 1];
    const leads = before && Math.abs(before.midi - note.midi) <= 2 && note.startBeat % 4 === 0;
    addBassNote(
      x,
      {
        atS: secondsAt(TEMPO, note.startBeat) + timingErrorS(random, FEEL),
        forS: note.beats * beatS * random.between(0.92, 1),
        midi: note.midi,
        velocity: playedVelocity(random, FEEL, note.velocity),
        fromMidi: leads ? before.midi : undefined,
      },
      random,
    );
  }
  return [x];
}
