/** What lesson 17 says of its sounds is true. */
import { describe, expect, it } from 'vitest';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';

const SONG = 'paper-lanterns';
const song = loadSong(SONG);

describe('lesson 17', () => {
  it('the print’s highest peak stands at −1 dB', () => {
    const { strips, sources } = loadPreset(`${SONG}/print@1`);
    const source = sources[strips['mix']!.source!]!;
    const print = song.manifest.prints[source.kind === 'print' ? source.of : '']!;
    const trimDb = strips['mix']!.insert['trim']!.values['gainDb'] as number;
    expect(print.truePeakDb + trimDb).toBeCloseTo(-1, 1);
  });
});
