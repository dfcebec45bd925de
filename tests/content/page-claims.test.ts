/** What the page *Mixing or mastering?* says of its examples is true of them. */
import { describe, expect, it } from 'vitest';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { passageTruePeakDb } from '../../src/dsp/meters/true-peak.ts';
import type { Tap } from '../../src/engine/facade.ts';
import { lessonSounds, lufs, RATE } from './claims.ts';
import type { Sound } from './claims.ts';

const { sound } = lessonSounds('mixing-or-mastering');
const strip = (name: string): Tap => ({ kind: 'strip', strip: name, tap: 'post' });

/** Level between two frequencies, dBFS. */
function band(x: Sound, lowHz: number, highHz: number): number {
  const { bandsHz, levelsDb } = averageBandLevels(...x, RATE, 6);
  return (
    10 *
    Math.log10(
      bandsHz.reduce((sum, hz, i) => (hz >= lowHz && hz <= highHz ? sum + 10 ** (levelsDb[i]! / 10) : sum), 0),
    )
  );
}
const ratio = (x: Sound): number => passageTruePeakDb(x, RATE) - lufs(x);

describe('mixing or mastering', () => {
  it('the lift of 8 dB at 2.5 kHz moves the voice alone in the mix, and the guitars with it on two channels', async () => {
    const guitar = async (name: string) => band(await sound(name, 'chorus', {}, strip('guitar-l')), 2200, 2800);
    const voice = async (name: string) => band(await sound(name, 'chorus', {}, strip('vox')), 2200, 2800);
    // Its compressor takes some of it back.
    expect((await voice('lift-voice')) - (await voice('mix'))).toBeGreaterThan(4);
    expect(await guitar('lift-voice')).toBeCloseTo(await guitar('mix'), 3);
    const whole = async (name: string) => band(await sound(name, 'chorus'), 2200, 2800);
    expect((await whole('lift-all')) - (await whole('mix'))).toBeCloseTo(8, 0);
  }, 60_000);

  it('two days later the song is dull as a whole', async () => {
    const [fresh, tired] = [await sound('mix', 'chorus'), await sound('dull', 'chorus')];
    expect(band(tired, 5000, 16_000) - band(fresh, 5000, 16_000)).toBeLessThan(-5);
  }, 60_000);

  it('the print keeps its peaks, and the master has given some up for loudness', async () => {
    const [print, master] = [await sound('print', 'chorus'), await sound('master', 'chorus')];
    expect(ratio(print) - ratio(master)).toBeGreaterThan(2);
    expect(lufs(master) - lufs(print)).toBeGreaterThan(2);
  }, 60_000);

  it('in one of two orders the voice was buried, then pulled up on two channels', async () => {
    const voice = async (name: string) => lufs(await sound(name, 'chorus', {}, strip('vox')));
    expect((await voice('in-order')) - (await voice('out-of-order'))).toBeGreaterThan(4);
  }, 60_000);

  it('the drier version sends less of the voice into the room', async () => {
    const room = async (name: string) => lufs(await sound(name, 'verse', {}, strip('room')));
    expect((await room('wet')) - (await room('drier'))).toBeGreaterThan(3);
  }, 60_000);
});
