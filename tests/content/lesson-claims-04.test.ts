/** What lesson 4 says of its sounds is true. */
import { describe, expect, it } from 'vitest';
import { figuresOf } from './space-figures.ts';

const SLUG = '04-panning';
const CHORUS = { section: 'chorus' };
const lossOf = (of: string) => ({ kind: 'mono-loss', of }) as const;
const PAPER = ['vox', 'kick', 'snare', 'bass', 'hats', 'guitar-l', 'guitar-r', 'keys', 'backing'];

describe('lesson 4', { timeout: 60_000 }, () => {
  it('the pad, and only the pad, falls apart in mono; made narrower it is back', async () => {
    const figures = Object.fromEntries(['pad', ...PAPER].map((id) => [id, lossOf(id)]));
    const { pad, ...rest } = await figuresOf(SLUG, 'first', {}, CHORUS, figures);
    expect(pad).toBeGreaterThan(7);
    expect(Math.max(...Object.values(rest))).toBeLessThan(4.5);
    for (const id of ['vox', 'kick', 'snare', 'bass']) expect(rest[id]).toBeLessThan(0.1);
    const { pad: narrow } = await figuresOf(SLUG, 'first', { 'pad.width': 50 }, CHORUS, { pad: lossOf('pad') });
    expect(narrow).toBeLessThan(4.5);
  });

  it('widening it costs more in mono', async () => {
    const { pad: wide } = await figuresOf(SLUG, 'wide', {}, CHORUS, { pad: lossOf('pad') });
    const { pad: narrow } = await figuresOf(SLUG, 'narrow', {}, CHORUS, { pad: lossOf('pad') });
    expect(wide).toBeGreaterThan(10);
    expect(narrow).toBeLessThan(3.5);
  });

  it('a quarter of the right guitar is covered by the left one; parted, next to nothing, and nothing gets quieter', async () => {
    const figures = {
      covered: { kind: 'covered-share', of: 'guitar-r', by: ['guitar-l'] },
      left: { kind: 'loudness', of: 'guitar-l' },
      right: { kind: 'loudness', of: 'guitar-r' },
    } as const;
    const before = await figuresOf(SLUG, 'places', {}, CHORUS, figures);
    const after = await figuresOf(SLUG, 'places', { 'guitar-l.pan': -80, 'guitar-r.pan': 80 }, CHORUS, figures);
    expect(before['covered']).toBeGreaterThan(0.2);
    expect(before['covered']).toBeLessThan(0.3);
    expect(after['covered']).toBeLessThan(0.02);
    for (const side of ['left', 'right']) expect(Math.abs(after[side]! - before[side]!)).toBeLessThan(0.2);
  });

  it('what stands hard at one side loses 3 LU', async () => {
    const { loss } = await figuresOf(SLUG, 'places', { 'guitar-l.pan': -100 }, CHORUS, { loss: lossOf('guitar-l') });
    expect(loss).toBeCloseTo(3, 1);
  });

  it('a whole without width loses nothing in mono, and the pad is as lost as before', async () => {
    const figures = { whole: lossOf('tap'), pad: lossOf('pad') };
    const whole = await figuresOf(SLUG, 'chair', { 'master.width': 0 }, CHORUS, figures);
    expect(whole['whole']).toBeCloseTo(0, 2);
    expect(whole['pad']).toBeGreaterThan(7);
  });

  it('on Signal Fire it is the room microphones', async () => {
    const { room, ...rest } = await figuresOf(
      SLUG,
      'again',
      {},
      CHORUS,
      Object.fromEntries(['room', 'overheads', 'backing', 'guitar-l', 'vox'].map((id) => [id, lossOf(id)])),
    );
    expect(room).toBeGreaterThan(6);
    expect(Math.max(...Object.values(rest))).toBeLessThan(4.5);
  });
});
