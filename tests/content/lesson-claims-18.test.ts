/** What lesson 18 says of its masters is true of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { factOf } from '../../src/course/content/facts.ts';
import { playAlbum, playTrack, servicesOf } from '../../src/course/streaming.ts';
import type { Delivered } from '../../src/course/streaming.ts';
import { passageTruePeakDb } from '../../src/dsp/meters/true-peak.ts';
import { lessonSounds, lufs, RATE } from './claims.ts';
import type { Sound } from './claims.ts';

const { sound, song } = lessonSounds('18-turned-down');
const spotify = servicesOf((name) => factOf(name).value as number).find(({ id }) => id === 'spotify')!;
const whole: Record<string, Sound> = {};
/** As the cell measures it: the chorus by itself. */
const delivered = (name: string): Delivered => {
  const chorus = part(name, 'chorus');
  return { integratedLufs: lufs(chorus), truePeakDb: passageTruePeakDb(chorus, RATE) };
};
const part = (name: string, id: string): Sound => {
  const { fromS, toS } = song(name).sections.find((section) => section.id === id)!;
  return whole[name]!.map((x) => x.subarray(Math.round(fromS * RATE), Math.round(toS * RATE))) as Sound;
};

beforeAll(async () => {
  for (const name of ['m8', 'm11', 'm14', 'm18', 'master', 'rock', 'ballad', 'fire8', 'fire14'])
    whole[name] = await sound(name, 'song');
}, 120_000);

describe('lesson 18', () => {
  it.each([
    ['m8', -8],
    ['m11', -11],
    ['m14', -14],
    ['m18', -18],
  ])('%s is a master of about %d LUFS', (name, target) => {
    expect(Math.abs(delivered(name).integratedLufs - target)).toBeLessThan(0.5);
  });

  it('normalised, the loud ones lose their lead; switched off, the very loud one leads by far', () => {
    const played = ['m8', 'm11', 'm14'].map((name) => playTrack(spotify, delivered(name)));
    for (const { lufs: at } of played) expect(at).toBeCloseTo(-14, 0);
    expect(delivered('m8').integratedLufs - delivered('m14').integratedLufs).toBeGreaterThan(4);
  });

  it('what is left of the very loud one is flatter: hits and the chorus’s rise are smaller', () => {
    const ratio = (name: string) => delivered(name).truePeakDb - delivered(name).integratedLufs;
    expect(ratio('m8')).toBeLessThan(ratio('m14') - 4);
    const rise = (name: string) => lufs(part(name, 'chorus')) - lufs(part(name, 'verse'));
    expect(rise('m8')).toBeLessThan(rise('m14') - 0.5);
  });

  it('the quiet one has enough room under its peaks to come up to the others', () => {
    const { gainDb, lufs: at } = playTrack(spotify, delivered('m18'));
    expect(Math.abs(at + 14)).toBeLessThan(0.2);
    expect(delivered('m18').truePeakDb + gainDb).toBeLessThanOrEqual(-1);
    expect(playTrack(spotify, { integratedLufs: -20, truePeakDb: -3 }).gainDb).toBe(2);
  });

  it('track by track the ballad is as loud as the rock song; as an album it stays the quieter one', () => {
    const songs = ['master', 'rock', 'ballad'].map(delivered);
    const [, rock, ballad] = songs.map((each) => playTrack(spotify, each));
    expect(Math.abs(rock!.lufs - ballad!.lufs)).toBeLessThan(0.3);
    const [, rockOf, balladOf] = playAlbum(spotify, songs);
    expect(rockOf!.lufs - balladOf!.lufs).toBeGreaterThan(0.7);
  });

  it('a verse with the band 3 dB lower makes the chorus rise by an LU more', async () => {
    const rise = async (name: string) => lufs(await sound(name, 'chorus')) - lufs(await sound(name, 'verse'));
    expect(await rise('smaller')).toBeGreaterThan((await rise('stems')) + 1);
  }, 60_000);
});
