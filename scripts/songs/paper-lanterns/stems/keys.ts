/** Keys: a glassy bell that plays the hook before it is sung, and an electric piano under the verse. */
import { playSoundfont, PROGRAM } from '../../instruments/sampled/soundfont.ts';
import type { TimedNote } from '../../instruments/sampled/soundfont.ts';
import { addBell } from '../../instruments/synth/bell.ts';
import { playedVelocity, timingErrorS } from '../../performance/humanise.ts';
import { secondsAt } from '../../score.ts';
import { addAt, silence } from '../../signal/buffers.ts';
import type { Channels, StereoSignal } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { CHORDS, FRAMES, intensityAt, sectionAt, TEMPO } from '../form.ts';

const FEEL = { timingMs: 5, lateMs: 2, velocitySpread: 0.08 };

type Phrase = readonly (readonly [beat: number, beats: number, midi: number, velocity?: number])[];

/** The sung hook an octave higher. */
const HOOK: Phrase = [
  [0, 0.9, 81],
  [1, 0.4, 79],
  [1.5, 0.9, 79],
  [2.5, 1.2, 76],
  [4, 0.9, 79],
  [5, 0.4, 76],
  [5.5, 0.9, 76],
  [6.5, 1.2, 72],
];
const HOOK_OVER_E: Phrase = [
  [0, 0.9, 81],
  [1, 0.4, 79],
  [1.5, 0.9, 77],
  [2.5, 1.2, 74],
  [4, 0.9, 80],
  [5, 0.4, 76],
  [5.5, 0.9, 76],
  [6.5, 1.2, 83],
];
const LAST: Phrase = [
  [96, 1, 69, 0.7],
  [96.33, 1, 76, 0.66],
  [96.67, 1, 83, 0.62],
  [97, 1, 84, 0.6],
  [97.5, 1, 88, 0.56],
  [98.5, 1, 95, 0.45],
];

/** Chord tones for arpeggios, and voicings for the electric piano. */
const TONES: Record<string, number[]> = {
  Am: [69, 72, 76],
  F: [69, 72, 77],
  C: [67, 72, 76],
  G: [67, 71, 74],
  Dm: [69, 74, 77],
  E: [68, 71, 76],
  Fmaj7: [69, 72, 76],
  Am9: [67, 71, 72],
};
const ARPEGGIO = [0, 1, 2, 3, 2, 1, 2, 3];
const COMP = [
  [
    [0, 1.3, 0.7],
    [2.5, 0.4, 0.5],
    [3.5, 0.45, 0.55],
  ],
  [
    [0, 0.9, 0.66],
    [1.5, 0.9, 0.55],
    [3, 0.8, 0.5],
  ],
] as const;

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('paper-lanterns/keys'));
  const beatS = 60 / TEMPO.bpm;
  const bells: StereoSignal = [silence(FRAMES), silence(FRAMES)];
  let side = 1;
  const bell = (beat: number, beats: number, midi: number, velocity: number, releaseS = 0.25): void => {
    side = -side;
    const atS = secondsAt(TEMPO, beat) + timingErrorS(random, FEEL);
    addBell(
      bells,
      { atS, forS: beats * beatS, midi, velocity: playedVelocity(random, FEEL, velocity), pan: 0.45 * side },
      releaseS,
      random,
    );
  };
  for (const [beat, beats, midi] of HOOK) bell(beat, beats, midi, 0.62);
  for (const [beat, beats, midi] of HOOK_OVER_E) bell(72 + beat, beats, midi, 0.75);
  for (const [beat, beats, midi, velocity] of LAST) bell(beat, beats, midi, velocity!, 1.1);
  // A three-note answer where the second half of each verse line leaves room.
  for (const start of [14, 30])
    for (const [i, midi] of [76, 79, 81].entries()) bell(start + 0.5 * i, 0.45, midi, 0.36 + 0.05 * i);

  const piano: TimedNote[] = [];
  for (const [bar, chord] of CHORDS.entries()) {
    const section = sectionAt(chord.startBeat).id;
    const tones = TONES[chord.name]!;
    const intensity = intensityAt(chord.startBeat);
    if (section.startsWith('chorus')) {
      const ladder = [...tones, tones[0]! + 12];
      for (const [i, step] of ARPEGGIO.entries())
        bell(chord.startBeat + i / 2, 0.4, ladder[step]!, (i % 4 ? 0.34 : 0.46) * intensity);
    }
    const comp = section === 'verse' ? COMP[bar % 2]! : ([[0, chord.beats * 0.96, 0.6]] as const);
    for (const [beat, beats, velocity] of comp) {
      for (const [k, midi] of tones.entries()) {
        const atS = secondsAt(TEMPO, chord.startBeat + beat) + timingErrorS(random, FEEL) + 0.004 * k;
        const strength = playedVelocity(random, FEEL, velocity * (0.45 + 0.5 * intensity));
        piano.push({ atS, forS: beats * beatS, midi: midi - (k === 2 ? 12 : 0), velocity: strength });
      }
    }
  }
  const [left, right] = await playSoundfont(PROGRAM.electricPiano, piano, FRAMES);
  addAt(bells[0], left, 0, 1.5);
  addAt(bells[1], right, 0, 1.5);
  return bells;
}
