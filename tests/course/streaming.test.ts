import { describe, expect, it } from 'vitest';
import { streamingServices } from '../../src/course/content/streaming-services.ts';
import { CASES, judgeCases, moveOf, solutionOf } from '../../src/course/streaming-cases.ts';
import type { Answer } from '../../src/course/streaming-cases.ts';
import { playAlbum, playTrack } from '../../src/course/streaming.ts';

const services = streamingServices();
const service = (id: string) => services.find((each) => each.id === id)!;
const at = (integratedLufs: number, truePeakDb = -1) => ({ integratedLufs, truePeakDb });

describe('what services do', () => {
  it.each([
    ['loud masters are turned down', at(-8), -6, 'down'],
    ['Spotify’s own example is raised by four', at(-20, -5), 4, 'held'],
    ['with room, all the way', at(-18, -6), 4, 'up'],
    ['without room, not at all', at(-18, -1), 0, 'unchanged'],
    ['what is right stays', at(-14), 0, 'unchanged'],
  ])('Spotify: %s', (_says, track, gainDb, move) => {
    const played = playTrack(service('spotify'), track);
    expect(played.move).toBe(move);
    expect(played.gainDb).toBeCloseTo(gainDb, 9);
    expect(played.lufs).toBeCloseTo(track.integratedLufs + gainDb, 9);
  });

  it('some only turn down, and of some it is not known', () => {
    expect(playTrack(service('youtube'), at(-18, -6))).toMatchObject({ gainDb: 0, move: 'unchanged' });
    expect(playTrack(service('tidal'), at(-8)).gainDb).toBe(-6);
    expect(playTrack(service('youtube-music'), at(-8)).move).toBe('unchanged');
    expect(playTrack(service('deezer'), at(-18))).toMatchObject({ gainDb: 0, move: 'unknown' });
    expect(playTrack(service('apple'), at(-18, -1)).gainDb).toBe(2);
  });

  it('an album is moved as one, by its loudest song and its highest peak', () => {
    const songs = [at(-10, -1), at(-16, -2)];
    const played = playAlbum(service('spotify'), songs);
    expect(played.map(({ gainDb }) => gainDb)).toEqual([-4, -4]);
    expect(played[0]!.lufs - played[1]!.lufs).toBe(6);
    expect(playAlbum(service('spotify'), [at(-20, -3), at(-24, -1.5)])[0]).toMatchObject({
      move: 'held',
      gainDb: 0.5,
    });
  });
});

describe('the cases of the lesson', () => {
  const solved = CASES.map((one): Answer => {
    const played = solutionOf(services, one);
    return { move: moveOf(played), byDb: Math.abs(played.gainDb) };
  });

  it('hold each of the four answers, and one that is held by its peaks', () => {
    expect(new Set(solved.map(({ move }) => move)).size).toBe(4);
    expect(CASES.map((one) => solutionOf(services, one).move)).toContain('held');
  });

  it('are judged by the same rules that the cell plays by', () => {
    expect(judgeCases(services, solved).map(({ value, verdict }) => [value, verdict])).toEqual([
      [4, 'met'],
      [4, 'met'],
    ]);
    const off = solved.map((answer) => ({ ...answer, byDb: answer.byDb + 0.4 }));
    expect(judgeCases(services, off)[0]).toMatchObject({ value: 0, verdict: 'not-yet' });
    expect(judgeCases(services, off)[1]).toMatchObject({ value: 4, verdict: 'met' });
    const allDown = solved.map((): Answer => ({ move: 'down', byDb: 6 }));
    expect(judgeCases(services, allDown)[1]!.verdict).not.toBe('met');
  });
});
