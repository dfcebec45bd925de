import { playPad } from '../../instruments/synth/pad.ts';
import type { PadChord } from '../../instruments/synth/pad.ts';
import { secondsAt } from '../../score.ts';
import type { Channels } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { CHORDS, FRAMES, intensityAt, sectionAt, TEMPO } from '../form.ts';

/** Close voicings that move by steps. */
const VOICING: Record<string, number[]> = {
  Am: [57, 60, 64],
  Fmaj7: [53, 57, 60, 64],
  F: [57, 60, 65],
  C: [55, 60, 64],
  G: [55, 59, 62],
  Dm: [57, 62, 65],
  E: [56, 59, 64],
  Am9: [52, 57, 59, 60, 64],
};

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('paper-lanterns/pad'));
  const beatS = 60 / TEMPO.bpm;
  const chords: PadChord[] = CHORDS.map((chord) => {
    const lifted = sectionAt(chord.startBeat).id.startsWith('chorus');
    const voicing = VOICING[chord.name]!;
    return {
      atS: secondsAt(TEMPO, chord.startBeat) + random.between(-0.012, 0.004),
      forS: chord.name === 'Am9' ? 1.5 : chord.beats * beatS,
      midi: lifted ? [...voicing, voicing[0]! + 12, voicing[1]! + 12] : voicing,
      velocity: (0.3 + 0.6 * intensityAt(chord.startBeat)) * (lifted ? 0.8 : 1),
    };
  });
  const cutoffHz = (atS: number): number => {
    const beat = Math.max(0, (atS - TEMPO.beatOneS) / beatS);
    return 350 * 2 ** (3.6 * intensityAt(beat)) * (1 + 0.12 * Math.sin(2 * Math.PI * 0.11 * atS));
  };
  return playPad(chords, FRAMES, cutoffHz, 0.75, random);
}
