import { describe, expect, it } from 'vitest';
import { fromFolder } from '../../src/integrations/site-links.ts';

describe('links in prose', () => {
  it.each([
    ['/lessons/06-eq/', '/', '/lessons/06-eq/'],
    ['/lessons/06-eq/#ring', '/headroom', '/headroom/lessons/06-eq/#ring'],
    ['/', '/headroom/', '/headroom/'],
    ['#ring', '/headroom', '#ring'],
    ['../', '/headroom', '../'],
    ['https://example.org/a', '/headroom', 'https://example.org/a'],
    ['//example.org/a', '/headroom', '//example.org/a'],
  ])('%s, served from %s, leads to %s', (url, base, to) => {
    expect(fromFolder(url, base)).toBe(to);
  });
});
