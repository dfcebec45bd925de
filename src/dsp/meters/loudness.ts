/**
 * Loudness: ITU-R BS.1770-5 (integrated), EBU Tech 3341 (momentary, short-term), EBU Tech 3342 (range).
 *
 * K-weighted energy is summed over sub-blocks of 10 ms; every window is a sum of whole sub-blocks, taken anew
 * each time, so nothing drifts and a maximum is looked for every 10 ms (EBU's case 13 needs that). Gates work on
 * the energies themselves, not on a histogram.
 */
import { channelLayout, loudnessWeight } from './channel-layout.ts';
import type { ChannelLayout } from './channel-layout.ts';
import { kWeighting } from './k-weighting.ts';
import type { Section } from './k-weighting.ts';

const SUB_BLOCKS_PER_S = 100;
const MOMENTARY_SUB_BLOCKS = 40;
const SHORT_TERM_SUB_BLOCKS = 300;
/** Gating blocks of 400 ms overlap by 75%, and the range's 3 s windows come at the same 10 Hz. */
const HOP_SUB_BLOCKS = 10;
/** Blocks for which there is room before the stores grow: ten minutes. */
const FIRST_STORE = 6000;

const ABSOLUTE_GATE_LUFS = -70;
const INTEGRATED_GATE_LU = -10;
const RANGE_GATE_LU = -20;

const OFFSET_LUFS = -0.691;
/** LUFS of a weighted mean square. */
const loudnessOfEnergy = (energy: number): number =>
  energy > 0 ? OFFSET_LUFS + 10 * Math.log10(energy) : Number.NEGATIVE_INFINITY;
/** Weighted mean square of a loudness in LUFS. */
export const energyOfLoudness = (lufs: number): number => 10 ** ((lufs - OFFSET_LUFS) / 10);

const ABSOLUTE_GATE = energyOfLoudness(ABSOLUTE_GATE_LUFS);
const INTEGRATED_GATE = 10 ** (INTEGRATED_GATE_LU / 10);
const RANGE_GATE = 10 ** (RANGE_GATE_LU / 10);

/** State below this is silence (−600 dB): JavaScript does not flush denormal numbers, and they are slow. */
const TINY = 1e-30;

/** A growing list of energies. Ten minutes fit before it allocates. */
class EnergyStore {
  values = new Float64Array(FIRST_STORE);
  count = 0;

  push(energy: number): void {
    if (this.count === this.values.length) {
      const grown = new Float64Array(2 * this.count);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.count++] = energy;
  }
}

/**
 * Integrated loudness in LUFS of gating blocks' energies (all of them, or those above −70 LUFS): the absolute
 * gate, then the relative one, on means of energies. −Infinity when no block passes.
 */
function gatedLoudness(energies: ArrayLike<number>, count = energies.length): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < count; i++) {
    const e = energies[i]!;
    if (e > ABSOLUTE_GATE) {
      sum += e;
      n++;
    }
  }
  if (n === 0) return Number.NEGATIVE_INFINITY;
  const gate = Math.max(ABSOLUTE_GATE, (sum / n) * INTEGRATED_GATE);
  sum = 0;
  n = 0;
  for (let i = 0; i < count; i++) {
    const e = energies[i]!;
    if (e > gate) {
      sum += e;
      n++;
    }
  }
  return loudnessOfEnergy(sum / n);
}

/** Loudness range in LU of short-term energies; −Infinity when none is at −70 LUFS or above. */
function rangeOfEnergies(energies: Float64Array, count: number): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < count; i++) {
    if (energies[i]! >= ABSOLUTE_GATE) {
      sum += energies[i]!;
      n++;
    }
  }
  if (n === 0) return Number.NEGATIVE_INFINITY;
  const gate = Math.max(ABSOLUTE_GATE, (sum / n) * RANGE_GATE);
  const sorted = energies
    .slice(0, count)
    .filter((e) => e >= gate)
    .sort();
  const at = (percent: number) => sorted[Math.round(((sorted.length - 1) * percent) / 100)]!;
  return 10 * Math.log10(at(95) / at(10));
}

