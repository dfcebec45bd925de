import { describe, expect, it } from 'vitest';
import { readSongFile } from '../../../scripts/songs/pipeline/build.ts';
import { PAPER_LANTERNS } from '../../../scripts/songs/paper-lanterns/song.ts';
import { HALF_A_ROOM } from '../../../scripts/songs/half-a-room/song.ts';
import { SIGNAL_FIRE } from '../../../scripts/songs/signal-fire/song.ts';
import { chordAt } from '../../../scripts/songs/paper-lanterns/form.ts';
import { leftStrokes, rightStrokes } from '../../../scripts/songs/paper-lanterns/guitars.ts';
import { hatHits, kickHits, snareHits } from '../../../scripts/songs/paper-lanterns/drums.ts';
import { secondsAt } from '../../../scripts/songs/score.ts';
import { SAMPLE_RATE } from '../../../scripts/songs/signal/buffers.ts';

interface Written {
  bpm: number;
  beatOneS: number;
  sections: { id: string; label: string; fromS: number; toS: number }[];
  lyrics: { atS: number; toS: number; text: string; section: string }[];
}

describe.each([PAPER_LANTERNS, SIGNAL_FIRE, HALF_A_ROOM])('$id as composed', (song) => {
  const file = readSongFile(song.id) as ReturnType<typeof readSongFile> & Written;
  const second = (beat: number): number => secondsAt(song.tempo, beat);

  it('is what song.yaml says it is', () => {
    expect(file.bpm).toBe(song.tempo.bpm);
    expect(file.beatOneS).toBe(song.tempo.beatOneS);
    expect(file.frames).toBe(song.frames);
    expect(file.stems.map((s) => s.id)).toEqual(song.stems.map((s) => s.id));
    expect(file.sections.map((s) => [s.id, s.label])).toEqual(song.sections.map((s) => [s.id, s.label]));
    for (const [i, section] of file.sections.entries())
      expect(section.fromS).toBeCloseTo(second(song.sections[i]!.startBeat), 3);
    expect(file.lyrics.map((l) => [l.text, l.section])).toEqual(song.lyrics.map((l) => [l.text, l.section]));
    for (const [i, line] of file.lyrics.entries()) {
      expect(line.atS).toBeCloseTo(second(song.lyrics[i]!.fromBeat), 3);
      expect(line.toS).toBeCloseTo(second(song.lyrics[i]!.toBeat), 3);
    }
  });

  it('lasts 50 to 60 s and leaves 3 s for the last chord to ring', () => {
    const lengthS = song.frames / SAMPLE_RATE;
    expect(lengthS).toBeGreaterThanOrEqual(50);
    expect(lengthS).toBeLessThanOrEqual(60);
    expect(lengthS - second(song.sections.at(-1)!.startBeat)).toBeGreaterThanOrEqual(3);
  });

  it('shows every word that is sung, in order', () => {
    const sung = song.lead.lines.map(({ notes }) =>
      notes
        .filter((n) => !n.syllable || n.syllable.index === 0)
        .map((n) => n.word)
        .join(' '),
    );
    const shown = song.lyrics
      .filter((l) => !l.text.startsWith('(') && !l.text.endsWith(')'))
      .map((l) => l.text.toLowerCase().replace(/[^a-z' ]/g, ''));
    expect(sung).toEqual(shown);
  });

  it('is written for the voice: middle register, notes of two beats at most but at the end of a line', () => {
    // A woman's middle register begins at A3, a man's an octave lower.
    const lowest = song.id === 'half-a-room' ? 45 : 57;
    for (const { notes } of song.lead.lines) {
      for (const [i, note] of notes.entries()) {
        expect(note.midi).toBeGreaterThanOrEqual(lowest);
        expect(note.midi).toBeLessThanOrEqual(lowest + 14);
        expect(note.beats).toBeLessThanOrEqual(i === notes.length - 1 ? 4 : 2);
        const next = notes[i + 1];
        if (next) expect(next.startBeat).toBeGreaterThanOrEqual(note.startBeat + note.beats);
      }
    }
  });
});

describe('paper-lanterns as arranged', () => {
  it('lifts into the chorus: more hits a bar than in the verse', () => {
    const inBars = (hits: { beat: number }[], from: number, to: number): number =>
      hits.filter((h) => h.beat >= from && h.beat < to).length / ((to - from) / 4);
    for (const hits of [kickHits(), snareHits(), hatHits()])
      expect(inBars(hits, 40, 72)).toBeGreaterThan(inBars(hits, 8, 36));
  });

  it('keeps every guitar note on its strings and each stroke inside a chord', () => {
    for (const stroke of [...leftStrokes(), ...rightStrokes()]) {
      expect(Math.min(...stroke.midi)).toBeGreaterThanOrEqual(40);
      expect(Math.max(...stroke.midi)).toBeLessThanOrEqual(88);
      expect(() => chordAt(stroke.startBeat)).not.toThrow();
    }
  });
});
