/**
 * What the vocal tract does: a smooth spectral envelope of the spoken line every 2.5 ms, laid on the bins the
 * synthesiser uses, sharpened (statistical voices are over-smoothed) and extended above the speech's own 8 kHz.
 */
import { fft } from '../signal/fft.ts';
import { LN_PER_DB, clamp } from './control.ts';
import { isVoiceless, noiseKind, type NoiseKind } from './phones.ts';
import { trackPitch } from './pitchTrack.ts';
import type { Phone, Speech } from './speech.ts';

export interface EnvelopeSettings {
  /** Size and rate of the synthesiser's transform; envelopes come on its bins. */
  fftSize: number;
  sampleRate: number;
  /** Lowest and highest pitch the speech can have, Hz. */
  pitchRangeHz: readonly [number, number];
  /** Above 1, formants are raised and the valleys between them deepened. */
  sharpen: number;
  /** Bandwidth of the speech, Hz; above it the envelope is invented. */
  bandwidthHz: number;
  /** Smoothing along time inside voiced runs, a Gaussian's sigma, s: above it closures and bursts blur. */
  smoothingS: number;
}

export interface Envelope {
  hopS: number;
  fftSize: number;
  sampleRate: number;
  /** Natural-log power a frame, bins 0…fftSize/2. */
  frames: Float32Array[];
  /** The pitch it was spoken at, Hz, held over voiceless stretches. */
  pitchHz: Float32Array;
  /** 1 where the speech itself is voiced. */
  voiced: Uint8Array;
}

const HOP_S = 0.0025;
/** Window pitch for voiceless frames, Hz: short, so that bursts stay sharp. */
const VOICELESS_WINDOW_HZ = 420;
/** Two natural logarithms of amplitude make one of power. */
const LN_POWER_PER_DB = 2 * LN_PER_DB;

export function analyse(speech: Speech, settings: EnvelopeSettings): Envelope {
  const { samples, sampleRate, phones } = speech;
  const pitch = trackPitch(samples, sampleRate, HOP_S, settings.pitchRangeHz);
  const size = sampleRate <= 16000 ? 1024 : 2048;
  const names = phoneOfFrames(phones, pitch.length);
  const frames: Float32Array[] = [];
  for (let k = 0; k < pitch.length; k++) {
    const kind = noiseKind(names[k]);
    if (isVoiceless(names[k])) pitch[k] = 0;
    const voiced = pitch[k] > 0 && !kind;
    const centre = Math.round(k * HOP_S * sampleRate);
    const narrow = cheapTrick(
      samples,
      sampleRate,
      centre,
      pitch[k] || VOICELESS_WINDOW_HZ,
      size,
      voiced,
      settings.sharpen,
    );
    if (voiced) fillValleys(narrow, size / sampleRate);
    frames.push(extend(narrow, size / sampleRate, kind, voiced, settings));
  }
  const voiced = Uint8Array.from(pitch, (hz) => (hz > 0 ? 1 : 0));
  smoothVoiced(frames, names, voiced, settings.smoothingS);
  return {
    hopS: HOP_S,
    fftSize: settings.fftSize,
    sampleRate: settings.sampleRate,
    frames,
    pitchHz: holdPitch(pitch),
    voiced,
  };
}

function phoneOfFrames(phones: readonly Phone[], count: number): string[] {
  const names: string[] = [];
  for (let k = 0, i = 0; k < count; k++) {
    while (i < phones.length - 1 && k * HOP_S >= phones[i].endS) i++;
    names.push(phones[i].name);
  }
  return names;
}

/**
 * CheapTrick (Morise 2015): a Hann window of three periods makes the power independent of where the pulses fall;
 * smoothing over 2/3 of the pitch and a lifter with spectral recovery leave the envelope without harmonics.
 * @returns natural-log power at the speech's own bins
 */
