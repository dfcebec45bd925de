/** What of a strip can move through the song: its level and sends, its place, and every number of its inserts. Pure. */
import type { NumberParam, Params, ParamValue } from '../../../dsp/core/params.ts';
import { specById } from '../../../dsp/effects/specs.ts';
import type { Address, Insert, Session, StripId } from '../../../session/document.ts';
import { SEND_PARAMS, STRIP_PARAMS } from '../../../session/strip-params.ts';

export interface Target {
  address: Address;
  label: string;
  /** What it is a part of in the list: an insert; the strip itself unless told. */
  group?: string;
  /** `level`: of the strip or a send, which a line is added to. Of others it stands in the control's place. */
  kind: 'level' | 'pan' | 'control';
  param: NumberParam;
  /** Where the control stands. */
  value: number;
}

/** "lowMid" → "Low mid". */
const partName = (part: string): string => {
  const words = part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Numbers of an insert; of a band that is off none. What nobody has set is where its declaration leaves it. */
function controlsOf(strip: StripId, id: string, { effect, values }: Insert): Target[] {
  const spec = specById(effect);
  if (!spec) return [];
  const params: Params = spec.params;
  const now = (param: string): ParamValue | undefined => values[param] ?? params[param]?.default;
  return Object.entries(params).flatMap(([name, param]): Target[] => {
    const [part, rest] = name.includes('.') ? name.split('.') : [null, name];
    // The tempo is the song's.
    if (param.kind !== 'number' || rest === 'bpm') return [];
    if (part && now(`${part}.on`) === false) return [];
    return [
      {
        address: `${strip}/${id}/${name}`,
        label: part ? `${partName(part)}: ${param.label.toLowerCase()}` : param.label,
        group: spec.label,
        kind: 'control',
        param,
        value: now(name) as number,
      },
    ];
  });
}

/** Everything that has a number, in the order of the signal: the strip's own first, as it is what moves most. */
export function targetsOf(session: Pick<Session, 'strips'>, strip: StripId): Target[] {
  const found = session.strips[strip];
  if (!found) return [];
  const { gainDb, pan, width } = STRIP_PARAMS;
  return [
    { address: `${strip}.gainDb`, label: gainDb.label, kind: 'level', param: gainDb, value: found.gainDb },
    ...Object.entries(found.sends).map(([to, send]): Target => ({
      address: `${strip}/sends/${to}.gainDb`,
      label: `Send to ${session.strips[to]?.label ?? to}`,
      kind: 'level',
      param: SEND_PARAMS.gainDb,
      value: send.gainDb,
    })),
    { address: `${strip}.pan`, label: pan.label, kind: 'pan', param: pan, value: found.pan },
    { address: `${strip}.width`, label: width.label, kind: 'control', param: width, value: found.width },
    ...found.inserts.flatMap((id) => {
      const insert = found.insert[id];
      return insert ? controlsOf(strip, id, insert) : [];
    }),
  ];
}
