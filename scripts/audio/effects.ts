/** `effects`: every effect and its parameters as JSON, from the declarations that the engine itself uses. */
import type { Param } from '../../src/dsp/core/params.ts';
import { effectById, effects } from '../../src/dsp/effects/registry.ts';
import { readArguments } from './arguments.ts';
import { Refusal } from './refusal.ts';

function describeParam(id: string, param: Param) {
  const { kind, label } = param;
  switch (param.kind) {
    case 'number':
      return {
        id,
        label,
        kind,
        unit: param.unit,
        minimum: param.min,
        maximum: param.max,
        default: param.default,
        taper: param.taper.kind,
      };
    case 'choice':
      return {
        id,
        label,
        kind,
        unit: '',
        choices: param.choices.map((choice) => choice.id),
        default: param.default,
      };
    case 'toggle':
      return { id, label, kind, unit: '', default: param.default };
  }
}

export async function effectsCommand(args: string[]): Promise<void> {
  if (readArguments(args, {}).rest.length > 0) throw new Refusal('effects takes no arguments');
  const list = Object.keys(effects).map((id) => {
    const { version, label, params, readings, keyed, tailS } = effectById(id)!;
    return {
      id,
      version,
      label,
      keyed,
      tailS,
      readings,
      parameters: Object.entries(params).map(([name, param]) => describeParam(name, param)),
    };
  });
  process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
}
