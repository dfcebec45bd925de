/** The synthesiser: the tract of the speech, laid on notes, excited by glottal pulses and noise. */
import { dbToGain } from '../signal/buffers.ts';
import { fft } from '../signal/fft.ts';
import type { Random } from '../signal/random.ts';
import { CONTROL_HZ, LN_PER_DB, clamp, interpolate } from './control.ts';
import { COPY_EDGE, type Envelope } from './envelope.ts';
import { lfMagnitude, lfSpectrum } from './glottis.ts';
import type { Sung } from './layout.ts';
import type { Curves } from './melody.ts';
import { MinimumPhase } from './minimumPhase.ts';
import { OwnWave } from './ownWave.ts';
import { FULLY_VOICED_HZ, isVoiceless } from './phones.ts';
import type { Timeline } from './timeline.ts';
import { Tract } from './tract.ts';
import type { VoiceSettings } from './voices.ts';
import { slowNoise } from './wander.ts';

/** Noise in the spectrum of a modal sung vowel, [Hz, dB under the envelope]. */
const NOISE_DB: readonly (readonly [number, number])[] = [
  [0, -28],
  [800, -25.5],
  [2000, -20.5],
  [4000, -15.5],
  [6000, -10],
  [8000, -6],
  [12000, -2],
  [16000, -1],
  [24000, 0],
];
/** The singer's formant. */
const RING_HZ = 3050;
const RING_WIDTH_HZ = 480;
/** Nothing is sung below this. */
const LOWEST_HZ = 70;
/** At this effort the dynamic range pivots. */
const PIVOT_EFFORT = 0.7;
/** Noise grains of voiceless sounds. */
const GRAIN_S = 0.0025;
/** Under the speech's bandwidth the copied waveform carries voiceless consonants; the rebuilt noise steps back. */
const UNDER_COPY_DB = -14;
const COPY_FADE_S = 0.006;
/** The speech's own wave reaches up to the second of these; pulses take over from the first on. */
const OWN_WAVE_HZ = [6400, 7000] as const;

/** A line ready to be sung: its envelope, its waveform at the song's rate, and how it is laid out. */
export interface Performance {
  envelope: Envelope;
  spoken: Float32Array;
  sung: readonly Sung[];
  timeline: Timeline;
  curves: Curves;
  /** Formants are multiplied by this in this take. */
  tractScale: number;
}

/** Renders one line; times of the performance count from the start of the result. */
export function synthesise(
  performance: Performance,
  voice: VoiceSettings,
  seconds: number,
  random: Random,
): Float32Array {
  const out = new Float32Array(Math.ceil(seconds * performance.envelope.sampleRate));
  const renderer = new Renderer(performance, voice, random);
  renderer.addPulses(out);
  renderer.addNoise(out);
  renderer.addCopies(out);
  return out;
}

class Renderer {
  private readonly performance: Performance;
  private readonly voice: VoiceSettings;
  private readonly random: Random;
  private readonly size: number;
  private readonly bins: number;
  private readonly rate: number;
  private readonly binHz: number;
  private readonly tract: Tract;
  private readonly minimumPhase: MinimumPhase;
  private readonly ownWave: OwnWave | undefined;
  private readonly levelDrift: Float32Array;
  private readonly tractDrift: Float32Array;
  private readonly modalNoise: Float64Array;
  private readonly ringShape: Float64Array;
  private readonly log: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly noise: Float64Array;
  private readonly noiseIm: Float64Array;
  private readonly pulseRe: Float64Array;
  private readonly pulseIm: Float64Array;
  private readonly source: Float64Array;