export class LoudnessMeter {
  readonly sampleRate: number;
  readonly layout: ChannelLayout;
  private readonly shelf: Section;
  private readonly highPass: Section;
  private readonly weights: Float64Array;
  /** Four state variables a channel: shelf, then high-pass, both in transposed direct form II. */
  private readonly state: Float64Array;
  /** Weighted energy of the last three seconds' sub-blocks and how many frames each had (10 ms may not be whole frames). */
  private readonly ring = new Float64Array(SHORT_TERM_SUB_BLOCKS);
  private readonly ringFrames = new Uint32Array(SHORT_TERM_SUB_BLOCKS);
  private readonly gatingBlocks = new EnergyStore();
  private readonly rangeBlocks = new EnergyStore();
  private subBlocks = 0;
  /** Unweighted energy of each channel in the sub-block under way: one running sum, whatever the division into blocks. */
  private readonly energies: Float64Array;
  private subBlockFrames = 0;
  private framesLeft = 0;
  private momentaryEnergy = 0;
  private shortTermEnergy = 0;
  private momentaryMaxEnergy = 0;
  private shortTermMaxEnergy = 0;
  private integratedCache = Number.NEGATIVE_INFINITY;
  private integratedCount = 0;
  private rangeCache = Number.NEGATIVE_INFINITY;
  private rangeCount = 0;

  /**
   * @param sampleRate in Hz, 8000 to 384000
   * @param channels 1 (mono) to 6 (5.1)
   * @param layout what the channels are; WAV's order unless given
   */
  constructor(sampleRate: number, channels = 2, layout: ChannelLayout = channelLayout(channels)) {
    if (!(sampleRate >= 8000 && sampleRate <= 384_000)) throw new RangeError(`sample rate ${sampleRate} Hz`);
    if (layout.length !== channels)
      throw new RangeError(`${channels} channels, but a layout of ${layout.length}`);
    this.sampleRate = sampleRate;
    this.layout = layout;
    [this.shelf, this.highPass] = kWeighting(sampleRate);
    this.weights = Float64Array.from(layout, loudnessWeight);
    this.state = new Float64Array(4 * channels);
    this.energies = new Float64Array(channels);
    this.reset();
  }

  /** As new: forgets everything measured. */
  reset(): void {
    this.state.fill(0);
    this.ring.fill(0);
    this.ringFrames.fill(0);
    this.gatingBlocks.count = 0;
    this.rangeBlocks.count = 0;
    this.subBlocks = 0;
    this.momentaryEnergy = 0;
    this.shortTermEnergy = 0;
    this.momentaryMaxEnergy = 0;
    this.shortTermMaxEnergy = 0;
    this.integratedCache = Number.NEGATIVE_INFINITY;
    this.integratedCount = 0;
    this.rangeCache = Number.NEGATIVE_INFINITY;
    this.rangeCount = 0;
    this.openSubBlock();
  }

  /** Measures `frames` frames of a stereo programme, from frame `from` of the arrays on. */
  process(left: Float32Array, right: Float32Array, frames: number, from = 0): void {
    if (this.weights.length !== 2)
      throw new RangeError(`stereo frames into a meter of ${this.weights.length} channels`);
    let at = from;
    const end = from + frames;
    while (at < end) {
      const n = Math.min(end - at, this.framesLeft);
      this.addStereo(left, right, at, at + n);
      at += n;
      this.framesLeft -= n;
      if (this.framesLeft === 0) this.closeSubBlock();
    }
  }

  /** The same for any number of channels, in the order of the layout. */
  processChannels(channels: readonly Float32Array[], frames: number, from = 0): void {
    if (channels.length !== this.weights.length) {
      throw new RangeError(`${channels.length} channels into a meter of ${this.weights.length}`);
    }
    if (channels.length === 2) {
      this.process(channels[0]!, channels[1]!, frames, from);
      return;
    }
    let at = from;
    const end = from + frames;
    while (at < end) {
      const n = Math.min(end - at, this.framesLeft);
      for (let c = 0; c < channels.length; c++)
        if (this.weights[c]! > 0) this.addChannel(channels[c]!, c, at, at + n);
      at += n;
      this.framesLeft -= n;
      if (this.framesLeft === 0) this.closeSubBlock();
    }
  }

