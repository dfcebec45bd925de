import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Mix } from '../../src/state/types.ts';
import { startSession } from '../../src/course/own-mix.ts';
import { applyPatch } from '../../src/session/patch.ts';
import { small } from '../session/fixtures.ts';
import { data, freshStorage, openPage, until } from './page.ts';

const load = () => import('../../src/state/mix.ts');
async function open(id: string, lesson: string | null = '06-eq'): Promise<Mix> {
  const mix = (await load()).openMix(lesson, id);
  await until(() => mix.restored.value);
  await (await import('../../src/state/editing.ts')).fetchEditor();
  return mix;
}
const vox = (mix: Mix) => mix.session.value.strips['vox']!;

beforeEach(freshStorage);
afterEach(() => void vi.unstubAllGlobals());

describe('a working session', () => {
  it('is one for all cells that name it, and begins as the lesson says', async () => {
    openPage();
    const mix = await open('ring');
    expect((await load()).openMix('06-eq', 'ring')).toBe(mix);
    expect(mix.id).toBe('06-eq/ring');
    expect(vox(mix).insert['eq']?.values['lowMid.q']).toBe(2);
    expect((await open('mix')).session.value).toEqual(small());
    expect(mix.programme()).toEqual({ kind: 'session', id: '06-eq/ring', session: mix.session.value });
  });

  it('changes with undo, gesture by gesture', async () => {
    openPage();
    const mix = await open('mix');
    expect(mix.canUndo.value).toBe(false);
    for (let db = -4; db > -10; db--) mix.edit({ 'vox.gainDb': db }, 'drag');
    mix.edit({ 'vox.pan': 20 });
    mix.undo();
    expect(vox(mix)).toMatchObject({ gainDb: -9, pan: 0 });
    mix.undo();
    expect(vox(mix).gainDb).toBe(-3);
    expect([mix.canUndo.value, mix.canRedo.value]).toEqual([false, true]);
    mix.redo();
    expect(vox(mix).gainDb).toBe(-9);
  });

  it('resets whole or under an address, as one step', async () => {
    openPage();
    const mix = await open('mix');
    mix.edit({ 'vox.gainDb': -9, 'vox/eq/lowMid.gainDb': 4, 'bass.pan': 5 });
    mix.reset('vox/eq');
    expect(vox(mix)).toMatchObject({ gainDb: -9 });
    expect(vox(mix).insert['eq']?.values).toEqual({ 'lowMid.freqHz': 320 });
    mix.reset();
    expect(mix.session.value).toEqual(small());
    mix.undo();
    expect(vox(mix).gainDb).toBe(-9);
  });

  it('comes back after a reload', async () => {
    const page = openPage();
    const mix = await open('mix');
    mix.edit({ 'vox.gainDb': -7 });
    page.fire('pagehide');
    await new Promise((resolve) => setTimeout(resolve, 30));
    openPage();
    const again = await open('mix');
    expect(vox(again).gainDb).toBe(-7);
    expect(again.canUndo.value).toBe(false);
    again.reset();
    expect(vox(again).gainDb).toBe(-3);
  });

  it('is carried into exercises by keeping, except what they own or pin', async () => {
    openPage();
    const mix = await open('mix');
    mix.edit({ 'vox.gainDb': -8, 'vox/eq/lowMid.gainDb': -5, 'vox.mute': true });
    await mix.keep();
    openPage();
    const ring = await open('ring');
    expect(vox(ring)).toMatchObject({ gainDb: -8, mute: false });
    expect(vox(ring).insert['eq']?.values).toEqual({ 'lowMid.freqHz': 320, 'lowMid.q': 2 });

    ring.edit({ 'vox/eq/lowMid.gainDb': -9, 'vox.gainDb': 3 });
    await ring.keep();
    ring.startFromCourse();
    expect(vox(ring).gainDb).toBe(-3);
    ring.undo();
    expect(vox(ring).gainDb).toBe(3);

    openPage();
    // A fresh page's untouched mix is the kept one: the owned address written back, the others as they were kept.
    const { readOwnMix } = await import('../../src/state/own-mixes.ts');
    const own = applyPatch(small(), await readOwnMix('paper-lanterns', small())).session;
    expect(own.strips['vox']).toMatchObject({ gainDb: -8, mute: true });
    expect(own.strips['vox']?.insert['eq']?.values['lowMid.gainDb']).toBe(-9);
  });

  it('keeps masters apart from mixes', async () => {
    openPage();
    const master = await open('master');
    master.edit({ 'vox.gainDb': -20 });
    await master.keep();
    openPage();
    expect(vox(await open('mix')).gainDb).toBe(-3);
  });

  it('names what is missing', async () => {
    openPage();
    const { openMix } = await load();
    expect(() => openMix('06-eq', 'none')).toThrow(/no mix «none» here. There are: mix, ring, master/);
    expect(() => openMix('99-none', 'mix')).toThrow(/99-none/);
  });
});

