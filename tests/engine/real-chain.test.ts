/** The engine with the course's own effects: same samples for any division into blocks, and no heap growth. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { effectById, effects as registry } from '../../src/dsp/effects/registry.ts';
import { createPlayback } from '../../src/dsp/monitor/simulator.ts';
import { BLOCK_FRAMES, Graph } from '../../src/engine/core/graph.ts';
import { DEFAULT_LISTENING, Player } from '../../src/engine/core/player.ts';
import { Timeline } from '../../src/engine/core/timeline.ts';
import { PassageRender } from '../../src/engine/offline/renderer.ts';
import type { Session } from '../../src/session/document.ts';
import { inserts, noise, peakOf, RATE, session, sources, strip } from './fixtures.ts';

const source = sources({
  vox: noise(4 * RATE, 1, 0.3),
  gtr: [noise(4 * RATE, 2, 0.3), noise(4 * RATE, 3, 0.3)],
  kick: noise(4 * RATE, 4, 0.5),
});

/** Every effect of the registry stands somewhere, one of them keyed and one automated. */
const chain = (): Session =>
  session(
    {
      kick: strip('track', { gainDb: -6 }),
      vox: strip('track', {
        pan: -20,
        ...inserts({
          eq: { effect: 'eq', values: { 'lowMid.freqHz': 320, 'lowMid.gainDb': -6 } },
          comp: { effect: 'compressor', values: { thresholdDb: -20 } },
        }),
        sends: { room: { gainDb: -9, tap: 'post' } },
      }),
      gtr: strip('track', {
        ...inserts({ comp: { effect: 'compressor', key: { from: 'kick', tap: 'post' } } }),
      }),
      room: strip('bus', inserts({ space: { effect: 'reverb' } })),
      master: strip('master', {
        gainDb: -3,
        ...inserts(
          Object.fromEntries(
            Object.keys(registry)
              .filter((id) => id !== 'reverb')
              .map((id) => [id, { effect: id }]),
          ),
        ),
      }),
    },
    {
      automation: {
        'vox/eq/lowMid.gainDb': {
          mode: 'replace',
          points: [
            [0.2, 0, 0],
            [0.7, -9, 0.3],
          ],
        },
        'gtr.pan': {
          mode: 'replace',
          points: [
            [0.1, -50, 0],
            [0.9, 50, 0],
          ],
        },
      },
    },
  );

const setting = { effects: effectById, source };
const player = (): Player => {
  const made = new Player({
    sampleRate: RATE,
    effects: effectById,
    monitors: createPlayback,
    emit: () => {},
  });
  made.listen({ ...DEFAULT_LISTENING, volumeDb: 0 });
  made.process(new Float32Array(4096), new Float32Array(4096), 4096);
  made.loadSession('mix', chain(), source);
  made.play();
  return made;
};

describe('the course’s effects in the engine', () => {
  it('sound the same live and offline, to the bit, for any division into blocks', () => {
    const render = new PassageRender(
      { session: chain(), fromS: 0, toS: 1, preRollS: 0, taps: { out: { kind: 'tap' } } },
      setting,
    );
    while (render.step());
    const offline = render.result.taps.out!.left;
    expect(peakOf(offline)).toBeGreaterThan(0.05);
    expect(peakOf(offline)).toBeLessThan(0.95);
    const lag = new Graph(chain(), { sampleRate: RATE, effects: effectById, source }).latency;
    expect(lag).toBeGreaterThan(0);
    expect(peakOf(offline.subarray(1000, 40_000))).toBeGreaterThan(0.05);
    for (const block of [BLOCK_FRAMES, 48, 441]) {
      const live = player();
      const left = new Float32Array(block);
      const right = new Float32Array(block);
      const heard = new Float32Array(2 * RATE);
      for (let at = 0; at + block <= heard.length; at += block) {
        live.process(left, right, block);
        heard.set(left, at);
      }
      // The live gate opens over 5 ms, after the chain's latency.
      expect(heard.subarray(lag + 1000, lag + 40_000)).toEqual(offline.subarray(1000, 40_000));
    }
  });

  it('plays on without growth of the heap', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const live = player();
    live.setLoop({ fromS: 0.5, toS: 3 });
    live.subscribe(1, [
      { kind: 'loudness', at: { kind: 'tap' } },
      { kind: 'level', at: { kind: 'strip', strip: 'vox', tap: 'post' } },
      { kind: 'samples', at: { kind: 'tap' } },
      { kind: 'readings', strip: 'vox', insert: 'comp' },
    ]);
    const left = new Float32Array(128);
    const right = new Float32Array(128);
    const picture = new Float32Array(live.meters.sizeFor(1));
    const play = (seconds: number): number => {
      for (let block = 0; block < (seconds * RATE) / 128; block++) {
        live.process(left, right, 128);
        if (block % 6 === 0) {
          live.meters.take();
          live.meters.pack(1, picture);
        }
      }
      collect();
      return process.memoryUsage().heapUsed;
    };
    play(6);
    const before = play(4);
    expect(play(12) - before).toBeLessThan(64 * 1024);
  });
});

describe('tempo', () => {
  const echoFrame = (bpm: number, values: Record<string, string | number>): number => {
    const click = new Float32Array(2 * RATE);
    click[0] = 1;
    const of = session(
      { a: strip('track', inserts({ echo: { effect: 'delay', values } })), master: strip('master') },
      { bpm },
    );
    const graph = new Graph(of, { sampleRate: RATE, effects: effectById, source: sources({ a: click }) });
    const timeline = new Timeline();
    let [loudest, at] = [0, 0];
    for (let done = 0; done < 1.5 * RATE; done += BLOCK_FRAMES) {
      graph.process(timeline, BLOCK_FRAMES);
      timeline.advance(BLOCK_FRAMES);
      for (let i = 0; i < BLOCK_FRAMES; i++) {
        const level = Math.abs(graph.output.left[i]!);
        if (level > loudest) [loudest, at] = [level, done + i - graph.latency];
      }
    }
    return at;
  };

  it('a delay in note values follows the session, unless it names a tempo of its own', () => {
    const quarter = { sync: '1/4', feedbackPct: 0, lowPassHz: 20_000, highPassHz: 20 };
    expect(echoFrame(112, quarter) / RATE).toBeCloseTo(60 / 112, 3);
    expect(echoFrame(72, quarter) / RATE).toBeCloseTo(60 / 72, 3);
    expect(echoFrame(72, { ...quarter, bpm: 112 }) / RATE).toBeCloseTo(60 / 112, 3);
  });
});
