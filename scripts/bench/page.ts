/** What the bench asks of a browser; functions on `window`, called from Node. */
import { blockFigures, type BlockFigures } from './figures.ts';
import { RATE, stems } from './material.ts';
import type { BenchOptions } from './options.ts';

const BLOCK = 128;
/** Rendered before anything is timed. */
const WARM_S = 4;
const WORKLET = new URL('./worklet.ts', import.meta.url).href;

async function startClock(): Promise<{ clock: SharedArrayBuffer; stop: () => void }> {
  const clock = new SharedArrayBuffer(4);
  const worker = new Worker(new URL('./clock.worker.ts', import.meta.url), { type: 'module' });
  await new Promise((resolve) => {
    worker.onmessage = resolve;
    worker.postMessage(clock);
  });
  return { clock, stop: () => worker.terminate() };
}

function benchNode(context: BaseAudioContext, processorOptions: BenchOptions): AudioWorkletNode {
  const node = new AudioWorkletNode(context, 'bench', {
    numberOfInputs: 0,
    outputChannelCount: [2],
    processorOptions,
  });
  node.connect(context.destination);
  return node;
}

/** A render that has warmed up and waits. */
let waiting: { context: OfflineAudioContext; done: Promise<AudioBuffer>; seconds: number } | null = null;

/** Starts a render and holds it after `WARM_S`, when everything is built and compiled. */
async function hold(context: OfflineAudioContext, seconds: number): Promise<void> {
  const warm = context.suspend(WARM_S);
  waiting = { context, done: context.startRendering(), seconds };
  await warm;
}

/** Lets the render that waits go to its end; gives how many times faster than real time it went. */
async function run(): Promise<number> {
  const { context, done, seconds } = waiting!;
  waiting = null;
  const before = performance.now();
  await context.resume();
  const rendered = await done;
  const ms = performance.now() - before;
  if (
    !rendered
      .getChannelData(0)
      .subarray(-RATE)
      .some((x) => x !== 0)
  )
    throw new Error('the chain is silent: nothing was measured');
  return (seconds * 1000) / ms;
}

const offline = (seconds: number): OfflineAudioContext =>
  new OfflineAudioContext(2, (WARM_S + seconds) * RATE, RATE);

/** The chain in a worklet, for `run`. */
async function holdWorklet(seconds: number): Promise<void> {
  const context = offline(seconds);
  await context.audioWorklet.addModule(WORKLET);
  benchNode(context, { clock: null, repeats: 0, warmBlocks: 0, blocks: 0 });
  await hold(context, seconds);
}

/** The chain in a worklet, block by block by a clock that another thread writes. */
async function workletBlocks(seconds: number): Promise<BlockFigures> {
  const warmBlocks = Math.round((WARM_S * RATE) / BLOCK);
  const blocks = Math.round((seconds * RATE) / BLOCK);
  const context = offline(seconds + 1);
  await context.audioWorklet.addModule(WORKLET);
  const timer = await startClock();
  const node = benchNode(context, { clock: timer.clock, repeats: 0, warmBlocks, blocks });
  await context.startRendering();
  const { times, lasted } = await new Promise<{ times: Float32Array; lasted: Float64Array }>((resolve) => {
    node.port.onmessage = ({ data }: MessageEvent<{ times: Float32Array; lasted: Float64Array }>) =>
      resolve(data);
    node.port.postMessage(null);
  });
  timer.stop();
  return blockFigures(times, (1000 * BLOCK) / RATE, lasted);
}

interface Stats {
  underrunEvents: number;
  underrunDuration: number;
  totalDuration: number;
}

/** The chain live, its work done `1 + repeats` times a block, for so long: what was missed. */
async function headroom(
  seconds: number,
  repeats: number,
): Promise<{ underruns: number; missedMs: number; blocks: number; expectedBlocks: number }> {
  const context = new AudioContext({ sampleRate: RATE, latencyHint: 'playback' });
  await context.resume();
  await context.audioWorklet.addModule(WORKLET);
  const node = benchNode(context, { clock: null, repeats, warmBlocks: 0, blocks: 0 });
  const count = (): Promise<number> =>
    new Promise((resolve) => {
      node.port.onmessage = ({ data }: MessageEvent<{ blocks: number }>) => resolve(data.blocks);
      node.port.postMessage(null);
    });
  const stats = (): Stats | undefined => {
    const now = (context as AudioContext & { playbackStats?: Stats }).playbackStats;
    return (
      now && {
        underrunEvents: now.underrunEvents,
        underrunDuration: now.underrunDuration,
        totalDuration: now.totalDuration,
      }
    );
  };
  // Making the sound, building the chains and compiling the code is not what is asked about: it holds the
  // audio thread up for seconds, and the backlog shows as blocks that come too fast. Wait until that is over.
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  for (let steadySeconds = 0, tries = 0; steadySeconds < 3 && tries < 30; tries++) {
    const [from, began] = [await count(), performance.now()];
    await pause(1000);
    const expected = ((performance.now() - began) / 1000) * (RATE / BLOCK);
    steadySeconds = Math.abs((await count()) - from - expected) < 0.02 * expected ? steadySeconds + 1 : 0;
  }
  const [blocksBefore, statsBefore, began] = [await count(), stats(), performance.now()];
  await pause(seconds * 1000);
  const [blocksAfter, statsAfter, ended] = [await count(), stats(), performance.now()];
  await context.close();
  return {
    underruns: statsBefore && statsAfter ? statsAfter.underrunEvents - statsBefore.underrunEvents : -1,
    missedMs:
      statsBefore && statsAfter ? 1000 * (statsAfter.underrunDuration - statsBefore.underrunDuration) : -1,
    blocks: blocksAfter - blocksBefore,
    expectedBlocks: Math.round(((ended - began) / 1000) * (RATE / BLOCK)),
  };
}

