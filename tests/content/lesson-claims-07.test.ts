/** What lesson 7 says of the sound is true of the recordings that ship. */
import { describe, expect, it } from 'vitest';
import { loadSong } from '../../src/course/content/songs.ts';
import { integratedLoudness } from '../../src/dsp/meters/loudness.ts';
import { momentarySeries } from '../../src/dsp/meters/loudness-series.ts';
import { loudnessSpan, phrases } from '../../src/dsp/meters/phrases.ts';
import { stemOf } from '../scripts/songs/shipped.ts';
import { figuresOf } from './space-figures.ts';

const RATE = 48_000;
const song = loadSong('paper-lanterns');

async function passage(stem: string, fromS: number, toS: number): Promise<[Float32Array, Float32Array]> {
  const [left, right = left] = await stemOf('paper-lanterns', stem);
  const cut = (x: Float32Array) => x.subarray(Math.round(fromS * RATE), Math.round(toS * RATE));
  return [cut(left!), cut(right!)];
}

async function span(stem: string, section: string): Promise<number> {
  const { fromS, toS } = song.sections.find(({ id }) => id === section)!;
  const series = momentarySeries(await passage(stem, fromS, toS), RATE);
  return loudnessSpan(series, phrases(series).sounding);
}

describe('lesson 7', () => {
  it('the first and third line of the verse are quieter than the second and fourth', async () => {
    const lines = song.lyrics.filter(({ section }) => section === 'verse');
    const lufs = await Promise.all(
      lines.map(async ({ atS, toS }) => integratedLoudness(await passage('vox', atS, toS), RATE)),
    );
    expect(lufs).toHaveLength(4);
    for (const quiet of [lufs[0]!, lufs[2]!])
      for (const loud of [lufs[1]!, lufs[3]!]) expect(loud - quiet).toBeGreaterThan(2.5);
  });

  it('the vocal is uneven by more than 10 LU, the guitar by 3 to 4 and the pad by about 2', async () => {
    expect(await span('vox', 'verse')).toBeGreaterThan(10);
    const guitar = await span('guitar-l', 'chorus');
    expect(guitar).toBeGreaterThan(2.5);
    expect(guitar).toBeLessThan(4.5);
    const pad = await span('pad', 'chorus');
    expect(pad).toBeGreaterThan(1.5);
    expect(pad).toBeLessThan(2.6);
  });
});

const SLUG = '07-compression';
const VERSE = { section: 'verse' };
const vox = { kind: 'loudness', of: 'vox' } as const;

describe('lesson 7, compressed', { timeout: 60_000 }, () => {
  it('at −26 dB the loud lines come down and the quiet ones hardly do', async () => {
    const lines = song.lyrics.filter(({ section }) => section === 'verse');
    const down = await Promise.all(
      lines.map(async ({ atS, toS }) => {
        const line = { fromS: atS, toS };
        const { vox: before } = await figuresOf(SLUG, 'mix', {}, line, { vox });
        const { vox: after } = await figuresOf(SLUG, 'mix', { 'vox/comp/thresholdDb': -26 }, line, { vox });
        return before! - after!;
      }),
    );
    for (const loud of [down[1]!, down[3]!])
      for (const quiet of [down[0]!, down[2]!]) expect(loud - quiet).toBeGreaterThan(1);
  });

  it('it makes nothing louder: the make-up gain does', async () => {
    const whole = { kind: 'loudness', of: 'tap' } as const;
    const [plain, lower, madeUp] = await Promise.all(
      ['plain', 'lower', 'made-up'].map(async (mix) => (await figuresOf(SLUG, mix, {}, VERSE, { whole }))['whole']!),
    );
    expect(lower! - plain!).toBeLessThan(-1.5);
    expect(madeUp! - lower!).toBeCloseTo(8, 1);
    expect(madeUp! - plain!).toBeGreaterThan(1);
  });

  it('the bass of the other song is uneven, note by note', async () => {
    const bass = { kind: 'loudness-span', of: 'bass' } as const;
    const chorus = { section: 'chorus' };
    expect((await figuresOf(SLUG, 'bass', {}, chorus, { bass }))['bass']).toBeGreaterThan(4);
  });
});
