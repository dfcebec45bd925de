/** Backing voices: doubles and thirds in the choruses, sampled "ooh" under the verse's end, and the vocoder in the break. */
import { playSoundfont, PROGRAM } from '../../instruments/sampled/soundfont.ts';
import { Oscillator } from '../../instruments/synth/oscillator.ts';
import { vocode } from '../../instruments/vocoder.ts';
import { recordBacking } from '../../performance/backing.ts';
import type { BackingVoice } from '../../performance/backing.ts';
import { secondsAt } from '../../score.ts';
import { addAt, addPanned, midiToHz, SAMPLE_RATE, silence } from '../../signal/buffers.ts';
import type { Channels, StereoSignal } from '../../signal/buffers.ts';
import { Random, seedOf } from '../../signal/random.ts';
import { inRoom } from '../../signal/room.ts';
import { sing } from '../../singer/sing.ts';
import { chordAt, CHORDS, FRAMES, TEMPO } from '../form.ts';
import { harmony, VOCODER } from '../vocals.ts';

const CHORUSES = ['chorus', 'chorus-2'];
const VOICES: readonly BackingVoice[] = [
  { part: harmony(CHORUSES, 0, 0.9), seed: 41, detuneCents: -7, tractScale: 1.01, pan: -0.75, gain: 0.8 },
  { part: harmony(CHORUSES, 0, 0.9), seed: 43, detuneCents: 6, tractScale: 0.985, pan: 0.75, gain: 0.8 },
  { part: harmony(CHORUSES, 2, 0.8), seed: 47, detuneCents: 3, tractScale: 0.97, pan: 0.45, gain: 0.75 },
  {
    part: harmony(['chorus-2'], 4, 0.85),
    seed: 53,
    detuneCents: -4,
    tractScale: 1.03,
    pan: -0.45,
    gain: 0.6,
  },
].map((singer) => ({ voice: 'female', ...singer }));

/** "Ooh" on held notes: `[beat, beats, notes]`. */
const OOHS = [
  [24, 4, [64, 69]],
  [28, 4, [65, 69]],
  [32, 4, [65, 69]],
  [36, 4, [64, 68]],
  [96, 3.4, [64, 69, 71]],
] as const;

/** Three saws a voice of the chord, two octaves over the bass. */
function carrier(): Float32Array {
  const random = new Random(seedOf('paper-lanterns/vocoder'));
  const x = silence(FRAMES);
  for (const chord of CHORDS.filter((c) => c.startBeat >= 72 && c.startBeat < 80)) {
    const from = Math.round(secondsAt(TEMPO, chord.startBeat) * SAMPLE_RATE);
    const frames = Math.round((chord.beats * 60 * SAMPLE_RATE) / TEMPO.bpm);
    for (const tone of chordAt(chord.startBeat).tones) {
      for (const cents of [-8, 1, 9]) {
        const oscillator = new Oscillator(random.next());
        const freqHz = midiToHz(chord.root + 24 + tone + cents / 100);
        for (let i = 0; i < frames; i++)
          x[from + i]! += 0.1 * oscillator.saw(freqHz) * Math.min(1, i / 480, (frames - i) / 480);
      }
    }
  }
  return x;
}

async function oohs(): Promise<StereoSignal> {
  const random = new Random(seedOf('paper-lanterns/oohs'));
  const beatS = 60 / TEMPO.bpm;
  const notes = OOHS.flatMap(([beat, beats, midi]) =>
    midi.map((m) => ({
      atS: secondsAt(TEMPO, beat) + random.between(0, 0.02),
      forS: beats * beatS * 0.97,
      midi: m,
      velocity: 0.55,
    })),
  );
  return playSoundfont(PROGRAM.choirOoh, notes, FRAMES);
}

export async function render(): Promise<Channels> {
  const out = await recordBacking(VOICES, FRAMES);
  const spoken = await sing(VOCODER, 'female', { seed: 59 }, SAMPLE_RATE, FRAMES);
  addPanned(out, vocode(spoken, carrier()), 0, 0.9, 0);
  const choir = await oohs();
  for (const side of [0, 1] as const) {
    addAt(out[side], choir[side], 0, 0.6);
    inRoom(out[side], { seed: 14 + side, decayS: 0.4, predelayS: 0.006, dampingHz: 6000 }, 0.12);
  }
  return out;
}
