import { describe, expect, it } from 'vitest';
import { allAsked, askedIn } from '../../src/course/content/asked.ts';
import { writtenText } from '../../src/course/written.ts';
import type { Asked } from '../../src/course/written.ts';

const asked: Asked[] = [
  { kind: 'prediction', name: '06-eq/bell', question: 'What happens?', of: '6. EQ' },
  { kind: 'note', name: '06-eq/bell', question: 'What did you do?', of: '6. EQ' },
  { kind: 'note', name: '20-album/order', question: 'Why this order?', of: '20. The album' },
];

describe('all that was written, as one text', () => {
  it('stands under its questions, in the order of the course', () => {
    expect(
      writtenText(asked, [
        { kind: 'note', name: '20-album/order', text: ' Loud first.\n' },
        { kind: 'note', name: '06-eq/bell', text: 'A cut.' },
        { kind: 'prediction', name: '06-eq/bell', text: 'It gets louder' },
        { kind: 'note', name: '06-eq/mix-ring', text: 'My own way.' },
      ]),
    ).toBe(
      [
        'Headroom: what I wrote',
        '6. EQ\n=====',
        'What happens?\nI predicted: It gets louder',
        'What did you do?\nA cut.',
        '20. The album\n=============',
        'Why this order?\nLoud first.',
        'Beside exercises, and elsewhere\n===============================',
        '06-eq/mix-ring\nMy own way.\n',
      ].join('\n\n'),
    );
  });

  it('is nothing where nothing was written', () => {
    expect(writtenText(asked, [])).toBeNull();
    expect(writtenText(asked, [{ kind: 'note', name: '06-eq/bell', text: ' \n' }])).toBeNull();
  });
});

describe('what the course asks', () => {
  it('is read from the text of its pages', () => {
    expect(
      askedIn('x', 'X', '<Note id="a" question="Why?" />\n<Predict question="What?" id="b" options="1 | 2">'),
    ).toEqual([
      { kind: 'note', name: 'x/a', question: 'Why?', of: 'X' },
      { kind: 'prediction', name: 'x/b', question: 'What?', of: 'X' },
    ]);
  });

  it('has a question and a name of its own for every answer', () => {
    const all = allAsked();
    expect(all.length).toBeGreaterThan(25);
    expect(all.filter(({ question, name }) => question.length < 8 || name.endsWith('/'))).toEqual([]);
    const names = all.map(({ kind, name }) => `${kind} ${name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});
