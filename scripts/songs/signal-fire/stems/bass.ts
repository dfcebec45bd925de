/** A bass guitar played with a pick: sampled strings, a direct line and an amplifier beside each other. */
import { playSoundfont, PROGRAM } from '../../instruments/sampled/soundfont.ts';
import type { TimedNote } from '../../instruments/sampled/soundfont.ts';
import { playedVelocity, timingErrorS } from '../../performance/humanise.ts';
import { secondsAt } from '../../score.ts';
import { filter } from '../../signal/biquad.ts';
import { peakOf, SAMPLE_RATE, scale } from '../../signal/buffers.ts';
import type { Channels } from '../../signal/buffers.ts';
import { oversampled } from '../../signal/oversample.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { CHORDS, FRAMES, intensityAt, sectionAt, TEMPO } from '../form.ts';

const FEEL = { timingMs: 5, lateMs: 5, velocitySpread: 0.1 };
const E_MINOR = [0, 2, 4, 6, 7, 9, 11];
/** E1: the open string, below which there is nothing. */
const LOWEST = 28;

/** Eighths on the root; the last steps of a bar lead to the next root. `1` is the octave, `5` the fifth, `g` a ghost. */
const FIGURES: Record<string, string[]> = {
  intro: ['rrrrrrrl', 'rrrr5rrl'],
  verse: ['r.rr.rrl', 'r.rr.g1l'],
  chorus: ['rrrrrr1l', 'rrrr5r5l'],
  bridge: ['r.......', 'r.....5l'],
  'chorus-2': ['rrrr1r1l', 'rrrr5r5l'],
};

function leadTo(target: number, from: number): number {
  const direction = from <= target ? -1 : 1;
  let midi = target + direction;
  while (!E_MINOR.includes(midi % 12)) midi += direction;
  return Math.max(LOWEST, midi);
}

function notes(random: Random): TimedNote[] {
  const beatS = 60 / TEMPO.bpm;
  const out: TimedNote[] = [];
  const add = (beat: number, beats: number, midi: number, velocity: number): void => {
    out.push({
      atS: secondsAt(TEMPO, beat) + timingErrorS(random, FEEL),
      forS: beats * beatS * random.between(0.9, 1),
      midi,
      velocity: playedVelocity(random, FEEL, velocity),
    });
  };
  for (const [bar, chord] of CHORDS.entries()) {
    const section = sectionAt(chord.startBeat).id;
    const strength = 0.4 + 0.55 * intensityAt(chord.startBeat);
    const next = CHORDS[bar + 1]?.root;
    if (next === undefined) {
      add(chord.startBeat, 7.4, chord.root, 0.95);
      continue;
    }
    const figure = FIGURES[section]![bar % 2]!;
    for (const [step, what] of [...figure].entries()) {
      if (what === '.') continue;
      let rest = 1;
      while (figure[step + rest] === '.') rest++;
      const midi = {
        r: chord.root,
        '1': chord.root + 12,
        '5': chord.root + 7,
        l: leadTo(next, chord.root),
        g: chord.root,
      }[what]!;
      const accent = step % 4 === 0 ? 1 : step % 2 === 0 ? 0.88 : 0.8;
      add(
        chord.startBeat + step / 2,
        what === 'g' ? 0.15 : 0.48 * rest,
        midi,
        strength * (what === 'g' ? 0.4 : accent),
      );
    }
  }
  return out;
}

export async function render(): Promise<Channels> {
  const random = new Random(seedOf('signal-fire/bass'));
  const [direct] = await playSoundfont(PROGRAM.pickedBass, notes(random), FRAMES);
  scale(direct, 1 / peakOf([direct]));
  const amp = oversampled(filter(direct.slice(), SAMPLE_RATE, 'highPass', 120), (block) => {
    for (let i = 0; i < block.length; i++) block[i] = Math.tanh(9 * block[i]!) * 0.5;
  });
  filter(amp, SAMPLE_RATE, 'lowPass', 3800, 0.8);
  for (let i = 0; i < FRAMES; i++) direct[i] = 0.75 * direct[i]! + 0.22 * amp[i]!;
  return [direct];
}
