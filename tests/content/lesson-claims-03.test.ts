/** What lesson 3 says of its sounds is true. */
import { describe, expect, it } from 'vitest';
import { loadExercises, lessonMixes, loadLesson } from '../../src/course/content/lessons.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { truePeakDb } from '../../src/dsp/meters/true-peak.ts';
import { createNodeRenderer } from '../../src/engine/offline/node.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { figuresOf } from './space-figures.ts';
import type { Tap } from '../../src/engine/facade.ts';

const SLUG = '03-balance';
const VERSE = { section: 'verse' };
const CHORUS = { section: 'chorus' };
const REST = ['kick', 'snare', 'hats', 'bass', 'guitar-l', 'guitar-r', 'keys', 'pad', 'backing', 'fx'];
const lead = { kind: 'lead-in-phrases', of: 'vox', against: REST } as const;
const peak = { kind: 'true-peak', of: 'tap' } as const;

describe('lesson 3', { timeout: 90_000 }, () => {
  it('guitars and snare turned down bring the voice forward, and no peak rises', async () => {
    const down = { 'guitar-l.gainDb': -3, 'guitar-r.gainDb': -3, 'snare.gainDb': -4 };
    const before = await figuresOf(SLUG, 'chair', {}, VERSE, { lead, peak });
    const after = await figuresOf(SLUG, 'chair', down, VERSE, { lead, peak });
    expect(before['lead']).toBeLessThan(-6);
    expect(after["lead"]! - before["lead"]!).toBeGreaterThan(1.5);
    expect(after['peak']).toBeLessThan(before['peak']! + 0.1);
    const pushed = await figuresOf(SLUG, 'chair', { 'vox.gainDb': 9 }, VERSE, { peak });
    expect(pushed['peak']).toBeGreaterThan(before['peak']! + 1);
  });

  it('what every fader moves alike changes no balance', async () => {
    const up = Object.fromEntries(
      ['vox', ...REST].map((id) => [`${id}.gainDb`, loadPreset('paper-lanterns/rough@1').strips[id]!.gainDb + 6]),
    );
    const before = await figuresOf(SLUG, 'chair', {}, VERSE, { lead });
    const after = await figuresOf(SLUG, 'chair', up, VERSE, { lead });
    expect(after['lead']).toBeCloseTo(before['lead']!, 1);
  });

  it('red inside is over 0 dBFS on the bus, and the same sound; red at the end is cut off', async () => {
    const renderer = createNodeRenderer({
      audioDir: 'public/audio',
      songs: 'content/songs',
      sessionOf: (print) => loadPreset(print),
    });
    const mixes = lessonMixes(loadLesson(SLUG));
    const render = async (name: string) => {
      const { base, patch = {} } = mixes[name]!;
      const { session, refused } = applyPatch(loadPreset(base), patch);
      expect(refused).toEqual([]);
      const taps: Record<string, Tap> = { tap: { kind: 'tap' } };
      if (patch['band']) taps['band'] = { kind: 'strip', strip: 'band', tap: 'post' };
      return (await renderer.render({ session, fromS: 22.029, toS: 30.6, taps })).taps;
    };
    const plain = (await render('reference'))['tap']!;
    const hot = await render('hot');
    expect(truePeakDb([hot['band']!.left, hot['band']!.right])).toBeGreaterThan(3);
    let largest = 0;
    for (let i = 0; i < plain.left.length; i++)
      largest = Math.max(largest, Math.abs(plain.left[i]! - hot['tap']!.left[i]!));
    expect(20 * Math.log10(largest)).toBeLessThan(-100);
    const clipped = (await render('clipped'))['tap']!;
    const over = clipped.left.filter((x) => Math.abs(x) > 1).length;
    expect(over / clipped.left.length).toBeGreaterThan(0.005);
  });

  it('raised by 9 dB, the loudest hits of the verse go over the ceiling, and the limiter takes them down', async () => {
    const limited = {
      'master/inserts': ['limit'],
      'master/limit': { effect: 'limiter', v: 1, on: true, values: { gainDb: 9, ceilingDb: -1 } },
    };
    const whole = { kind: 'loudness', of: 'tap' } as const;
    const before = await figuresOf(SLUG, 'chair', {}, VERSE, { peak, whole });
    const after = await figuresOf(SLUG, 'chair', limited, VERSE, { peak, whole });
    expect(before['peak']! + 9).toBeGreaterThan(0.5);
    expect(after['peak']).toBeLessThan(-0.9);
    expect(after['whole']! - before['whole']!).toBeGreaterThan(8);
  });

  it('lines of the vocal were sung at very different levels', async () => {
    const { span } = await figuresOf(SLUG, 'chair', {}, VERSE, { span: { kind: 'loudness-span', of: 'vox' } });
    expect(span).toBeGreaterThan(8);
  });

  it('the keys are far under the guitars at first', async () => {
    const keys = { kind: 'loudness-against', of: 'keys', against: ['guitar-l', 'guitar-r'] } as const;
    expect((await figuresOf(SLUG, 'chair', {}, CHORUS, { keys }))['keys']).toBeLessThan(-10);
  });

  it('asks for the headroom that it speaks of', () => {
    const { balance } = loadExercises(SLUG);
    expect(balance!.checks['peak']).toMatchObject({ atLeast: -12, atMost: -3 });
  });
});
