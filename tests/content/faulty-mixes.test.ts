/** Lesson 14's mixes: each has the fault that it is said to have, by measure, and no other of the list. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFaultyMixes, sessionOfMix, VERDICTS } from '../../src/course/content/faulty-mixes.ts';
import type { FaultyMix } from '../../src/course/content/faulty-mixes.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { loadSong } from '../../src/course/content/songs.ts';
import { averageBandLevels } from '../../src/dsp/meters/bands.ts';
import { integratedLoudness } from '../../src/dsp/meters/loudness.ts';
import { truePeakDb } from '../../src/dsp/meters/true-peak.ts';
import type { Rendered, Tap } from '../../src/engine/facade.ts';
import { createNodeRenderer } from '../../src/engine/offline/node.ts';
import type { Session } from '../../src/session/document.ts';

const RATE = 48_000;
type Stereo = [Float32Array, Float32Array];
const { reasons, mixes } = loadFaultyMixes();
const renderer = createNodeRenderer({ audioDir: 'public/audio', songs: 'content/songs' });
const WIDE = ['keys', 'pad', 'strings', 'room'];

/** What a passage of a mix measures, a figure for each reason: the larger, the more of that fault. */
interface Figures {
  'vocal-buried': number;
  'vocal-boxy': number;
  'bass-loud': number;
  'mono-lost': number;
  flattened: number;
  clipped: number;
  dull: number;
  harsh: number;
  boomy: number;
}

/** From here on a fault is there, beside the faultless mix that it was made of: LU, dB, or the share of the highest samples that lie flat. */
const THERE: Figures = {
  'vocal-buried': 5,
  'vocal-boxy': 6,
  'bass-loud': 4,
  'mono-lost': 4,
  flattened: 4,
  clipped: 0.2,
  dull: 4,
  harsh: 3.5,
  boomy: 3.5,
};

/** What comes with a fault: clipping takes the hits as well, a loud bass makes the whole boomy. */
const FOLLOWS: Record<string, string[]> = { clipped: ['flattened'], 'bass-loud': ['boomy'] };

const loudness = (x: Stereo): number => integratedLoudness(x, RATE);
/** Level between two frequencies, of third-octave levels. */
type Bands = ReturnType<typeof averageBandLevels>;
const bandsOf = (x: Stereo): Bands => averageBandLevels(x[0], x[1], RATE, 3);
const within = ({ bandsHz, levelsDb }: Bands, fromHz: number, toHz: number): number =>
  10 * Math.log10(bandsHz.reduce((sum, hz, b) => (hz >= fromHz && hz < toHz ? sum + 10 ** (levelsDb[b]! / 10) : sum), 0));

function figures(taps: Rendered['taps'], session: Session): Figures {
  const at = (id: string): Stereo => [taps[id]!.left, taps[id]!.right];
  const [mix, vox, bass] = [at('mix'), at('vox'), at('bass')];
  const others = Object.keys(session.sources).filter((id) => id !== 'vox');
  const sum = (ids: string[]): Stereo =>
    [0, 1].map((side) => ids.map((id) => at(id)[side]!).reduce((a, b) => a.map((v, i) => v + b[i]!))) as Stereo;
  const monoLoss = (x: Stereo): number => {
    const mono = x[0].map((v, i) => (v + x[1][i]!) / 2);
    return loudness(x) - loudness([mono, mono]);
  };
  const peak = mix.reduce((p, x) => x.reduce((q, v) => Math.max(q, Math.abs(v)), p), 0);
  let [top, flat] = [0, 0];
  for (const x of mix) {
    for (let i = 1; i < x.length - 1; i++) {
      if (Math.abs(x[i]!) < 0.95 * peak) continue;
      top++;
      if (Math.abs(x[i]! - x[i - 1]!) < 0.005 * peak && Math.abs(x[i + 1]! - x[i]!) < 0.005 * peak) flat++;
    }
  }
  const [whole, voice] = [bandsOf(mix), bandsOf(vox)];
  const middle = within(whole, 250, 2000);
  return {
    'vocal-buried': loudness(sum(others)) - loudness(vox),
    'vocal-boxy': within(voice, 280, 360) - within(voice, 500, 2000),
    'bass-loud': loudness(bass) - loudness(sum(others.filter((id) => id !== 'bass'))),
    'mono-lost': Math.max(...WIDE.filter((id) => id in session.sources).map((id) => monoLoss(at(id)))),
    flattened: loudness(mix) - truePeakDb(mix),
    clipped: flat / top,
    dull: middle - within(whole, 5000, 16_000),
    harsh: within(whole, 3000, 6000) - middle,
    boomy: within(whole, 40, 160) - middle,
  };
}