  /** Frames until the readings change next: the rest of the current 10 ms. */
  get framesToUpdate(): number {
    return this.framesLeft;
  }

  /** Frames in whole sub-blocks measured since the reset; the readings stand for the sound up to here. */
  get measuredFrames(): number {
    return this.boundary(this.subBlocks);
  }

  /** LUFS of the last 400 ms; −Infinity before there were that many, or in silence. */
  get momentary(): number {
    return loudnessOfEnergy(this.momentaryEnergy);
  }

  /** LUFS of the last 3 s; −Infinity before there were that many, or in silence. */
  get shortTerm(): number {
    return loudnessOfEnergy(this.shortTermEnergy);
  }

  /** Largest momentary loudness since the reset, LUFS. */
  get momentaryMax(): number {
    return loudnessOfEnergy(this.momentaryMaxEnergy);
  }

  /** Largest short-term loudness since the reset, LUFS. */
  get shortTermMax(): number {
    return loudnessOfEnergy(this.shortTermMaxEnergy);
  }

  /** Gated loudness since the reset, LUFS; −Infinity when nothing passed the gate. */
  get integrated(): number {
    if (this.integratedCount !== this.gatingBlocks.count) {
      this.integratedCount = this.gatingBlocks.count;
      this.integratedCache = gatedLoudness(this.gatingBlocks.values, this.gatingBlocks.count);
    }
    return this.integratedCache;
  }

  /**
   * Loudness range since the reset in LU; −Infinity without 3 s of sound above −70 LUFS. Not stable under 60 s
   * (EBU Tech 3342). Sorts what was stored: ask about once a second, not in an audio callback.
   */
  get lra(): number {
    if (this.rangeCount !== this.rangeBlocks.count) {
      this.rangeCount = this.rangeBlocks.count;
      this.rangeCache = rangeOfEnergies(this.rangeBlocks.values, this.rangeBlocks.count);
    }
    return this.rangeCache;
  }

  /** First frame after the k-th sub-block; where 10 ms are no whole number of frames, the nearest one. */
  private boundary(k: number): number {
    return Math.round((k * this.sampleRate) / SUB_BLOCKS_PER_S);
  }

  private openSubBlock(): void {
    this.subBlockFrames = this.boundary(this.subBlocks + 1) - this.boundary(this.subBlocks);
    this.framesLeft = this.subBlockFrames;
    this.energies.fill(0);
  }

  private closeSubBlock(): void {
    const { state, energies, weights } = this;
    let subBlockEnergy = 0;
    for (let c = 0; c < weights.length; c++) subBlockEnergy += weights[c]! * energies[c]!;
    // What is no number stays none in a recursive filter for ever: drop the sub-block and start the filters anew.
    let sound = Number.isFinite(subBlockEnergy);
    for (let i = 0; i < state.length; i++) {
      const s = state[i]!;
      if (!Number.isFinite(s)) sound = false;
      else if (s < TINY && s > -TINY) state[i] = 0;
    }
    if (!sound) {
      state.fill(0);
      subBlockEnergy = 0;
    }
    const slot = this.subBlocks % SHORT_TERM_SUB_BLOCKS;
    this.ring[slot] = subBlockEnergy;
    this.ringFrames[slot] = this.subBlockFrames;
    this.subBlocks++;
    const onHop = this.subBlocks % HOP_SUB_BLOCKS === 0;
    if (this.subBlocks >= MOMENTARY_SUB_BLOCKS) {
      const energy = this.meanOfLast(MOMENTARY_SUB_BLOCKS);
      this.momentaryEnergy = energy;
      if (energy > this.momentaryMaxEnergy) this.momentaryMaxEnergy = energy;
      if (onHop && energy > ABSOLUTE_GATE) this.gatingBlocks.push(energy);
    }
    if (this.subBlocks >= SHORT_TERM_SUB_BLOCKS) {
      const energy = this.meanOfLast(SHORT_TERM_SUB_BLOCKS);
      this.shortTermEnergy = energy;
      if (energy > this.shortTermMaxEnergy) this.shortTermMaxEnergy = energy;
      if (onHop && energy >= ABSOLUTE_GATE) this.rangeBlocks.push(energy);
    }
    this.openSubBlock();
  }

