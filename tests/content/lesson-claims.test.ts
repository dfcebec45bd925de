/** What the lessons say about the sound is true of the recordings that ship. */
import { describe, expect, it } from 'vitest';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadFaults, loadSong } from '../../src/course/content/songs.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { stemOf } from '../scripts/songs/shipped.ts';

const SONG = 'paper-lanterns';
const RATE = 48_000;
const song = loadSong(SONG);

/** The sixth-octave band in which a stem is strongest within a section, in Hz. */
async function strongestHz(stem: string, section: string): Promise<number> {
  const { fromS, toS } = song.sections.find(({ id }) => id === section)!;
  const [left] = await stemOf(SONG, stem);
  const passage = left.subarray(Math.round(fromS * RATE), Math.round(toS * RATE));
  const { bandsHz, levelsDb } = averageBandLevels(passage, passage, RATE, 6);
  return bandsHz[levelsDb.indexOf(Math.max(...levelsDb))]!;
}

describe('lesson 6', () => {
  it.each(['guitar-l', 'guitar-r'])('%s is strongest between 2 and 4 kHz in the chorus', async (stem) => {
    const hz = await strongestHz(stem, 'chorus');
    expect(hz).toBeGreaterThan(2000);
    expect(hz).toBeLessThan(4000);
  });

  it('the resonance of the vocal lies between 200 and 500 Hz', () => {
    const ring = loadFaults(SONG).find(({ id }) => id === 'vox-ring')!;
    expect(ring).toMatchObject({ stem: 'vox', kind: 'resonance' });
    expect(ring.freqHz).toBeGreaterThan(200);
    expect(ring.freqHz).toBeLessThan(500);
  });
});

describe('lesson 17', () => {
  it('the print’s highest peak stands at −1 dB', () => {
    const { strips, sources } = loadPreset(`${SONG}/print@1`);
    const source = sources[strips['mix']!.source!]!;
    const print = song.manifest.prints[source.kind === 'print' ? source.of : '']!;
    const trimDb = strips['mix']!.insert['trim']!.values['gainDb'] as number;
    expect(print.truePeakDb + trimDb).toBeCloseTo(-1, 1);
  });
});
