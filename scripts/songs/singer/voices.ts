/** The two singers, as settings of one synthesiser. */

export type FliteVoice = 'slt' | 'rms' | 'awb';

export interface VoiceSettings {
  flite: FliteVoice;
  /** Tempo of the speech: 1 is spoken, above it slower. */
  speechStretch: number;
  /** Size of the synthesiser's transform at 48 kHz. */
  fftSize: number;
  /** Pitch range of the speech, Hz. */
  spokenRangeHz: readonly [number, number];
  /** Bandwidth of the speech, Hz. */
  bandwidthHz: number;
  /** Formants: 1 leaves them, above it peaks rise and valleys deepen. */
  sharpen: number;
  /** Glottal Rd (see `glottis.ts`) the speech is taken to be spoken with, and at effort 0 and 1. */
  spokenRd: number;
  softRd: number;
  loudRd: number;
  /** Level between effort 0 and 1, dB. */
  dynamicRangeDb: number;
  /** Added to the noise curve of a modal vowel, dB. */
  breathDb: number;
  /** Consonants against the speech's own, dB: singers lean on them, and microphones are close. */
  consonantDb: number;
  /** Sibilants on top of that, dB. */
  sibilantDb: number;
  /** Singer's formant at full effort, dB. */
  ringDb: number;
  /** Cycle-to-cycle deviation of period and of level (standard deviations, relative and dB). */
  jitter: number;
  shimmerDb: number;
  /** 0…1: how far vowels of different loudness are evened out. */
  evenVowels: number;
  /** Keeps the first formant at or above the pitch, as women do on high notes. */
  tunesFirstFormant: boolean;
  /** How far the held moment of a vowel wanders, s. */
  wanderS: number;
  /** Smoothing of the envelope along time, s. */
  smoothingS: number;
  /** Formants are multiplied by this against the speech's: below 1 a darker voice, as singers lower the larynx. */
  tractScale: number;
  /** Share of a short note's length for which its vowel sounds, where a word ends with it. */
  detached: number;
  /**
   * The speech's own wave sounds in voiced consonants and for this long at both ends of a vowel, s; undefined is
   * nowhere. The README has what it gains in words and costs in onsets; no song is recorded with it yet.
   */
  ownWaveS: number | undefined;
}

export const VOICES: Record<'female' | 'male', VoiceSettings> = {
  female: {
    flite: 'slt',
    speechStretch: 1.35,
    fftSize: 2048,
    spokenRangeHz: [110, 320],
    bandwidthHz: 7600,
    sharpen: 1.1,
    spokenRd: 1.1,
    softRd: 1.4,
    loudRd: 0.75,
    dynamicRangeDb: 20,
    breathDb: 0,
    consonantDb: 3,
    sibilantDb: 0,
    ringDb: 3,
    jitter: 0.002,
    shimmerDb: 0.15,
    evenVowels: 0.55,
    tunesFirstFormant: false,
    wanderS: 0.014,
    smoothingS: 0.002,
    tractScale: 0.95,
    detached: 0.6,
    ownWaveS: undefined,
  },
  male: {
    flite: 'rms',
    speechStretch: 1.35,
    fftSize: 2048,
    spokenRangeHz: [60, 220],
    bandwidthHz: 7600,
    sharpen: 1.1,
    spokenRd: 1.0,
    softRd: 1.7,
    loudRd: 0.7,
    dynamicRangeDb: 16,
    breathDb: 0,
    consonantDb: 1.5,
    sibilantDb: -4,
    ringDb: 1.5,
    jitter: 0.002,
    shimmerDb: 0.15,
    evenVowels: 0.55,
    tunesFirstFormant: false,
    wanderS: 0.014,
    smoothingS: 0.005,
    tractScale: 1,
    detached: 0.6,
    ownWaveS: undefined,
  },
};