describe('links', () => {
  it('restore the exact state; undo brings the learner’s own back', async () => {
    openPage();
    const mix = await open('mix');
    mix.edit({ 'vox.gainDb': -7.25, 'vox/eq/lowMid.gainDb': -8, 'bass.mute': true });
    const url = new URL(await mix.share());
    expect(url.pathname).toBe('/lessons/06-eq/');

    freshStorage();
    const page = openPage(data(), url.hash);
    const opened = await open('mix');
    await until(() => opened.notice.value !== null);
    expect(opened.session.value).toEqual(mix.session.value);
    expect(opened.notice.value).toMatch(/come from a link/);
    expect(page.location.hash).toBe('');
    opened.undo();
    expect(opened.session.value).toEqual(small());
    expect((await open('ring')).notice.value).toBeNull();
  });

  it.each([
    ['broken', '#mix=mix&state=xxxx', /damaged/],
    ['truncated to nothing', '#mix=mix&state=', /damaged/],
  ])('that are %s leave everything as it was, with a sentence', async (_kind, hash, sentence) => {
    openPage(data(), hash);
    const mix = await open('mix');
    await until(() => mix.notice.value !== null);
    expect(mix.notice.value).toMatch(sentence);
    expect(mix.session.value).toEqual(small());
    mix.dismissNotice();
    expect(mix.notice.value).toBeNull();
  });

  it('on another preset or from a newer site say so', async () => {
    const { encodeShared } = await import('../../src/session/share.ts');
    const strange = await encodeShared({ v: 1, base: 'other-song/rough@3', patch: {} });
    openPage(data(), `#mix=mix&state=${strange}`);
    const mix = await open('mix');
    await until(() => mix.notice.value !== null);
    expect(mix.notice.value).toMatch(/other-song\/rough@3/);

    const newer = await encodeShared({ v: 2 as 1, base: 'paper-lanterns/rough@1', patch: {} });
    openPage(data(), `#mix=mix&state=${newer}`);
    const other = await open('mix');
    await until(() => other.notice.value !== null);
    expect(other.notice.value).toMatch(/newer version/);
  });
});

describe('two tabs on one mix', () => {
  it('who comes back to a tab sees what was changed last, and undo brings back what stood there', async () => {
    const page = openPage();
    const here = await open('mix');
    here.edit({ 'vox.gainDb': -5 });
    page.fire('pagehide');
    const other = openPage();
    const there = await open('mix');
    expect(vox(there).gainDb).toBe(-5);
    there.edit({ 'vox.gainDb': -9 });
    there.edit({ 'vox.gainDb': -12, 'vox.pan': 20 });
    other.fire('pagehide');
    page.fire('focus');
    await until(() => vox(here).pan === 20);
    expect(here.notice.value).toMatch(/another tab/);
    here.dismissNotice();
    page.fire('focus');
    here.undo();
    expect(vox(here)).toMatchObject({ gainDb: -5, pan: small().strips['vox']!.pan });
    page.fire('pagehide');
    other.fire('focus');
    await until(() => vox(there).gainDb === -5);
    // Coming back where nothing was changed says nothing.
    page.fire('focus');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([here.notice.value, vox(here).gainDb]).toEqual([null, -5]);
  });
});

describe('a variant', () => {
  it('is its preset with its own patch, and the same for everybody', async () => {
    openPage();
    const own = await open('mix');
    own.edit({ 'vox.gainDb': -9, 'vox.pan': 30 });
    await own.keep();

    const page = data();
    const patch = { 'vox.gainDb': -4 };
    page.mixes['late'] = { song: 'paper-lanterns', base: 'paper-lanterns/rough@1', patch, label: 'Late' };
    page.starts['late'] = startSession(small(), {}, { owns: [], pins: patch, start: {} });
    openPage(page);
    const late = await open('late');
    expect(vox(late)).toMatchObject({ gainDb: -4, pan: small().strips['vox']!.pan });
    late.edit({ 'vox.gainDb': -20 });
    late.reset();
    expect(vox(late).gainDb).toBe(-4);
    expect(vox(await open('mix')).gainDb).toBe(-9);
  });

  it('that has a name and no patch is the course’s own: what one keeps does not enter a reference', async () => {
    openPage();
    const own = await open('mix');
    own.edit({ 'vox.gainDb': -9 });
    await own.keep();

    const page = data();
    page.mixes['reference'] = {
      song: 'paper-lanterns',
      base: 'paper-lanterns/rough@1',
      label: 'The course’s',
    };
    page.starts['reference'] = small();
    openPage(page);
    expect(vox(await open('reference')).gainDb).toBe(small().strips['vox']!.gainDb);
  });
});

