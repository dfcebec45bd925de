/** Lines for the word test, each with a melody made for it: some to tune the singer on, others to report. */
import { Random } from '../../signal/random.ts';
import type { SungNote, VocalPart } from '../../score.ts';
import { isVowel } from '../phones.ts';
import { speak } from '../speech.ts';
import { VOICES } from '../voices.ts';

const written = (lines: string): readonly string[] => lines.trim().split(/\s*\n\s*/);

export const TUNING_LINES = written(`
  the morning comes with a silver sound
  we walk along the empty street
  nobody knows where the music goes
  give me a reason to stay tonight
  under the bridge the water is cold
  i keep your picture inside my coat
  leave the door open and let me in
  every summer we drive to the sea
  count the days until the snow
  she was dancing in the kitchen light
  turn the radio down again
  somewhere a train is calling my name
  hearts are heavy but hands are free
  tell me a story before we sleep
  shadows falling over the field
  this old guitar has a broken string
  birds are leaving the winter town
  i would follow you anywhere
  take the highway back to the coast
  all my letters return to me
  slow down the river is running high
  her voice is soft and the night is young
  burning candles on the window sill
  nothing changes when you are gone
`);

/** Never used for tuning. */
export const HELD_OUT_LINES = written(`
  golden evening on the farm
  we were children chasing trains
  close your eyes and feel the wind
  another city another dream
  rain is tapping at the door
  i will wait beside the gate
  mother keeps the garden green
  voices echo down the line
  find a corner of the sky
  paint the ceiling blue and white
  he was standing by the station
  long ago we had a boat
  sugar melting in the tea
  mountains rise above the cloud
  send a message to my friend
  the party ended hours ago
  walk with me around the lake
  pull the curtain light the fire
  seven sisters in a row
  only silence fills the house
  bring the lantern over here
  people talk about the weather
  broken mirrors tell the truth
  stars are turning in the dark
`);

const BPM = 112;
const A_MINOR = [0, 2, 3, 5, 7, 8, 10];
const LENGTHS = [0.5, 0.5, 1, 0.5, 0.5, 0.75, 0.75, 0.5, 1];
/** Lowest note and compass of the test melodies: A3 to G4 and an octave lower. */
const LOWEST = { female: 57, male: 45 } as const;
const COMPASS = 10;

/** A melody by steps in A minor, of eighths to quarters, over the words of a line. */
export async function melodyFor(text: string, voice: 'female' | 'male', seed: number): Promise<VocalPart> {
  const random = new Random(seed * 77 + 5);
  const low = LOWEST[voice];
  const scale = [0, 12]
    .flatMap((octave) => A_MINOR.map((step) => low + octave + step))
    .filter((m) => m <= low + COMPASS);
  let degree = 2;
  let beat = 1;
  const words = text.split(' ');
  const notes: SungNote[] = [];
  for (const [w, word] of words.entries()) {
    const { phones } = await speak(word, { voice: VOICES[voice].flite, stretch: 1, pitchFactor: 1 });
    const of = phones.filter((phone) => isVowel(phone.name)).length;
    for (let index = 0; index < of; index++) {
      const last = w === words.length - 1 && index === of - 1;
      const beats = last ? 1.75 : LENGTHS[Math.floor(random.next() * LENGTHS.length)]!;
      const note: SungNote = { startBeat: beat, beats: beats - 0.05, midi: scale[degree]!, word };
      if (of > 1) note.syllable = { index, of };
      notes.push(note);
      beat += beats;
      degree = Math.abs(degree + Math.floor(random.next() * 5) - 2);
      if (degree >= scale.length) degree = 2 * (scale.length - 1) - degree;
    }
  }
  return { bpm: BPM, beatOneS: 0.6, lines: [{ notes, effort: 0.4 + 0.4 * random.next() }] };
}
