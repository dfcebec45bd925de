/** Parts that come late are asked for alone: neither styles nor scripts are asked for with them. */
import { expect, it } from 'vitest';
import { askingAlone } from '../../src/integrations/late-parts.ts';

it('takes out the names of what late parts stand on', () => {
  const code =
    'const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["_astro/more.js","_astro/page.css"])))=>i.map(i=>d[i]);\n' +
    'import{a}from"./b.js";var c=()=>a(()=>import(`./more.js`),__vite__mapDeps([0,1])),d=()=>a(()=>import(`./x.js`),[]);';
  expect(askingAlone(code)).toBe(
    'import{a}from"./b.js";var c=()=>a(()=>import(`./more.js`)),d=()=>a(()=>import(`./x.js`),[]);',
  );
});

it('leaves other code alone, and does not let pass what it does not know', () => {
  expect(askingAlone('a.css')).toBe('a.css');
  expect(() => askingAlone('let x=__vite__mapDeps')).toThrow(/not known/);
  expect(() => askingAlone('new Event(`vite:preloadError`)')).toThrow(/not known/);
});
