import { describe, expect, it } from 'vitest';
import { axisMarks, frequencyScale, levelScale, REGIONS } from '../../src/components/charts/scales.ts';
import { COLUMN_S, DynamicsHistory } from '../../src/components/charts/history.ts';
import { BANDS, curveDb, onlyBand } from '../../src/components/cells/Equaliser/bands.ts';
import { writeMeasured, writeRange, writeValue } from '../../src/components/cells/Exercise/verdict.ts';
import { loudnessPath } from '../../src/components/cells/Loudness/path.ts';
import { readMeter, restingMeter } from '../../src/components/cells/Mixer/meter-fall.ts';
import { readPan, speakPan, writePan } from '../../src/components/cells/Mixer/pan.ts';
import { parseClock, sectionPassage, timePassage } from '../../src/components/cells/passage.ts';
import { clock } from '../../src/components/transport/time.ts';
import { parseQuestion } from '../../src/components/cells/Quiz/answer.ts';
import { defaults } from '../../src/dsp/core/params.ts';
import { eq } from '../../src/dsp/effects/eq/eq.ts';
import type { SongInfo } from '../../src/state/types.ts';

const RATE = 48_000;

describe('scales', () => {
  it('puts frequencies evenly in octaves, there and back', () => {
    const scale = frequencyScale(900);
    expect(scale.to(20)).toBe(0);
    expect(scale.to(20_000)).toBeCloseTo(900);
    expect(scale.to(2000) - scale.to(1000)).toBeCloseTo(scale.to(200) - scale.to(100));
    expect(scale.from(scale.to(320))).toBeCloseTo(320);
  });

  it('puts louder higher', () => {
    const scale = levelScale(280, -18, 18);
    expect(scale.to(18)).toBe(0);
    expect(scale.to(0)).toBe(140);
    expect(scale.from(scale.to(-6.5))).toBeCloseTo(-6.5);
  });

  it('names every frequency once', () => {
    for (let i = 1; i < REGIONS.length; i++) expect(REGIONS[i]!.fromHz).toBe(REGIONS[i - 1]!.toHz);
  });

  it('marks an axis where it is told, else at the usual frequencies within it', () => {
    expect(axisMarks({ marks: [40, 1000, 2500], min: 20, max: 20_000 })).toEqual([
      { at: 40, label: '40' },
      { at: 1000, label: '1k' },
      { at: 2500, label: '2.5k' },
    ]);
    const usual = axisMarks({ min: 100, max: 1000 });
    expect([usual[0], usual.at(-1)]).toEqual([
      { at: 100, label: '100' },
      { at: 1000, label: '1k' },
    ]);
  });

  it('reads the times it writes', () => {
    expect(clock(81.9)).toBe('1:21');
    expect(parseClock('1:21')).toBe(81);
    expect(parseClock('0:21.5')).toBe(21.5);
    expect(parseClock('later')).toBeNull();
  });
});

describe('pan', () => {
  it('reads back what it writes', () => {
    for (const pan of [-100, -60, -1, 0, 20, 100]) expect(readPan(writePan(pan).figure)).toBe(pan);
  });
  it('reads what people type', () => {
    expect(readPan('left 30')).toBe(-30);
    expect(readPan('-30')).toBe(-30);
    expect(readPan('R250')).toBe(100);
    expect(readPan('Centre')).toBe(0);
    expect(readPan('up')).toBeNull();
  });
  it('speaks sides in words', () => {
    expect(speakPan(-60)).toBe('60 left');
    expect(speakPan(0)).toBe('centre');
  });
});

describe('a level meter', () => {
  it('rises at once, falls 20 dB in 1.7 s, and holds the peak for a while', () => {
    const meter = restingMeter();
    readMeter(meter, -6, -12, 1 / 60);
    expect(meter.barDb).toBe(-12);
    for (let i = 0; i < 60; i++) readMeter(meter, -60, -60, 1.7 / 60);
    expect(meter.barDb).toBeCloseTo(-32, 0);
    expect(meter.heldDb).toBeLessThan(-6);
    const short = restingMeter();
    readMeter(short, -6, -12, 1 / 60);
    for (let i = 0; i < 60; i++) readMeter(short, -60, -60, 1 / 60);
    expect(short.heldDb).toBe(-6);
  });
  it('shows what is over full scale as it is: inside the mixer nothing is cut off', () => {
    const meter = restingMeter();
    readMeter(meter, 4, 1, 0.02);
    expect(meter.heldDb).toBe(4);
    expect(meter.barDb).toBe(1);
  });
});