function cheapTrick(
  x: Float32Array,
  sampleRate: number,
  centre: number,
  pitchHz: number,
  n: number,
  voiced: boolean,
  sharpen: number,
): Float64Array {
  const bins = n / 2 + 1;
  const half = Math.round((1.5 * sampleRate) / pitchHz);
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  let weight = 0;
  let energy = 0;
  let mean = 0;
  for (let i = -half; i <= half; i++) {
    const w = 0.5 + 0.5 * Math.cos((Math.PI * i) / half);
    weight += w;
    energy += w * w;
    mean += (x[centre + i] ?? 0) * w;
  }
  mean /= weight;
  for (let i = -half; i <= half; i++) {
    const w = 0.5 + 0.5 * Math.cos((Math.PI * i) / half);
    re[(i + n) % n] = ((x[centre + i] ?? 0) - mean) * w;
  }
  fft(re, im);
  const power = new Float64Array(bins);
  for (let i = 0; i < bins; i++) power[i] = (re[i] * re[i] + im[i] * im[i]) / energy + 1e-13;
  const pitchBin = (pitchHz * n) / sampleRate;
  if (voiced) {
    // Under the first harmonic there is nothing to measure: mirror what lies above it.
    for (let i = 0; i < pitchBin / 2; i++) {
      const at = pitchBin - i;
      const j = Math.floor(at);
      power[i] = Math.max(power[i], power[j] + (at - j) * (power[j + 1] - power[j]));
    }
  }
  const sum = new Float64Array(bins + 1);
  for (let i = 0; i < bins; i++) sum[i + 1] = sum[i] + power[i];
  const sumAt = (position: number) => {
    const p = clamp(position, 0, bins);
    const i = Math.floor(p);
    return sum[i] + (i < bins ? power[i] * (p - i) : 0);
  };
  const reach = Math.max(1, pitchBin / 3);
  re.fill(0);
  im.fill(0);
  for (let i = 0; i < bins; i++) {
    const a = i + 0.5 - reach;
    const b = i + 0.5 + reach;
    let s = sumAt(b) - sumAt(a);
    if (a < 0) s += sumAt(-a);
    if (b > bins) s += sum[bins] - sumAt(2 * bins - b);
    re[i] = Math.log(s / (2 * reach));
    if (i > 0 && i < n / 2) re[n - i] = re[i];
  }
  fft(re, im, true);
  for (let q = 0; q < n; q++) {
    const quefrencyS = (q <= n / 2 ? q : n - q) / sampleRate;
    const u = Math.PI * pitchHz * quefrencyS;
    let gain = u > Math.PI ? 0 : (q === 0 ? 1 : Math.sin(u) / u) * (1.3 - 0.3 * Math.cos(2 * u));
    // The quefrencies that hold the formants: neither the tilt below them nor the fine structure above.
    if (voiced && quefrencyS > 0.00022) {
      const share = quefrencyS < 0.0016 ? 1 : Math.max(0, 1 - (quefrencyS - 0.0016) / 0.0008);
      gain *= 1 + (sharpen - 1) * share;
    }
    re[q] *= gain;
    im[q] = 0;
  }
  fft(re, im);
  return re.slice(0, bins);
}

/** Statistical voices have holes above 3.5 kHz that no tract has: none deeper than 6 dB under its surroundings. */
function fillValleys(envelope: Float64Array, binsPerHz: number): void {
  const reach = Math.round(650 * binsPerHz);
  const sum = new Float64Array(envelope.length + 1);
  for (let i = 0; i < envelope.length; i++) sum[i + 1] = sum[i] + envelope[i];
  for (let i = Math.round(3500 * binsPerHz); i < envelope.length; i++) {
    const a = Math.max(0, i - reach);
    const b = Math.min(envelope.length, i + reach);
    envelope[i] = Math.max(envelope[i], (sum[b] - sum[a]) / (b - a) - LN_POWER_PER_DB * 6);
  }
}

/** Voiceless sounds are the speech's own up to this share of its bandwidth. */
export const COPY_EDGE = 0.95;

/** The spectrum above the speech's bandwidth: a rise just above it, then a fall from a corner. */
interface Top {
  riseDb: number;
  cornerHz: number;
  slopeDbOct: number;
}

const TOPS: Record<NoiseKind | 'voiced', Top> = {
  s: { riseDb: 1.5, cornerHz: 9500, slopeDbOct: -13 },
  mixed: { riseDb: 1.5, cornerHz: 9500, slopeDbOct: -13 },
  sh: { riseDb: -3, cornerHz: 8000, slopeDbOct: -15 },
  f: { riseDb: 0, cornerHz: 11000, slopeDbOct: -9 },
  t: { riseDb: 0, cornerHz: 9500, slopeDbOct: -13 },
  k: { riseDb: -1, cornerHz: 8000, slopeDbOct: -14 },
  h: { riseDb: -2, cornerHz: 8000, slopeDbOct: -14 },
  voiced: { riseDb: 2.5, cornerHz: 10000, slopeDbOct: -9 },
};
/** In real vowels the air above 8 kHz lies this far under the 2–4 kHz region, dB, whatever the speech's top does. */
const AIR_UNDER_PRESENCE_DB = [19, 24] as const;
/** Everything falls away above this, as microphones and mouths do. */
const CEILING_HZ = 16000;
const CEILING_SLOPE_DB_OCT = -24;

function meanBetween(envelope: Float64Array, binsPerHz: number, lowHz: number, highHz: number): number {
  const a = Math.round(lowHz * binsPerHz);
  const b = Math.max(a + 1, Math.round(highHz * binsPerHz));
  let sum = 0;
  for (let i = a; i < b; i++) sum += envelope[i];
  return sum / (b - a);
}

