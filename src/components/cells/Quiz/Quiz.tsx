/** A question with its answer explained. Stands on the page's paper: it is part of the text. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { parseQuestion } from './answer.ts';
import { useChosenBefore } from './chosen-before.ts';
import '../paper.css';

export interface QuizProps {
  lesson: string | null;
  /** Name of the question, unique in the lesson. */
  id: string;
  /** What is asked. */
  question: string;
  /** Two or more answers, parted by bars. */
  options: string;
  /** Place of the right one, from 1. */
  answer: string;
  children?: ComponentChildren;
}

export function Quiz({ lesson, id, question, options, answer, children }: QuizProps) {
  const { options: list, right } = parseQuestion(`<Quiz id="${id}">`, options, answer);
  const chosen = useSignal<number | null>(null);
  const choose = (i: number) => {
    chosen.value = i;
  };
  const asked = useChosenBefore(choose);
  const group = `${lesson ?? 'page'}-quiz-${id}`;
  const { value: choice } = chosen;
  return (
    <div class="paper-cell">
      <fieldset class="question" ref={asked}>
        <legend>{question}</legend>
        {list.map((option, i) => (
          <label key={option} class="option" data-right={choice !== null && i === right ? '' : undefined}>
            <input type="radio" name={group} checked={choice === i} onChange={() => choose(i)} />
            <span>{option}</span>
            {choice !== null && i === right && <span class="option-said">✓ this one</span>}
            {choice === i && i !== right && <span class="option-said option-wrong">○ not this one</span>}
          </label>
        ))}
      </fieldset>
      <details class="answer" open={choice !== null}>
        <summary>{choice === null ? 'Answer' : choice === right ? 'Right. Why' : 'Why'}</summary>
        <p class="only-without-script">The answer is: {list[right]}.</p>
        {children}
      </details>
    </div>
  );
}