/**
 * What the native graph's reverb is: none; a convolver of two channels, which keeps left and right apart; or one of
 * four, in which each side is heard in both, as in the chain's own reverb.
 */
export type NativeReverb = 'none' | 'stereo' | 'trueStereo';

/** To −60 dB, as long as the chain's reverb decays. */
const DECAY_S = 2;

/** Noise that falls by 60 dB in `DECAY_S`. */
function impulseResponse(channels: number): AudioBuffer {
  const frames = DECAY_S * RATE;
  const impulse = new AudioBuffer({ length: frames, numberOfChannels: channels, sampleRate: RATE });
  for (let c = 0; c < channels; c++) {
    impulse
      .getChannelData(c)
      .forEach((_, i, data) => (data[i] = (Math.random() * 2 - 1) * 10 ** ((-3 * i) / frames)));
  }
  return impulse;
}

/**
 * The same chain as a site would build it of the browser's own nodes, for `run`: nothing in it that the chain has
 * not. What it lacks: a true-peak limiter and a loudness meter, of which the browser has none, and the allpasses
 * that make crossovers sum flat.
 */
async function holdNative(seconds: number, reverb: NativeReverb): Promise<void> {
  const context = offline(seconds);
  const filter = (type: BiquadFilterType, frequency: number, gain: number): BiquadFilterNode =>
    new BiquadFilterNode(context, { type, frequency, gain, Q: 1 });
  const equaliser = (): BiquadFilterNode[] => [
    filter('highpass', 60, 0),
    filter('lowshelf', 100, 2),
    filter('peaking', 400, -4),
    filter('peaking', 2500, 3),
    filter('highshelf', 8000, 2),
  ];
  const compressor = (threshold: number, ratio: number): DynamicsCompressorNode =>
    new DynamicsCompressorNode(context, { threshold, ratio });
  const gain = (value: number): GainNode => new GainNode(context, { gain: value });
  const chain = (...nodes: AudioNode[]): AudioNode => nodes.reduce((from, to) => from.connect(to));
  // Linkwitz-Riley crossovers of the fourth order, one after the other, a compressor on each of four bands.
  const multiband = (input: AudioNode, output: AudioNode): void => {
    const split = (from: AudioNode, type: 'lowpass' | 'highpass', frequency: number): AudioNode => {
      const half = (): BiquadFilterNode => new BiquadFilterNode(context, { type, frequency, Q: -3.01 });
      return chain(from, half(), half());
    };
    let rest = input;
    for (const crossoverHz of [150, 900, 4500]) {
      chain(split(rest, 'lowpass', crossoverHz), compressor(-24, 2), output);
      rest = split(rest, 'highpass', crossoverHz);
    }
    chain(rest, compressor(-24, 2), output);
  };
  const bus = gain(1);
  const room = gain(1);
  stems().forEach(([left, right], i) => {
    const buffer = new AudioBuffer({ length: left.length, numberOfChannels: 2, sampleRate: RATE });
    buffer.copyToChannel(left as Float32Array<ArrayBuffer>, 0);
    buffer.copyToChannel(right as Float32Array<ArrayBuffer>, 1);
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    const out = chain(
      source,
      ...equaliser(),
      compressor(-30, 3),
      new StereoPannerNode(context, { pan: (i - 3.5) / 5 }),
      gain(0.5),
    );
    out.connect(bus);
    chain(out, gain(0.25), room);
    source.start();
  });
  if (reverb !== 'none') {
    const buffer = impulseResponse(reverb === 'stereo' ? 2 : 4);
    chain(room, new ConvolverNode(context, { buffer }), bus);
  }
  const master = gain(2);
  multiband(chain(bus, compressor(-18, 2), ...equaliser()), master);
  master.connect(context.destination);
  await hold(context, seconds);
}

const bench = { holdWorklet, holdNative, run, workletBlocks, headroom };
declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
