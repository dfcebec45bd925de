import { describe, expect, it } from 'vitest';
import { bitsLabel, parseBits } from '../../src/components/cells/ear/few-bits.ts';
import { attenuated } from '../../src/components/cells/ear/attenuated.ts';
import {
  spreadLu,
  trims,
  turnedDown,
  turnedDownBeside,
  turnedDownBlind,
} from '../../src/components/cells/ear/matching.ts';
import { blindId, isBlind } from '../../src/state/blind.ts';
import type { Clip } from '../../src/state/audio.ts';

const sound = (id: string, integratedLufs: number) => ({
  id,
  print: `song/${id}@1`,
  integratedLufs,
  truePeakDb: -1,
});

describe('equal loudness', () => {
  const sounds = [sound('mix', -18.2), sound('master', -10.8), sound('loud', -10.8)];

  it('turns the louder ones down to the quietest and raises none', () => {
    expect(trims(sounds)).toEqual({ mix: 0, master: expect.closeTo(-7.4, 9), loud: expect.closeTo(-7.4, 9) });
    expect(trims([sound('silence', -Infinity), sound('mix', -18)])['mix']).toBeCloseTo(0, 12);
    expect(spreadLu(sounds)).toBeCloseTo(7.4, 9);
  });

  it('says which by how much, and blind only how far apart', () => {
    expect(turnedDown(sounds, (id) => id.toUpperCase())).toBe('MASTER −7.4 dB, LOUD −7.4 dB');
    expect(turnedDown([sound('a', -18), sound('b', -18.02)], (id) => id)).toBe('alike');
    expect(turnedDownBeside(sounds, (id) => id, 'master')).toBe('this one −7.4 dB');
    expect(turnedDownBeside(sounds, (id) => id, 'mix')).toBe('this one 0.0 dB');
    expect(turnedDownBeside(sounds.slice(0, 2), (id) => id, 'mix')).toBe('master −7.4 dB');
    expect(turnedDownBlind(sounds)).toContain('7.4 dB');
    expect(turnedDownBlind(sounds)).not.toContain('master');
  });
});

describe('a clip turned down', () => {
  const clip: Clip = {
    name: 'clip:1',
    fromS: 4,
    left: Float32Array.of(0.5, -1),
    right: Float32Array.of(1, 0),
    integratedLufs: -20,
    truePeakDb: -2,
  };

  it('is the same sound, that many decibels lower, under its own name', () => {
    const lower = attenuated(clip, -6);
    expect(lower.left[1]).toBeCloseTo(-0.5012, 4);
    expect(lower).toMatchObject({ fromS: 4, integratedLufs: -26, truePeakDb: -8 });
    expect(lower.name).not.toBe(clip.name);
    expect(attenuated(clip, -6)).toBe(lower);
    expect(attenuated(clip, 0)).toBe(clip);
    expect(clip.left[1]).toBe(-1);
  });

  it('is never raised', () => {
    expect(() => attenuated(clip, 1)).toThrow(RangeError);
  });
});

it('knows blind programmes by their id', () => {
  expect(isBlind(blindId('02-louder', 'compare abx'))).toBe(true);
  expect(isBlind('02-louder/mix')).toBe(false);
  expect(isBlind(null)).toBe(false);
});

describe('a sound in fewer bits', () => {
  it('is named by bits and dither, and called so', () => {
    expect(parseBits('<Compare>', 'ballad')).toEqual({ of: 'ballad', few: null });
    expect(parseBits('<Compare>', 'ballad:16')).toEqual({ of: 'ballad', few: { bits: 16, dither: 'none' } });
    expect(bitsLabel({ bits: 16, dither: 'none' })).toBe('16-bit, rounded');
    const { few } = parseBits('<Compare>', 'ballad:8+shaped');
    expect(bitsLabel(few!)).toBe('8-bit, shaped dither');
  });

  it.each([
    'ballad:',
    'ballad:3',
    'ballad:25',
    'ballad:16.5',
    'ballad:16+noise',
    'ballad:16+toString',
    'ballad:16:8',
  ])('%s fails the build', (id) => {
    expect(() => parseBits('<Compare of="…">', id)).toThrow(/<Compare of="…">: «ballad/);
  });
});
