import { describe, expect, it } from 'vitest';
import { scaleOf, usualMode } from '../../src/components/cells/Automation/lane-scale.ts';
import { targetsOf } from '../../src/components/cells/Automation/targets.ts';
import { loadPreset } from '../../src/course/content/presets.ts';
import { applyPatch } from '../../src/session/patch.ts';

const session = loadPreset('paper-lanterns/mix@1');
const targets = targetsOf(session, 'vox');
const at = (address: string) => targets.find((target) => target.address === address)!;

describe('what of a strip can move', () => {
  it('is its level first, then its sends, its place, and the numbers of its inserts', () => {
    expect(targets[0]).toMatchObject({ address: 'vox.gainDb', label: 'Level', kind: 'level' });
    expect(targets.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Send to Room', 'Pan', 'Width']),
    );
    expect(at('vox/comp/thresholdDb')).toMatchObject({ group: 'Compressor', label: 'Threshold', value: -27 });
    expect(at('vox/eq/lowMid.freqHz')).toMatchObject({ label: 'Low mid: frequency', value: 320 });
    expect(new Set(targets.map(({ group, label }) => `${group} ${label}`)).size).toBe(targets.length);
    expect(targetsOf(session, 'nobody')).toEqual([]);
  });

  it('leaves out what is off: a filter that does not run has nothing to move', () => {
    expect(at('vox/eq/highPass.freqHz')).toBeDefined();
    expect(at('vox/eq/lowPass.freqHz')).toBeUndefined();
  });

  it('is all that the document takes, over the whole picture', () => {
    for (const strip of session.order)
      for (const target of targetsOf(session, strip)) {
        const mode = usualMode(target);
        const scale = scaleOf(target, mode);
        const points = [0, 0.5, 1].map((place, i) => [i, scale.at(place), 0]);
        const made = applyPatch(session, { [`automation/${target.address}`]: { mode, points } });
        expect(made.notes, target.address).toEqual([]);
        expect(made.session.automation[target.address]).toEqual({ mode, points });
      }
  });
});

describe('a lane on its picture', () => {
  it.each(['vox.gainDb', 'vox.pan', 'vox.width', 'vox/comp/ratio', 'vox/eq/lowMid.freqHz', 'vox/eq/mid.q'])(
    '%s lies between foot and top, and every line where it says',
    (address) => {
      const target = at(address);
      const scale = scaleOf(target, usualMode(target));
      expect(scale.place(scale.param.max)).toBe(1);
      expect(scale.place(scale.param.min)).toBe(0);
      for (const mark of scale.marks) expect(scale.at(scale.place(mark))).toBeCloseTo(mark, 1);
      expect(scale.marks.length).toBeGreaterThan(2);
      expect(scale.marks.length).toBeLessThan(9);
    },
  );

  it('says its values in the control’s own terms', () => {
    const say = (address: string, value: number) => scaleOf(at(address), usualMode(at(address))).say(value);
    expect(say('vox.gainDb', 3)).toBe('plus 3.0 decibels');
    expect(say('vox.gainDb', -110)).toBe('silence');
    expect(say('vox.pan', -50)).toBe('50 left');
    expect(say('vox/eq/lowMid.freqHz', 3200)).toBe('3.2 kilohertz');
  });

  it('a level that is added and one that replaces the fader have scales of their own', () => {
    expect(scaleOf(at('vox.gainDb'), 'trim').param).toMatchObject({ min: -110, max: 12 });
    expect(scaleOf(at('vox.gainDb'), 'replace').param).toMatchObject({ min: -100, max: 10 });
    expect(scaleOf(at('vox.pan'), 'trim').param).toMatchObject({ min: -200, max: 200 });
  });
});