  /** Mean energy over the last `count` sub-blocks. */
  private meanOfLast(count: number): number {
    const { ring, ringFrames } = this;
    let sum = 0;
    let frames = 0;
    let slot = (this.subBlocks - count) % SHORT_TERM_SUB_BLOCKS;
    for (let i = 0; i < count; i++) {
      sum += ring[slot]!;
      frames += ringFrames[slot]!;
      if (++slot === SHORT_TERM_SUB_BLOCKS) slot = 0;
    }
    return sum / frames;
  }

  /** Both channels in one loop with all states in locals: two independent chains keep the processor busy. */
  private addStereo(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const { state, energies } = this;
    const { b0, b1, b2, a1, a2 } = this.shelf;
    const { b0: h0, b1: h1, b2: h2, a1: g1, a2: g2 } = this.highPass;
    let l1 = state[0]!;
    let l2 = state[1]!;
    let l3 = state[2]!;
    let l4 = state[3]!;
    let r1 = state[4]!;
    let r2 = state[5]!;
    let r3 = state[6]!;
    let r4 = state[7]!;
    let energyLeft = energies[0]!;
    let energyRight = energies[1]!;
    for (let i = from; i < to; i++) {
      const xl = left[i]!;
      const xr = right[i]!;
      const yl = b0 * xl + l1;
      const yr = b0 * xr + r1;
      l1 = b1 * xl - a1 * yl + l2;
      r1 = b1 * xr - a1 * yr + r2;
      l2 = b2 * xl - a2 * yl;
      r2 = b2 * xr - a2 * yr;
      const zl = h0 * yl + l3;
      const zr = h0 * yr + r3;
      l3 = h1 * yl - g1 * zl + l4;
      r3 = h1 * yr - g1 * zr + r4;
      l4 = h2 * yl - g2 * zl;
      r4 = h2 * yr - g2 * zr;
      energyLeft += zl * zl;
      energyRight += zr * zr;
    }
    state[0] = l1;
    state[1] = l2;
    state[2] = l3;
    state[3] = l4;
    state[4] = r1;
    state[5] = r2;
    state[6] = r3;
    state[7] = r4;
    energies[0] = energyLeft;
    energies[1] = energyRight;
  }

  private addChannel(x: Float32Array, channel: number, from: number, to: number): void {
    const { state, energies } = this;
    const { b0, b1, b2, a1, a2 } = this.shelf;
    const { b0: h0, b1: h1, b2: h2, a1: g1, a2: g2 } = this.highPass;
    const base = 4 * channel;
    let s1 = state[base]!;
    let s2 = state[base + 1]!;
    let s3 = state[base + 2]!;
    let s4 = state[base + 3]!;
    let energy = energies[channel]!;
    for (let i = from; i < to; i++) {
      const v = x[i]!;
      const y = b0 * v + s1;
      s1 = b1 * v - a1 * y + s2;
      s2 = b2 * v - a2 * y;
      const z = h0 * y + s3;
      s3 = h1 * y - g1 * z + s4;
      s4 = h2 * y - g2 * z;
      energy += z * z;
    }
    state[base] = s1;
    state[base + 1] = s2;
    state[base + 2] = s3;
    state[base + 3] = s4;
    energies[channel] = energy;
  }
}

/** Integrated loudness in LUFS of finished channels; −Infinity when nothing passes the gate. */
export function integratedLoudness(
  channels: readonly Float32Array[],
  sampleRate: number,
  layout?: ChannelLayout,
): number {
  const meter = new LoudnessMeter(sampleRate, channels.length, layout);
  meter.processChannels(channels, channels[0]!.length);
  return meter.integrated;
}
