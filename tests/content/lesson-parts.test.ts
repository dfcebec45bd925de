/** Every lesson has what every lesson has (the course's own promise to whoever opens one). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lessonSlugs, lessonTasks, loadLesson } from '../../src/course/content/lessons.ts';

const sourceOf = (slug: string): string =>
  readFileSync(new URL(`../../content/lessons/${slug}/index.mdx`, import.meta.url), 'utf8');

describe('the course', () => {
  it('has twenty-two lessons, in the order of their folders', () => {
    expect(lessonSlugs().map((slug) => loadLesson(slug).number)).toEqual(
      Array.from({ length: 22 }, (_, i) => i + 1),
    );
  });
});

describe.each(lessonSlugs())('%s', (slug) => {
  const source = sourceOf(slug);
  const headings = [...source.matchAll(/^(#{2,6}) (.+)$/gm)].map(([, marks, text]) => ({
    level: marks!.length,
    text: text!,
  }));

  it('opens with something to hear before the first heading', () => {
    const opening = source.slice(0, source.indexOf('\n## '));
    expect(opening).toMatch(/<(Mixer|Compare|Stages|Limiter|Streaming|Systems|Width|Stage|Compressor|Delay|Reverb|Bus|Automation|Album|Export|Drill|Faults|Spectrum|Listen|Multiband|Dither|Vinyl)\b/);
  });

  it('asks two warm-up questions and for a prediction', () => {
    expect(source.match(/<Quiz id="warm-up-/g)).toHaveLength(2);
    expect(source).toMatch(/<Predict\b/);
  });

  it('has the other chair, your own software, three lines, what a professional does, and sources', () => {
    const texts = headings.map(({ text }) => text);
    for (const needed of ['From the other chair', 'In your own software', 'In three lines', 'Sources'])
      expect(texts).toContain(needed);
    expect(source).toContain('**What a professional does next:**');
    const three = /## In three lines\n\n((?:\d\. .+\n)+)/.exec(source)?.[1];
    expect(three?.trim().split('\n')).toHaveLength(3);
  });

  it('plays a passage to listen for, and is offered again on another song', () => {
    expect(source).toMatch(/<Listen\b/);
    expect(source).toMatch(/<Again song="(signal-fire|half-a-room)">/);
  });

  it('asks for something that is judged', () => {
    expect(lessonTasks(slug).length).toBeGreaterThan(0);
  });

  it('skips no heading', () => {
    let level = 1;
    for (const heading of headings) {
      expect(heading.level, heading.text).toBeLessThanOrEqual(level + 1);
      level = heading.level;
    }
  });
});
