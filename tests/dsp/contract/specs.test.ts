/** Declarations without sound (`specs.ts`) and the effects that run (`registry.ts`) are two lists of the same things. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { effectById, effects } from '../../../src/dsp/effects/registry.ts';
import { specById, specs } from '../../../src/dsp/effects/specs.ts';

const DSP = fileURLToPath(new URL('../../../src/dsp', import.meta.url));

const CONTRIBUTING = readFileSync(
  fileURLToPath(new URL('../../../CONTRIBUTING.md', import.meta.url)),
  'utf8',
);
/** Of longer lists, such as the delay's note values, the table shows the beginning and the end. */
const MOST_CHOICES_WRITTEN = 6;

/** `highPass.on/freqHz` are three names; `1/2d` is one. */
const wordsOf = (text: string): string[] => [text, ...text.split(/[./]/)];

/** A module and all that it loads, found by its import lines; types are gone when it runs. */
function loadedFrom(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\s+(?!type\b)[^;]*?from '(\.[^']+)';/gm,
  ))
    loadedFrom(join(dirname(file), path!), found);
  return found;
}

describe('the declarations of the effects', () => {
  it('list the ids that the registry lists', () => {
    expect(Object.keys(specs)).toEqual(Object.keys(effects));
    for (const [id, spec] of Object.entries(specs)) expect(spec.id).toBe(id);
  });

  it.each(Object.keys(specs))('declare of %s what its processor runs on', (id) => {
    const spec = specById(id)!;
    for (const field of [
      'id',
      'version',
      'label',
      'params',
      'readings',
      'keyed',
      'tailS',
      'migrate',
    ] as const)
      expect(effectById(id)![field]).toBe(spec[field]);
  });

  it('know no effect of another name', () => {
    for (const id of ['', 'reverb2', 'constructor', '__proto__']) expect(specById(id)).toBeUndefined();
  });

  it.each(Object.keys(specs))('stand in CONTRIBUTING.md as they are: %s', (id) => {
    const row = CONTRIBUTING.split('\n').find((line) => line.startsWith(`| \`${id}\` |`));
    expect(row, 'no row in the table of permanent ids').toBeDefined();
    const said = new Set(
      row!
        .slice(row!.indexOf('|', 2))
        .match(/[\w.]+(?:\/[\w.]+)*/g)!
        .flatMap(wordsOf),
    );
    const { params, readings } = specById(id)!;
    const names = [
      ...Object.keys(params).flatMap((name) => name.split('.')),
      ...readings.map((reading) => reading.id),
    ];
    const choices = Object.values(params).flatMap((param) =>
      param.kind === 'choice' && param.choices.length <= MOST_CHOICES_WRITTEN
        ? param.choices.map((choice) => choice.id)
        : [],
    );
    expect([...names, ...choices].filter((name) => !said.has(name))).toEqual([]);
    // And nothing that there is not: whatever is written like a parameter is one.
    const parameterLike = [...said].filter((word) => /^[a-z]+[A-Z]\w*$/.test(word));
    const known = new Set([...names, ...choices]);
    expect(parameterLike.filter((word) => !known.has(word))).toEqual([]);
  });

  it('bring no processor with them', () => {
    const loaded = [...loadedFrom(join(DSP, 'effects/specs.ts'))].map((file) =>
      relative(DSP, file).replaceAll('\\', '/'),
    );
    expect(loaded).toContain('effects/eq/spec.ts');
    expect(loaded.filter((path) => !/^effects\/(specs|\w+\/spec)\.ts$/.test(path)).sort()).toEqual([
      'core/effect.ts',
      'core/key-params.ts',
      'core/params.ts',
    ]);
  });
});
