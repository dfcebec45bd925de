import { describe, expect, it } from 'vitest';
import { decibels, fromTravel, hertz, milliseconds, number, toTravel } from '../../src/dsp/core/params.ts';
import { STRIP_PARAMS } from '../../src/session/strip-params.ts';
import { nudge, originTravel, snap, spokenValue, written } from '../../src/components/controls/value.ts';
import { parseTyped } from '../../src/components/controls/typed.ts';

const gain = decibels('Gain', { min: -24, max: 24, default: 0 });
const freq = hertz('Frequency', { min: 20, max: 20_000, default: 320 });
const attack = milliseconds('Attack', { min: 0.1, max: 200, default: 10 });
const pan = STRIP_PARAMS.pan;
const level = STRIP_PARAMS.gainDb;

describe('steps of a control', () => {
  it('moves gains by half a decibel, finely by a tenth, largely by three', () => {
    expect(nudge(gain, -6.5, 1, 'normal')).toBe(-6);
    expect(nudge(gain, -6.5, -1, 'fine')).toBe(-6.6);
    expect(nudge(gain, -6.5, 1, 'large')).toBe(-3.5);
  });

  it('moves frequencies by musical intervals, so that twelve steps are an octave', () => {
    let hz = 500;
    for (let i = 0; i < 12; i++) hz = nudge(freq, hz, 1, 'normal');
    expect(Math.abs(Math.log2(hz / 1000))).toBeLessThan(0.02);
  });

  it('never stands still and never leaves the range, from stop to stop, for every taper', () => {
    for (const param of [
      gain,
      freq,
      attack,
      pan,
      level,
      number('Q', 'Q', { min: 0.1, max: 18, default: 1, taper: { kind: 'log' } }),
    ]) {
      for (const size of ['fine', 'normal', 'large'] as const) {
        let value = param.min;
        let steps = 0;
        while (value < param.max && steps < 20_000) {
          const next = nudge(param, value, 1, size);
          expect(next).toBeGreaterThan(value);
          expect(next).toBeLessThanOrEqual(param.max);
          value = next;
          steps++;
        }
        expect(value).toBe(param.max);
        expect(nudge(param, param.max, 1, size)).toBe(param.max);
      }
    }
  });

  it('goes from silence to something heard within a few steps of the fader', () => {
    let db = level.min;
    for (let i = 0; i < 20; i++) db = nudge(level, db, 1, 'normal');
    expect(db).toBeGreaterThan(-60);
  });

  it('keeps values on the grid that is shown', () => {
    expect(snap(gain, -6.54)).toBe(-6.5);
    expect(snap(freq, 320.4)).toBe(320);
    expect(snap(gain, 99)).toBe(24);
  });
});

describe('typed values', () => {
  it('reads what people write', () => {
    expect(parseTyped(gain, '−6.5')).toBe(-6.5);
    expect(parseTyped(gain, '-6,5 dB')).toBe(-6.5);
    expect(parseTyped(gain, '+3')).toBe(3);
    expect(parseTyped(freq, '3.1k')).toBe(3100);
    expect(parseTyped(freq, '3.1 kHz')).toBe(3100);
    expect(parseTyped(freq, '320')).toBe(320);
    expect(parseTyped(attack, '0.05 s')).toBe(50);
    expect(parseTyped(level, '-∞')).toBe(level.min);
  });

  it('clamps to the range and refuses what is no number', () => {
    expect(parseTyped(gain, '99')).toBe(24);
    for (const text of ['', 'loud', '1.2.3', '--3', '3 parsecs', 'NaN', '1e9'])
      expect(parseTyped(gain, text)).toBeNull();
  });

  it('reads back what it shows', () => {
    for (const value of [20, 99, 320, 999, 3100, 12_300, 20_000])
      expect(parseTyped(freq, written(value, 'Hz', 0))).toBe(value);
    for (const value of [-24, -6.5, 0, 3.1])
      expect(parseTyped(gain, written(value, 'dB', 1, true))).toBe(value);
  });
});

describe('what is said', () => {
  it('speaks value and unit in words', () => {
    expect(spokenValue(gain, -6.5)).toBe('minus 6.5 decibels');
    expect(spokenValue(gain, 3)).toBe('plus 3.0 decibels');
    expect(spokenValue(freq, 3100)).toBe('3.1 kilohertz');
    expect(spokenValue(attack, 30)).toBe('30.0 milliseconds');
  });

  it('lights a dial from zero when zero is inside the range', () => {
    expect(originTravel(gain)).toBeCloseTo(0.5);
    expect(originTravel(freq)).toBe(0);
    expect(fromTravel(gain, originTravel(gain))).toBeCloseTo(0);
    expect(toTravel(gain, 0)).toBe(originTravel(gain));
  });
});