describe('stored state that is not as it should be', () => {
  const stored = async (value: unknown): Promise<void> => {
    openPage();
    const { keepRecord } = await import('../../src/state/store.ts');
    await keepRecord('working', '06-eq/mix', value);
  };

  it('corrupt: the page starts afresh and nothing is thrown away', async () => {
    await stored({ base: 7, patch: 'x' });
    openPage();
    const mix = await open('mix');
    expect(mix.session.value).toEqual(small());
    const store = await import('../../src/state/store.ts');
    expect(store.storeNotice.value).toMatch(/set aside/);
    expect(await store.asideNames()).toHaveLength(1);
  });

  it('partly unknown: the rest is taken, and it says how much was left out', async () => {
    await stored({
      base: 'paper-lanterns/rough@1',
      patch: { 'vox.gainDb': -6, 'gone.gainDb': 1, 'vox/eq/none': 2 },
    });
    openPage();
    const mix = await open('mix');
    expect(vox(mix).gainDb).toBe(-6);
    expect(mix.notice.value).toMatch(/2 of your settings/);
  });

  it('on an older recording: carried over, with a sentence', async () => {
    const old = data();
    old.mixes['mix']!.base = 'paper-lanterns/rough@2';
    old.presets['paper-lanterns/rough@2'] = small();
    await stored({ base: 'paper-lanterns/rough@1', patch: { 'vox.gainDb': -6 } });
    openPage(old);
    const mix = await open('mix');
    expect(vox(mix).gainDb).toBe(-6);
    expect(mix.notice.value).toMatch(/new revision/);
  });
});

describe('on the server', () => {
  it('gives the first state, and fails for names that are not there', async () => {
    vi.resetModules();
    vi.unstubAllGlobals();
    const { providePageData } = await import('../../src/state/page-data.ts');
    const { openMix } = await load();
    expect(() => openMix('06-eq', 'mix')).toThrow(/no data/);
    providePageData(data());
    expect(openMix('06-eq', 'mix').session.value).toEqual(small());
    expect(openMix('06-eq', 'mix')).toBe(openMix('06-eq', 'mix'));
    expect(() => openMix('06-eq', 'none')).toThrow(/no mix «none»/);
  });
});

describe('before the editor has come', () => {
  const early = async (id: string): Promise<Mix> => (await load()).openMix('06-eq', id);
  const arrived = async () => (await import('../../src/state/editing.ts')).fetchEditor();

  it('shows a moved control at once, and makes it one step of undo when it comes', async () => {
    openPage();
    const mix = await early('ring');
    const before = mix.session.value;
    for (let db = -4; db > -10; db--) mix.edit({ 'vox.gainDb': db }, 'drag');
    mix.edit({ 'vox/eq/lowMid.gainDb': -5, 'vox/eq.on': false });
    expect(vox(mix)).toMatchObject({ gainDb: -9, insert: { eq: { on: false } } });
    expect(vox(mix).insert['eq']?.values['lowMid.gainDb']).toBe(-5);
    expect(mix.canUndo.value).toBe(false);
    const sketched = mix.session.value;
    await arrived();
    expect(mix.session.value).toEqual(sketched);
    mix.undo();
    expect(vox(mix)).toMatchObject({ gainDb: -9, insert: { eq: { on: true } } });
    mix.undo();
    expect(mix.session.value).toEqual(before);
    expect(mix.canUndo.value).toBe(false);
  });

  it('loses nothing that only the editor can do, in the order it was done', async () => {
    openPage();
    const mix = await early('mix');
    mix.edit({ 'vox/new': { effect: 'gate', v: 1, on: true, values: {} } });
    mix.edit({ 'vox/new/thresholdDb': -200, 'vox.pan': 30 });
    mix.undo();
    mix.edit({ 'vox/new/ratio': 3 });
    expect(vox(mix).pan).toBe(30);
    await arrived();
    expect(vox(mix).pan).toBe(0);
    expect(vox(mix).insert['new']?.values).toEqual({ ratio: 3 });
  });

  it('makes legal what was shown unchecked, and nothing of what does not exist', async () => {
    openPage();
    const mix = await early('mix');
    mix.edit({
      'vox.gainDb': 400,
      'none.gainDb': 1,
      'vox/none/q': 1,
      'vox/eq/none': 1,
      '__proto__.mute': true,
    });
    await arrived();
    expect(vox(mix).gainDb).toBe(10);
    expect({ ...mix.session.value, strips: { ...mix.session.value.strips, vox: null } }).toEqual({
      ...small(),
      strips: { ...small().strips, vox: null },
    });
    expect(vox(mix).insert).toEqual(small().strips['vox']!.insert);
  });

  it('keeps what was changed when the page is left before it comes', async () => {
    const page = openPage();
    const mix = await early('ring');
    await until(() => mix.restored.value);
    mix.edit({ 'vox.gainDb': -12 });
    page.fire('pagehide');
    await new Promise((resolve) => setTimeout(resolve, 30));
    openPage();
    const again = await open('ring');
    expect(vox(again).gainDb).toBe(-12);
    expect(vox(again).insert['eq']?.values['lowMid.q']).toBe(2);
  });

  it('keeps the edit on the device over what was kept there before', async () => {
    openPage();
    (await open('mix')).edit({ 'vox.gainDb': -7, 'bass.pan': 9 });
    await new Promise((resolve) => setTimeout(resolve, 450));
    openPage();
    const mix = await early('mix');
    mix.edit({ 'vox.gainDb': -12 });
    await until(() => mix.restored.value);
    expect(vox(mix).gainDb).toBe(-12);
    mix.undo();
    expect(vox(mix).gainDb).toBe(-3);
  });
});