describe('the history of a limiter', () => {
  it('keeps the last seconds: highest peaks, and the reduction of the same moment', () => {
    const history = new DynamicsHistory(1);
    const frames = Math.round(COLUMN_S * RATE);
    const loud = new Float32Array(2 * frames).fill(0.8);
    const quiet = new Float32Array(2 * frames).fill(0.1);
    history.push(loud, quiet, -3);
    history.push(quiet, quiet, 0);
    expect(history.written).toBe(2);
    expect(history.inPeak[history.indexOf(0)]).toBeCloseTo(0.8);
    expect(history.outPeak[history.indexOf(0)]).toBeCloseTo(0.1);
    expect(history.reductionDb[history.indexOf(1)]).toBe(0);
    expect(history.largestReductionDb()).toBe(3);
    for (let i = 0; i < history.columns; i++) history.push(quiet, quiet, 0);
    expect(history.indexOf(0)).toBe(-1);
    expect(history.largestReductionDb()).toBe(0);
  });
  it('gives the same columns however the samples are cut', () => {
    const samples = Float32Array.from({ length: 2 * 48_00 }, (_, i) => Math.sin(i * i * 1e-5));
    const whole = new DynamicsHistory(1);
    whole.push(samples, samples, -1);
    const pieces = new DynamicsHistory(1);
    for (let at = 0; at < samples.length; at += 2 * 101) {
      const piece = samples.subarray(at, at + 2 * 101);
      pieces.push(piece, piece, -1);
    }
    expect(pieces.written).toBe(whole.written);
    expect(pieces.inPeak).toEqual(whole.inPeak);
  });
});

describe('loudness along the song', () => {
  it('stands where the play head was, and leaves gaps where nothing was measured', () => {
    const path = loudnessPath(50);
    path.put(12.34, -18, -19);
    path.put(20, -Infinity, -80);
    expect(path.columns[1]![123]).toBe(-18);
    expect(path.columns[2]![123]).toBe(-19);
    expect(path.columns[1]![200]).toBeNull();
    expect(path.columns[1]![124]).toBeNull();
    path.put(1e6, -18, -18);
    path.clear();
    expect(path.columns[1]!.every((v) => v === null)).toBe(true);
  });
});

describe('the equaliser’s picture', () => {
  const flat = defaults(eq.params);
  it('is flat when nothing is set', () => {
    expect(Math.max(...curveDb(flat, [30, 320, 1000, 9000], RATE).map(Math.abs))).toBeLessThan(0.01);
  });
  it('shows what one band does alone', () => {
    const two = { ...flat, 'lowMid.freqHz': 320, 'lowMid.gainDb': -6.5, 'high.gainDb': 6 };
    const [ring, air] = curveDb(onlyBand(two, 'lowMid'), [320, 16_000], RATE);
    expect(ring).toBeCloseTo(-6.5, 0);
    expect(Math.abs(air!)).toBeLessThan(0.3);
  });
  it('has a dot for every band that the effect declares', () => {
    const declared = new Set(
      Object.keys(eq.params)
        .filter((id) => id.includes('.'))
        .map((id) => id.split('.')[0]),
    );
    expect(new Set(BANDS.map((b) => b.id))).toEqual(declared);
  });
});

describe('what lessons write', () => {
  const song = {
    title: 'Song',
    sections: [{ id: 'verse', label: 'Verse', fromS: 4, toS: 20 }],
  } as unknown as SongInfo;
  it('names the sections there are when one is wrong', () => {
    expect(sectionPassage(song, 'verse')).toEqual({ label: 'Verse', fromS: 4, toS: 20 });
    expect(sectionPassage(song, undefined)).toBeNull();
    expect(() => sectionPassage(song, 'bridge')).toThrow(/verse/);
  });
  it('refuses a passage that is none', () => {
    expect(timePassage('0:21', '0:27')).toMatchObject({ fromS: 21, toS: 27 });
    expect(() => timePassage('0:27', '0:21')).toThrow(/0:27/);
  });
  it('refuses a question without a right answer', () => {
    expect(parseQuestion('<Quiz>', 'a | b | c', '2')).toEqual({ options: ['a', 'b', 'c'], right: 1 });
    expect(() => parseQuestion('<Quiz>', 'a | b', '3')).toThrow(/none of the 2/);
    expect(() => parseQuestion('<Quiz>', 'a', '1')).toThrow(/two or more/);
  });
});

describe('a verdict in words', () => {
  it('writes figures with units and ranges with both sides', () => {
    expect(writeValue(-1.04, 'dBTP')).toBe('−1.0 dBTP');
    expect(writeValue(0.183, 'share')).toBe('18.3 %');
    expect(writeRange({ atMost: -0.065 }, 'share')).toBe('at most −6.5 %');
    expect(writeRange({ atLeast: 3, atMost: 5 }, 'LU')).toBe('3.0 to 5.0 LU');
    expect(writeRange({ atMost: 0.5 }, 'share')).toBe('at most 50 %');
    expect(writeRange({ atLeast: -2, atMost: -0.9 }, 'dBTP')).toBe('−2.0 to −0.9 dBTP');
  });

  it('writes what misses by a hair with a decimal more, so that it does not read as met', () => {
    const result = { check: '', label: '', unit: 'LU', range: { atLeast: 2 }, hint: null } as const;
    expect(writeMeasured({ ...result, value: 1.97, verdict: 'close' })).toBe('1.97 LU');
    expect(writeMeasured({ ...result, value: 2.04, verdict: 'met' })).toBe('2.0 LU');
    expect(writeMeasured({ ...result, value: 1.5, verdict: 'close' })).toBe('1.5 LU');
  });
});
