/** What a cell does with an insert that is off or not there. */
import { describe, expect, it } from 'vitest';
import { viewInsert } from '../../src/components/cells/insert.ts';
import { compressorSpec } from '../../src/dsp/effects/compressor/spec.ts';
import { eqSpec } from '../../src/dsp/effects/eq/spec.ts';
import type { Session } from '../../src/session/document.ts';
import { applyPatch } from '../../src/session/patch.ts';
import type { Mix } from '../../src/state/types.ts';
import { small } from '../session/fixtures.ts';

/** As much of a mix as an insert's view asks for. */
function working(): Mix {
  const session: { value: Session } = { value: small() };
  const edit: Mix['edit'] = (patch) => void (session.value = applyPatch(session.value, patch).session);
  return { id: 'test', session, edit } as Mix;
}
const vox = (mix: Mix) => mix.session.value.strips['vox']!.insert;

describe('an insert in a cell', () => {
  it('that is not there is made on by the first knob', () => {
    const mix = working();
    const view = viewInsert(mix, compressorSpec, 'vox', 'press');
    expect(view).toMatchObject({ present: false, on: false });
    view.set({ thresholdDb: -20 }, 'turn');
    expect(vox(mix)['press']).toMatchObject({ on: true, values: { thresholdDb: -20 } });
  });

  it('that is off is switched on by a knob, and only by that', () => {
    const mix = working();
    viewInsert(mix, eqSpec, 'vox', 'eq').setOn(false, 'switch');
    expect(vox(mix)['eq']).toMatchObject({ on: false });
    viewInsert(mix, eqSpec, 'vox', 'eq').setKey(null, 'key');
    expect(vox(mix)['eq']).toMatchObject({ on: false });
    viewInsert(mix, eqSpec, 'vox', 'eq').set({ 'lowMid.gainDb': -3 }, 'turn');
    expect(vox(mix)['eq']).toMatchObject({ on: true, values: { 'lowMid.gainDb': -3 } });
  });
});
