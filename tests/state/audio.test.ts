import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineEvent, LiveEngine, MeterFrame, Programme } from '../../src/engine/facade.ts';
import { freshStorage, openPage, song, until } from './page.ts';

const calls: unknown[][] = [];
let tell: ((event: EngineEvent) => void) | null = null;
let frame: ((frame: MeterFrame) => void) | null = null;
let contexts = 0;
let resumed = 0;

const note =
  (name: string) =>
  (...args: unknown[]): void =>
    void calls.push([name, ...args]);
const fakeEngine = (context: AudioContext): LiveEngine => ({
  context,
  load: note('load'),
  update: note('update'),
  hear: note('hear'),
  play: note('play'),
  pause: note('pause'),
  seek: note('seek'),
  setLoop: note('setLoop'),
  listen: note('listen'),
  resetMeters: note('resetMeters'),
  testTone: note('testTone'),
  retry: note('retry'),
  meter: (points, onFrame) => {
    calls.push(['meter', points]);
    frame = onFrame;
    return note('unmeter');
  },
  on: (listener) => {
    tell = listener;
    return () => {};
  },
  close: async () => {},
});

vi.mock('../../src/engine/live/engine.ts', () => ({
  createLiveEngine: async (context: AudioContext) => fakeEngine(context),
}));
vi.mock('../../src/state/judge-client.ts', () => ({
  loudnessInWorker: async (task: unknown) => {
    calls.push(['loudness', task]);
    return [-20, -16.5];
  },
  judgeInWorker: async () => [],
  isMeasuring: () => false,
}));

class FakeContext {
  state = 'suspended';
  constructor() {
    contexts++;
  }
  async resume(): Promise<void> {
    resumed++;
    this.state = 'running';
  }
}

const named = (name: string): unknown[][] => calls.filter(([n]) => n === name);
async function load() {
  const audio = await import('../../src/state/audio.ts');
  const { openMix } = await import('../../src/state/mix.ts');
  const mix = openMix('06-eq', 'mix');
  const ring = openMix('06-eq', 'ring');
  await until(() => mix.restored.value && ring.restored.value);
  return { audio, mix, ring };
}

beforeEach(() => {
  freshStorage();
  openPage();
  calls.length = 0;
  contexts = resumed = 0;
  tell = frame = null;
  vi.stubGlobal('AudioContext', FakeContext);
});
afterEach(() => void vi.unstubAllGlobals());

