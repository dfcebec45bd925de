/** `measure FILE… [--series]`: what the meters of record say of each file, a line of JSON each. */
import type { AudioFile } from '../../src/dsp/files/audio-file.ts';
import { resample } from '../../src/dsp/files/resample.ts';
import { stereoImage } from '../../src/dsp/meters/correlation.ts';
import { crestDb, dcOffset, samplePeakDb } from '../../src/dsp/meters/level.ts';
import { LoudnessMeter } from '../../src/dsp/meters/loudness.ts';
import { runWithSeries } from '../../src/dsp/meters/loudness-series.ts';
import type { LoudnessSeries } from '../../src/dsp/meters/loudness-series.ts';
import { TruePeakMeter } from '../../src/dsp/meters/true-peak.ts';
import { readArguments } from './arguments.ts';
import { ProgressLine } from './progress.ts';
import { Refusal } from './refusal.ts';
import { readSound } from './sound-file.ts';

/** Sound handed over at once: enough to be fast, little enough to show progress. */
const STRIDE_FRAMES = 1 << 20;

/**
 * Below this rate K-weighting made for it strays from the standard's 48 kHz response (0.03 dB at 22.05 kHz, 0.29 at
 * 8): there loudness is that of the sound at 48 kHz.
 */
const LOWEST_EXACT_RATE = 32_000;
const STANDARD_RATE = 48_000;

/** A figure for JSON, where there is none: null. Four decimals are a hundredth of what anything here is exact to. */
const figure = (value: number, decimals = 4): number | null =>
  Number.isFinite(value) ? Number(value.toFixed(decimals)) : null;

const seriesOf = (series: LoudnessSeries): [number, number | null][] =>
  series.map(([endS, lufs]) => [endS, figure(lufs)]);

/** All figures of one recording. `onProgress` hears how much is done, 0 to 1. */
export function measure(
  { channels, sampleRate, layout }: AudioFile,
  withSeries: boolean,
  onProgress: (done: number) => void,
) {
  if (!layout) throw new Refusal('its loudspeakers are none of mono to 5.1');
  const frames = channels[0]!.length;
  const exact = sampleRate >= LOWEST_EXACT_RATE;
  const weighed = exact ? channels : resample(channels, sampleRate, STANDARD_RATE);
  const loudness = new LoudnessMeter(exact ? sampleRate : STANDARD_RATE, channels.length, layout);
  const truePeak = new TruePeakMeter(channels.length, { refined: true });
  const series = withSeries ? runWithSeries(loudness, weighed) : null;
  const strides = Math.ceil(frames / STRIDE_FRAMES);
  for (let i = 0; i < strides; i++) {
    const feed = (meter: LoudnessMeter | TruePeakMeter, sound: readonly Float32Array[]) => {
      const [from, to] = [i, i + 1].map((k) => Math.round((sound[0]!.length * k) / strides)) as [
        number,
        number,
      ];
      meter.processChannels(sound, to - from, from);
    };
    if (!series) feed(loudness, weighed);
    feed(truePeak, channels);
    onProgress((i + 1) / strides);
  }
  truePeak.flush();
  const [left, right] = [channels[layout.indexOf('L')], channels[layout.indexOf('R')]];
  const sides = left && right ? stereoImage(left, right) : null;
  const silent = samplePeakDb(channels) === Number.NEGATIVE_INFINITY;
  return {
    sampleRate,
    channels: channels.length,
    durationS: figure(frames / sampleRate, 6),
    integrated: figure(loudness.integrated),
    momentaryMax: figure(loudness.momentaryMax),
    shortTermMax: figure(loudness.shortTermMax),
    momentaryLast: figure(loudness.momentary),
    shortTermLast: figure(loudness.shortTerm),
    lra: figure(loudness.lra),
    truePeak: figure(truePeak.maxDb),
    samplePeak: figure(samplePeakDb(channels)),
    plr: figure(truePeak.maxDb - loudness.integrated),
    crest: figure(crestDb(channels)),
    correlation: sides && !silent ? figure(sides.correlation) : null,
    dc: figure(dcOffset(channels), 8),
    ...(series
      ? { momentarySeries: seriesOf(series.momentary), shortTermSeries: seriesOf(series.shortTerm) }
      : {}),
  };
}

export async function measureCommand(args: string[]): Promise<void> {
  const { rest: files, options } = readArguments(args, { series: 'switch' });
  if (files.length === 0) throw new Refusal('measure needs a file');
  const lines: string[] = [];
  for (const [i, file] of files.entries()) {
    const sound = await readSound(file);
    const line = new ProgressLine(`measuring ${file}`);
    try {
      lines.push(
        JSON.stringify({
          file,
          ...measure(sound, options.series, (done) => line.show((i + done) / files.length)),
        }),
      );
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(`cannot measure ${file}: ${error.message}`) : error;
    } finally {
      line.end();
    }
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