function extend(
  narrow: Float64Array,
  binsPerHz: number,
  kind: NoiseKind | undefined,
  voiced: boolean,
  { fftSize, sampleRate, bandwidthHz }: EnvelopeSettings,
): Float32Array {
  // The speech's own low-pass starts early, and in vowels, which are weak there, earlier.
  const edgeHz = bandwidthHz * (voiced ? 0.9 : COPY_EDGE);
  let reference = meanBetween(narrow, binsPerHz, edgeHz * 0.86, edgeHz);
  if (voiced) {
    const presence = meanBetween(narrow, binsPerHz, 2000, 4000);
    const [least, most] = AIR_UNDER_PRESENCE_DB;
    reference = clamp(reference, presence - LN_POWER_PER_DB * most, presence - LN_POWER_PER_DB * least);
  }
  const top = TOPS[kind ?? 'voiced'];
  const joinHz = edgeHz * 0.94;
  const wide = new Float32Array(fftSize / 2 + 1);
  for (let i = 0; i < wide.length; i++) {
    const hz = (i * sampleRate) / fftSize;
    let value = 0;
    if (hz < edgeHz) {
      const at = hz * binsPerHz;
      const j = Math.floor(at);
      value = narrow[j] + (at - j) * (narrow[j + 1] - narrow[j]);
    }
    if (hz > joinHz) {
      const rise = top.riseDb * Math.min(1, (hz - joinHz) / (edgeHz * 0.2));
      const fall = hz > top.cornerHz ? top.slopeDbOct * Math.log2(hz / top.cornerHz) : 0;
      const ceiling = hz > CEILING_HZ ? CEILING_SLOPE_DB_OCT * Math.log2(hz / CEILING_HZ) : 0;
      const line = reference + LN_POWER_PER_DB * (rise + fall + ceiling);
      const w = Math.min(1, (hz - joinHz) / (edgeHz - joinHz));
      value = value * (1 - w) + line * w;
    }
    wide[i] = value;
  }
  return wide;
}

/** The synthesiser needs a spoken period everywhere. */
function holdPitch(pitch: Float32Array): Float32Array {
  const spoken = [...pitch].filter((hz) => hz > 0).sort((a, b) => a - b);
  let last = spoken[spoken.length >> 1] ?? 150;
  return pitch.map((hz) => (last = hz > 0 ? hz : last));
}

/** Smoothing along time inside runs of voiced frames: takes off the flicker of analysis, leaves bursts. */
function smoothVoiced(
  frames: Float32Array[],
  names: readonly string[],
  voiced: Uint8Array,
  sigmaS: number,
): void {
  const sigma = sigmaS / HOP_S;
  const reach = Math.ceil(2.5 * sigma);
  const steady = names.map((name, k) => voiced[k] === 1 && !noiseKind(name));
  const original = frames.map((frame) => frame.slice());
  for (let k = 0; k < frames.length; k++) {
    if (!steady[k]) continue;
    const out = frames[k].fill(0);
    let total = 0;
    for (let j = -reach; j <= reach; j++) {
      if (!steady[k + j]) continue;
      const weight = Math.exp((-0.5 * j * j) / (sigma * sigma));
      total += weight;
      const from = original[k + j];
      for (let i = 0; i < out.length; i++) out[i] += weight * from[i];
    }
    for (let i = 0; i < out.length; i++) out[i] /= total;
  }
}

function frameAt(envelope: Envelope, timeS: number): Float32Array {
  return envelope.frames[clamp(Math.round(timeS / envelope.hopS), 0, envelope.frames.length - 1)];
}

/** Mean level of the moment `timeS` between two frequencies, dB. */
export function levelDb(envelope: Envelope, timeS: number, lowHz = 300, highHz = 4000): number {
  const frame = frameAt(envelope, timeS);
  const perHz = envelope.fftSize / envelope.sampleRate;
  const from = Math.round(lowHz * perHz);
  const to = Math.round(highHz * perHz);
  let sum = 0;
  for (let i = from; i < to; i++) sum += Math.exp(frame[i]);
  return 10 * Math.log10(sum / (to - from) + 1e-12);
}

/** How fast the spectrum below 4.5 kHz moves around `timeS`: mean square difference of ±`reachS`, ln² power. */
export function movement(envelope: Envelope, timeS: number, reachS: number): number {
  const before = frameAt(envelope, timeS - reachS);
  const after = frameAt(envelope, timeS + reachS);
  const to = Math.round((4500 * envelope.fftSize) / envelope.sampleRate);
  let sum = 0;
  for (let i = 5; i < to; i++) sum += (before[i] - after[i]) ** 2;
  return sum / (to - 5);
}

/** The stillest moment between two times, leaning to the middle: where a singer would hold the vowel. */
export function stillestS(envelope: Envelope, fromS: number, toS: number): number {
  const middle = (fromS + toS) / 2;
  const span = Math.max(envelope.hopS, toS - fromS);
  let least = Infinity;
  let at = middle;
  for (let t = fromS; t <= toS; t += envelope.hopS) {
    const moved = movement(envelope, t, 4 * envelope.hopS) * (1 + (0.4 * Math.abs(t - middle)) / span);
    if (moved < least) {
      least = moved;
      at = t;
    }
  }
  return at;
}