describe('playing', () => {
  it('makes and resumes the context in the click itself, then loads the engine', async () => {
    const { audio, mix } = await load();
    audio.play(mix);
    expect([contexts, resumed]).toEqual([1, 1]);
    expect(audio.sounding.value).toBe('06-eq/mix');
    expect(audio.transport.value.playing).toBe(true);
    expect(audio.starting.value).toBe(true);
    await until(() => named('play').length === 1);
    expect(audio.starting.value).toBe(false);
    expect((named('load')[0]?.[1] as Programme).id).toBe('06-eq/mix');
    audio.toggle(mix);
    await until(() => named('pause').length === 1);
    expect(audio.transport.value.playing).toBe(false);
    audio.toggle();
    await until(() => named('play').length === 2);
    expect(named('load')).toHaveLength(1);
  });

  it('switches to another mix of the same song at the same position', async () => {
    const { audio, mix, ring } = await load();
    audio.play(mix);
    await until(() => named('play').length === 1);
    tell?.({
      kind: 'transport',
      transport: { playing: true, positionS: 12.5, durationS: 50, loop: null },
      contextTimeS: 1,
    });
    audio.play(ring);
    await until(() => named('load').length === 2);
    // The engine keeps the position of the same song; nothing here may move it.
    expect(named('seek')).toEqual([]);
    expect(audio.transport.value.positionS).toBe(12.5);
    expect(audio.sounding.value).toBe('06-eq/ring');
  });

  it('without a mix plays the first of the page', async () => {
    const { audio } = await load();
    audio.toggle();
    await until(() => named('play').length === 1);
    expect(audio.sounding.value).toBe('06-eq/mix');
  });

  it('a passage goes round', async () => {
    const { audio, mix } = await load();
    audio.playPassage(mix, 20, 38);
    await until(() => named('seek').length === 1);
    expect(calls.map(([name]) => name).filter((n) => n !== 'listen')).toEqual([
      'load',
      'setLoop',
      'play',
      'setLoop',
      'seek',
    ]);
    expect(audio.transport.value).toMatchObject({ positionS: 20, loop: { fromS: 20, toS: 38 } });
  });

  it('hands edits of what sounds to the engine, and no others', async () => {
    const { audio, mix, ring } = await load();
    audio.play(mix);
    await until(() => named('play').length === 1);
    for (let db = -4; db > -9; db--) mix.edit({ 'vox.gainDb': db }, 'drag');
    ring.edit({ 'vox.gainDb': -30 });
    expect(named('update')).toHaveLength(5);
    expect(named('update').at(-1)).toEqual(['update', mix.session.value]);
  });

  it('tells what the engine says', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { audio, mix } = await load();
    audio.play(mix);
    await until(() => tell !== null);
    tell?.({ kind: 'waiting', waiting: true });
    tell?.({ kind: 'loading', states: [{ id: 'vox', label: 'Vocal', loadedS: 1, totalS: 50, error: null }] });
    tell?.({ kind: 'fault', code: 'stem', sentence: 'The vocal did not load.', detail: '404' });
    expect(audio.waiting.value).toBe(true);
    expect(audio.loading.value[0]?.label).toBe('Vocal');
    expect(audio.fault.value).toEqual({ code: 'stem', sentence: 'The vocal did not load.' });
    audio.retryStem('vox');
    expect(audio.fault.value).toBeNull();
    await until(() => named('retry').length === 1);
  });

  it('a loop that is reported again stays the same to who draws it', async () => {
    const { audio, mix } = await load();
    audio.play(mix);
    await until(() => tell !== null);
    const report = (positionS: number, toS: number) =>
      tell?.({
        kind: 'transport',
        transport: { playing: true, positionS, durationS: 50, loop: { fromS: 5, toS } },
        contextTimeS: positionS,
      });
    report(5, 14);
    const { loop } = audio.transport.value;
    report(6, 14);
    expect(audio.transport.value).toMatchObject({ positionS: 6 });
    expect(audio.transport.value.loop).toBe(loop);
    report(6, 15);
    expect(audio.transport.value.loop).toEqual({ fromS: 5, toS: 15 });
  });

  it('a page without a sound device says so and still works', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.stubGlobal(
      'AudioContext',
      class {
        constructor() {
          throw new DOMException('no device', 'NotSupportedError');
        }
      },
    );
    const { audio, mix } = await load();
    audio.play(mix);
    expect(audio.fault.value?.code).toBe('no-device');
    expect(audio.transport.value.playing).toBe(false);
    mix.edit({ 'vox.gainDb': -5 });
    expect(mix.session.value.strips['vox']?.gainDb).toBe(-5);
  });
});

describe('listening', () => {
  it('the volume is the device’s; solo of strips that are not there is not sent', async () => {
    const { audio, mix } = await load();
    audio.play(mix);
    await until(() => named('play').length === 1);
    audio.setVolume(-20);
    audio.listening.value = { ...audio.listening.value, solo: ['vox', 'nobody'] };
    expect(named('listen').at(-1)?.[1]).toMatchObject({ volumeDb: -20, solo: ['vox'] });
    audio.toggleMuted();
    expect(named('listen').at(-1)?.[1]).toMatchObject({ volumeDb: -60 });
    audio.toggleMuted();
    expect(audio.listening.value.volumeDb).toBe(-20);
  });

  it('meters can be asked for before there is an engine', async () => {
    const { audio, mix } = await load();
    const seen: number[] = [];
    const points = { out: { kind: 'level', at: { kind: 'tap' } } } as const;
    const stop = audio.meter(points, ({ positionS }) => void seen.push(positionS));
    audio.play(mix);
    await until(() => named('meter').length === 1);
    frame?.({ positionS: 3, contextTimeS: 3, values: {} });
    expect(seen).toEqual([3]);
    stop();
    expect(named('unmeter')).toHaveLength(1);
  });
});

describe('comparing recordings', () => {
  const spec = {
    id: 'home',
    song,
    heard: 'mix',
    matched: true,
    prints: [
      { id: 'mix', print: 'paper-lanterns/mix@1' },
      { id: 'master', print: 'paper-lanterns/master@1' },
    ],
  };

  it('trims the louder, never raises, and switches', async () => {
    const { audio } = await load();
    audio.openCompare(spec);
    await until(() => named('play').length === 1);
    const programme = named('load')[0]?.[1] as Programme & { kind: 'compare' };
    expect(programme.prints.map((p) => p.trimDb)).toEqual([0, -4.5]);
    audio.hear('master');
    audio.hear('nobody');
    await until(() => named('hear').length === 1);
    expect(audio.compared.value?.heard).toBe('master');
    audio.matchCompare(false);
    await until(() => named('load').length === 2);
    expect((named('load')[1]?.[1] as typeof programme).prints.map((p) => p.trimDb)).toEqual([0, 0]);
    expect((named('load')[1]?.[1] as typeof programme).heard).toBe('master');
  });

  it('refuses a recording that does not ship', async () => {
    const { audio } = await load();
    expect(() => audio.trimsOf({ song, prints: [{ id: 'x', print: 'paper-lanterns/none@1' }] })).toThrow(
      /ships no recording/,
    );
  });
});