  constructor(performance: Performance, voice: VoiceSettings, random: Random) {
    this.performance = performance;
    this.voice = voice;
    this.random = random;
    const { fftSize, sampleRate } = performance.envelope;
    this.size = fftSize;
    this.bins = fftSize / 2 + 1;
    this.rate = sampleRate;
    this.binHz = sampleRate / fftSize;
    this.tract = new Tract(performance.envelope, voice.tunesFirstFormant);
    this.minimumPhase = new MinimumPhase(fftSize);
    const steps = performance.curves.pitchHz.length;
    if (voice.ownWaveS !== undefined) {
      const { spoken, envelope, sung } = performance;
      this.ownWave = new OwnWave(spoken, envelope, sung, steps, voice.ownWaveS);
    }
    this.levelDrift = slowNoise(steps, 6, random);
    this.tractDrift = slowNoise(steps, 2.2, random);
    this.modalNoise = new Float64Array(this.bins);
    this.ringShape = new Float64Array(this.bins);
    for (let i = 0; i < this.bins; i++) {
      const hz = i * this.binHz;
      this.modalNoise[i] = dbToGain(interpolate(NOISE_DB, hz));
      this.ringShape[i] = Math.exp(-0.5 * ((hz - RING_HZ) / RING_WIDTH_HZ) ** 2);
    }
    this.log = new Float64Array(this.bins);
    this.re = new Float64Array(fftSize);
    this.im = new Float64Array(fftSize);
    this.noise = new Float64Array(fftSize);
    this.noiseIm = new Float64Array(fftSize);
    this.pulseRe = new Float64Array(this.bins);
    this.pulseIm = new Float64Array(this.bins);
    this.source = new Float64Array(this.bins);
  }

  private stepAt(seconds: number): number {
    return Math.min(this.performance.curves.pitchHz.length - 1, Math.floor(seconds * CONTROL_HZ));
  }

  /** Level of a moment, dB; noise follows effort less than voice does. */
  private levelDb(c: number, voiced: number): number {
    const { curves, timeline } = this.performance;
    const effortDb = this.voice.dynamicRangeDb * (curves.effort[c]! - PIVOT_EFFORT) * (0.6 + 0.4 * voiced);
    return timeline.gainDb[c]! + effortDb + 0.35 * curves.vibrato[c]!;
  }

  private tractAt(c: number, pitchHz: number): number {
    const scale = this.performance.tractScale * (1 + 0.004 * this.tractDrift[c]!);
    return this.tract.at(this.performance.timeline.speechS[c]!, scale, pitchHz, this.log);
  }

  /** One glottal pulse a period, with the breath noise that belongs to it. */
  addPulses(out: Float32Array): void {
    const { curves, timeline } = this.performance;
    const endS = out.length / this.rate - 0.05;
    for (let t = 0.01; t < endS;) {
      const c = this.stepAt(t);
      const periodS = 1 / curves.pitchHz[c]!;
      if (timeline.presence[c]! > 0.01 && timeline.voicingHz[c]! > 80) this.addPulse(out, t, c, periodS);
      t += periodS * (1 + this.voice.jitter * this.random.gaussian());
    }
  }

