/** Declarations without sound (`specs.ts`) and the effects that run (`registry.ts`) are two lists of the same things. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { effectById, effects } from '../../../src/dsp/effects/registry.ts';
import { specById, specs } from '../../../src/dsp/effects/specs.ts';

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

  it('bring no processor with them', () => {
    const script = `
      import { registerHooks } from 'node:module';
      registerHooks({ load: (url, context, next) => (console.log(url), next(url, context)) });
      await import(${JSON.stringify(new URL('../../../src/dsp/effects/specs.ts', import.meta.url).href)});`;
    const loaded = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      encoding: 'utf8',
    })
      .split('\n')
      .filter((url) => url.startsWith('file:'))
      .map((url) => url.replace(/^.*\/src\/dsp\//, ''));
    expect(loaded).toContain('effects/eq/spec.ts');
    expect(loaded.filter((path) => !/^effects\/(specs|\w+\/spec)\.ts$/.test(path)).sort()).toEqual([
      'core/effect.ts',
      'core/key-params.ts',
      'core/params.ts',
    ]);
  });
});