describe('comparing clips', () => {
  const clip = (name: string, integratedLufs: number, fromS = 20) => ({
    id: name,
    clip: {
      name,
      left: new Float32Array(48_000),
      right: new Float32Array(48_000),
      fromS,
      integratedLufs,
      truePeakDb: -3,
    },
  });

  it('plays them in step at equal loudness, round the passage that they are of', async () => {
    const { audio } = await load();
    const { openClips } = await import('../../src/state/clips.ts');
    const clips = [clip('a', -20), clip('b', -17), clip('silent', -Infinity)];
    openClips({ id: '06-eq/blind', song, clips, heard: 'a', matched: true });
    await until(() => named('seek').length === 1);
    const programme = named('load')[0]?.[1] as Programme & { kind: 'compare' };
    expect(programme).toMatchObject({ id: '06-eq/blind', song: 'paper-lanterns', heard: 'a' });
    expect(programme.prints.map((print) => print.trimDb)).toEqual([0, -3, 0]);
    expect(audio.transport.value).toMatchObject({ positionS: 20, loop: { fromS: 20, toS: 21 } });
    audio.hear('b');
    expect(audio.compared.value?.heard).toBe('b');
  });

  it('loads others under the same id, and stays where the head stands inside them', async () => {
    const { audio } = await load();
    const { openClips } = await import('../../src/state/clips.ts');
    const open = (name: string): void =>
      openClips({ id: '06-eq/blind', song, clips: [clip(name, -20)], heard: name, matched: true });
    open('a');
    await until(() => named('load').length === 1);
    audio.seek(20.5);
    open('b');
    await until(() => named('load').length === 2);
    expect(audio.transport.value.positionS).toBe(20.5);
    open('b');
    await until(() => named('setLoop').length === 4);
    expect(named('load')).toHaveLength(2);
  });
});

describe('before and after', () => {
  const at = { strip: 'vox', insert: 'eq' };

  it('bypasses at once, measures 300 ms after the last edit, and then holds the trim', async () => {
    const { audio, mix } = await load();
    audio.play(mix);
    await until(() => named('play').length === 1);
    audio.compare(mix, at, 'before', true);
    expect(audio.listening.value).toMatchObject({ bypassed: [at], trimDb: 0 });
    expect(audio.comparison.value?.known).toBe('none');
    mix.edit({ 'vox/eq/lowMid.gainDb': 6 });
    await until(() => audio.comparison.value?.known === 'measured');
    expect(named('loudness')).toHaveLength(2);
    expect(audio.comparison.value?.trims).toEqual({ before: 0, after: -3.5 });
    audio.compare(mix, at, 'after', true);
    expect(audio.listening.value).toMatchObject({ bypassed: [], difference: null, trimDb: -3.5 });
    audio.compare(mix, at, 'taken', true);
    expect(audio.listening.value).toMatchObject({ bypassed: [], difference: at, trimDb: 0 });
    audio.compare(mix, at, 'after', false);
    expect(audio.listening.value.trimDb).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(named('loudness')).toHaveLength(2);
  });

  it('ends when another mix is played', async () => {
    const { audio, mix, ring } = await load();
    audio.play(mix);
    audio.compare(mix, at, 'before', true);
    audio.play(ring);
    expect(audio.comparison.value).toBeNull();
    expect(audio.listening.value.bypassed).toEqual([]);
  });
});

describe('keys', () => {
  const press = (page: ReturnType<typeof openPage>, target: unknown, over: object = {}): boolean => {
    let prevented = false;
    page.fire('keydown', { key: ' ', target, preventDefault: () => (prevented = true), ...over });
    return prevented;
  };

  it('Space plays and pauses, but not where Space is needed', async () => {
    class Target {
      readonly own: boolean;
      constructor(own: boolean) {
        this.own = own;
      }
      closest(): unknown {
        return this.own ? this : null;
      }
    }
    vi.stubGlobal('Element', Target);
    const page = openPage();
    const { audio } = await load();
    const { listenToKeys } = await import('../../src/state/page-controls.ts');
    listenToKeys();
    listenToKeys();
    expect(press(page, new Target(true))).toBe(false);
    expect(press(page, new Target(false), { ctrlKey: true })).toBe(false);
    expect(audio.sounding.value).toBeNull();
    expect(press(page, new Target(false))).toBe(true);
    expect(audio.transport.value.playing).toBe(true);
    press(page, new Target(false));
    expect(audio.transport.value.playing).toBe(false);
  });
});
