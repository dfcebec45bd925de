import { describe, expect, it } from 'vitest';
import { bindFigures } from '../../src/course/content/figures.ts';

const shown = (text: string) => bindFigures(text).replaceAll('\u00a0', '~');

describe('figures and their units', () => {
  it('stay on one line', () => {
    expect(shown('Turn it down by 6 dB at 2.5 kHz, within 50 ms, to −14 LUFS and −1 dBTP.')).toBe(
      'Turn it down by 6~dB at 2.5~kHz, within 50~ms, to −14~LUFS and −1~dBTP.',
    );
    expect(shown('16 bits, 120 bpm, 20 minutes')).toBe('16~bits, 120~bpm, 20~minutes');
  });

  it('nothing else is bound', () => {
    const text = 'Lesson 17 says so. Song 2 dances, 8 songs do, and at 0:25 somebody sings.';
    expect(bindFigures(text)).toBe(text);
  });
});
