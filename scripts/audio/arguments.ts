/** Command lines: `--name value`, `--switch` and the rest in order. */
import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';

type Options = Record<string, 'text' | 'switch'>;

export interface Arguments<O extends Options> {
  /** What is no option, in order. */
  rest: string[];
  options: { [K in keyof O]: O[K] extends 'text' ? string | undefined : boolean };
}

/** Throws a Refusal for an option that there is not, or one without its value. */
export function readArguments<const O extends Options>(args: string[], options: O): Arguments<O> {
  try {
    const { values, positionals } = parseArgs({
      args: args.map((arg) => (/^-\d/.test(arg) ? ` ${arg}` : arg)), // a negative number is a value
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, kind]) => [
          name,
          { type: kind === 'text' ? 'string' : 'boolean' },
        ]),
      ),
    });
    const given = Object.fromEntries(
      Object.entries(options).map(([name, kind]) => {
        const value = values[name];
        return [
          name,
          kind === 'switch' ? value === true : typeof value === 'string' ? value.trim() : undefined,
        ];
      }),
    );
    return { rest: positionals.map((p) => p.trim()), options: given as Arguments<O>['options'] };
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message.split('. ')[0]! : String(error));
  }
}

/** A number given as text. Throws a Refusal for anything else. */
export function readNumber(text: string, name: string): number {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw new Refusal(`${name} is no number: ${text}`);
  return value;
}
