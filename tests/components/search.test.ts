import { describe, expect, it } from 'vitest';
import { anchorOf, excerpt } from '../../src/components/search/found.ts';

describe('what is found', () => {
  it('leads to the heading as Astro names it', () => {
    expect(anchorOf('Task one: the ring')).toBe('task-one-the-ring');
    expect(anchorOf('Must it be −14, then?')).toBe('must-it-be-14-then');
  });

  it('is shown around the word that was looked for', () => {
    const text = `${'Some words before. '.repeat(20)}Here stands masking in the middle. ${'And more after. '.repeat(20)}`;
    const shown = excerpt(text, ['masking']);
    expect(shown).toContain('masking');
    expect(shown.length).toBeLessThan(200);
    expect(shown).toMatch(/^… .* …$/);
    expect(excerpt('Short.', ['nothing'])).toBe('Short.');
  });
});