  private addPulse(out: Float32Array, timeS: number, c: number, periodS: number): void {
    const { voice, random, size, bins, binHz, rate, log, re, im, noise, noiseIm, pulseRe, pulseIm, source } =
      this;
    const { curves, timeline } = this.performance;
    const effort = curves.effort[c]!;
    const spokenHz = this.tractAt(c, 1 / periodS);
    const spokenPeriodS = 1 / spokenHz;
    const voicingHz = timeline.voicingHz[c]!;
    const voiced = clamp(voicingHz / 1000, 0, 1);
    const drift = this.levelDrift[c]!;
    const rd = clamp(voice.softRd + (voice.loudRd - voice.softRd) * effort + 0.06 * drift, 0.45, 2.6);
    const gainDb =
      this.levelDb(c, voiced) +
      20 * Math.log10(timeline.presence[c]! * voiced + 1e-6) +
      0.22 * drift +
      voice.shimmerDb * random.gaussian();
    const breath = dbToGain(voice.breathDb + 9 * clamp(0.75 - effort, -0.3, 0.6));
    // The tract alone: the speech's envelope less the source it was spoken with.
    const gain = LN_PER_DB * gainDb + 0.5 * Math.log(spokenPeriodS * rate);
    for (let i = 0; i < bins; i++) {
      const hz = i * binHz;
      source[i] = lfMagnitude(voice.spokenRd, Math.max(hz, 0.6 * spokenHz), spokenPeriodS);
      log[i]! += gain - Math.log(source[i]!);
      if (hz < LOWEST_HZ) log[i]! += Math.log((hz / LOWEST_HZ) ** 2 + 1e-3);
    }
    // Breath noise of this period, strongest around the closure, centred on the pulse.
    const before = size / 4;
    const grain = Math.min(size / 2, Math.round(2 * periodS * rate));
    noise.fill(0);
    for (let i = 0; i < grain; i++) {
      const u = (i / grain) * 2 - 1;
      const window = 0.5 + 0.5 * Math.cos(Math.PI * u);
      const fromClosure = Math.abs(u < -0.5 ? u + 1 : u > 0.5 ? u - 1 : u);
      noise[before - (grain >> 1) + i] =
        random.gaussian() * window * (0.79 + 0.55 * Math.exp(-8 * fromClosure));
    }
    this.minimumPhase.run(log, re, im, noise, noiseIm);
    lfSpectrum(rd, periodS, binHz, pulseRe, pulseIm);
    const start = timeS * rate;
    const whole = Math.floor(start);
    const turn = (-2 * Math.PI * (start - whole + before)) / size;
    // Breath follows the tilt of the source only partly.
    const tilt = clamp(0.4 * (voice.spokenRd - rd), -0.5, 0.3);
    const noiseScale = 1 / Math.sqrt(spokenPeriodS * rate);
    const ringDb = voice.ringDb * effort;
    for (let i = 0; i < bins; i++) {
      const hz = i * binHz;
      const share = this.noiseShare(i, voicingHz, breath);
      const ring = Math.exp(LN_PER_DB * ringDb * this.ringShape[i]!);
      const own = Math.sqrt(1 - share * share) * ring;
      const cos = Math.cos(turn * i);
      const sin = Math.sin(turn * i);
      const noisy =
        share * ring * source[i]! * (1 + tilt * Math.min(1, hz / 4000)) * (hz < 200 ? 0.4 : 1) * noiseScale;
      const xr = own * (pulseRe[i]! * cos - pulseIm[i]! * sin) + noise[i]! * noisy;
      const xi = own * (pulseRe[i]! * sin + pulseIm[i]! * cos) + noiseIm[i]! * noisy;
      const yr = re[i]! * xr - im[i]! * xi;
      const yi = re[i]! * xi + im[i]! * xr;
      re[i] = yr;
      im[i] = yi;
      if (i > 0 && i < size / 2) {
        re[size - i] = yr;
        im[size - i] = -yi;
      }
    }
    this.blendOwnWave(c, before + start - whole, periodS, dbToGain(gainDb));
    im[0] = 0;
    im[size / 2] = 0;
    fft(re, im, true);
    for (let i = 0; i < size; i++) {
      const k = whole - before + i;
      if (k >= 0 && k < out.length)
        out[k]! += re[i]! * (i < 64 ? i / 64 : i > size - 256 ? (size - i) / 256 : 1);
    }
  }

  /** Where the speech's own wave sounds, the pulse in `re` and `im` gives way to it. */
  private blendOwnWave(c: number, centre: number, periodS: number, gain: number): void {
    const share = this.ownWave?.share[c] ?? 0;
    if (share === 0) return;
    const { re, im, noise, noiseIm, size, bins, binHz, performance } = this;
    const speechS = performance.timeline.speechS[c]!;
    this.ownWave!.spectrum(speechS, centre, performance.tractScale, periodS, noise, noiseIm);
    const [fromHz, toHz] = OWN_WAVE_HZ;
    for (let i = 0; i < bins; i++) {
      const own = share * clamp((toHz - i * binHz) / (toHz - fromHz), 0, 1);
      re[i]! += own * (gain * noise[i]! - re[i]!);
      im[i]! += own * (gain * noiseIm[i]! - im[i]!);
      if (i > 0 && i < size / 2) {
        re[size - i] = re[i]!;
        im[size - i] = -im[i]!;
      }
    }
  }

