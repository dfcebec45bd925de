/** Parts that come late ask for no styles, which pages link themselves. */
import { expect, it } from 'vitest';
import { withoutStyles } from '../../src/integrations/late-styles.ts';

it('puts a script in the place of each style, so that the numbers of the others stay', () => {
  const code =
    'const d=(m.f||(m.f=["_astro/more.js","_astro/page.css","_astro/page.js","_astro/mixer.css"])));import(`x`)';
  expect(withoutStyles(code)).toBe(
    'const d=(m.f||(m.f=["_astro/more.js","_astro/more.js","_astro/page.js","_astro/more.js"])));import(`x`)',
  );
  expect(withoutStyles('a.css')).toBe('a.css');
});