const measured = new Map<string, Promise<Figures>>();

/** The figures of a good mix, worked out once for all that are made of it. */
function ofGood(mix: FaultyMix): Promise<Figures> {
  const key = `${mix.base} ${JSON.stringify(mix.passage)}`;
  const known = measured.get(key) ?? measure(mix, loadPreset(mix.base));
  measured.set(key, known);
  return known;
}

async function measure(mix: FaultyMix, session: Session): Promise<Figures> {
  const { sections } = loadSong(mix.song);
  const { passage } = mix;
  const span = typeof passage === 'object' && 'section' in passage ? sections.find(({ id }) => id === passage.section)! : null;
  if (!span) throw new Error(`${mix.id} has no section`);
  const strip = (id: string): Tap => ({ kind: 'strip', strip: id, tap: 'post' });
  const { taps } = await renderer.render({
    session,
    fromS: span.fromS,
    toS: Math.min(span.toS, span.fromS + 6),
    taps: { mix: { kind: 'tap' }, ...Object.fromEntries(Object.keys(session.sources).map((id) => [id, strip(id)])) },
  });
  return figures(taps, session);
}

it('holds at least six faulty and two faultless mixes of the course’s song, of every verdict', () => {
  const own = mixes.filter(({ song }) => song === 'paper-lanterns');
  expect(own.filter(({ reason }) => reason !== 'nothing').length).toBeGreaterThanOrEqual(6);
  expect(own.filter(({ reason }) => reason === 'nothing').length).toBeGreaterThanOrEqual(2);
  for (const verdict of VERDICTS) expect(own.map((mix) => mix.verdict)).toContain(verdict);
  expect(new Set(mixes.map(({ reason }) => reason))).toEqual(new Set(Object.keys(reasons)));
});

it.each(mixes.filter(({ reason }) => reason === 'nothing').map((mix) => [mix.id, mix] as const))(
  '%s is a good mix as it is',
  (_, mix) => {
    expect(mix.patch).toEqual({});
    expect(mix.verdict).toBe('leave-alone');
  },
);

describe.each(mixes.filter(({ reason }) => reason !== 'nothing').map((mix) => [mix.id, mix] as const))('%s', (_, mix) => {
  let change: Figures;

  beforeAll(async () => {
    const faulty = await measure(mix, sessionOfMix(mix));
    const good = await ofGood(mix);
    change = Object.fromEntries(Object.entries(faulty).map(([key, value]) => [key, value - good[key as keyof Figures]])) as unknown as Figures;
  });

  it('has its fault, and no other one of the list', () => {
    const found = Object.keys(THERE).filter((key) => change[key as keyof Figures] >= THERE[key as keyof Figures]);
    const expected = [mix.reason, ...(FOLLOWS[mix.reason] ?? [])];
    expect(found.filter((key) => !expected.includes(key)), JSON.stringify(change)).toEqual([]);
    expect(found, JSON.stringify(change)).toContain(mix.reason);
  });

  it('is mastered only where the balance between the sounds is right', () => {
    const moved = Math.max(Math.abs(change['vocal-buried']), Math.abs(change['bass-loud']), Math.abs(change['mono-lost']));
    if (mix.verdict === 'master') expect(moved).toBeLessThan(0.1);
    else expect(mix.verdict).toBe('send-back');
  });
});