  /** Share of noise in the amplitude at bin i: 0 is pure voice. */
  private noiseShare(i: number, voicingHz: number, breath: number): number {
    const friction =
      voicingHz > FULLY_VOICED_HZ - 500
        ? 0
        : 1 / (1 + Math.exp(-(i * this.binHz - voicingHz) / (0.1 * voicingHz + 120)));
    return Math.min(0.985, Math.max(this.modalNoise[i]! * breath, friction));
  }

  /** Noise grains where the voice is off. */
  addNoise(out: Float32Array): void {
    const { random, size, bins, binHz, rate, log, re, im, noise, noiseIm, voice } = this;
    const { timeline } = this.performance;
    const hop = Math.round(GRAIN_S * rate);
    const edgeHz = voice.bandwidthHz * COPY_EDGE;
    for (let at = 0; at < out.length - size; at += hop) {
      const c = this.stepAt(at / rate);
      const voiceless = 1 - clamp(timeline.voicingHz[c]! / 1000, 0, 1);
      if (timeline.presence[c]! < 0.01 || voiceless < 0.02) continue;
      this.tractAt(c, 0);
      const gain =
        LN_PER_DB *
        (this.levelDb(c, 0) + 20 * Math.log10(timeline.presence[c]! * Math.sqrt(voiceless) + 1e-6));
      for (let i = 0; i < bins; i++) {
        const hz = i * binHz;
        // No rumble from voice bars turned to noise.
        log[i]! += gain - (hz < 320 ? 1.6 : 0);
        if (timeline.copied[c]) {
          log[i]! += LN_PER_DB * UNDER_COPY_DB * clamp((edgeHz - hz) / (0.03 * edgeHz), 0, 1);
        }
      }
      noise.fill(0);
      for (let i = 0; i < 2 * hop; i++)
        noise[i] = random.gaussian() * (0.5 - 0.5 * Math.cos((Math.PI * i) / hop)) * 1.15;
      this.minimumPhase.run(log, re, im, noise, noiseIm);
      for (let i = 0; i < bins; i++) {
        const yr = noise[i]! * re[i]! - noiseIm[i]! * im[i]!;
        const yi = noise[i]! * im[i]! + noiseIm[i]! * re[i]!;
        re[i] = yr;
        im[i] = yi;
        if (i > 0 && i < size / 2) {
          re[size - i] = yr;
          im[size - i] = -yi;
        }
      }
      im[0] = 0;
      im[size / 2] = 0;
      fft(re, im, true);
      const end = Math.min(size, 2 * hop + size / 2, out.length - at);
      for (let i = 0; i < end; i++) out[at + i]! += re[i]!;
    }
  }

  /** Voiceless consonants as they were spoken. */
  addCopies(out: Float32Array): void {
    const { rate } = this;
    const { sung, spoken } = this.performance;
    for (const phone of sung) {
      if (!isVoiceless(phone.name)) continue;
      const length = Math.round((phone.endS - phone.startS) * rate);
      const fade = Math.min(Math.round(COPY_FADE_S * rate), length >> 1);
      const to = Math.round(phone.startS * rate);
      const from = Math.round(phone.speechFromS * rate);
      for (let i = -fade; i < length + fade; i++) {
        const k = to + i;
        if (k < 0 || k >= out.length) continue;
        const edge = clamp(Math.min(i + fade, length + fade - i) / (2 * fade), 0, 1);
        const gain = dbToGain(this.levelDb(this.stepAt(k / rate), 0)) * Math.sin((Math.PI / 2) * edge);
        out[k]! += (spoken[from + i] ?? 0) * gain;
      }
    }
  }
}
