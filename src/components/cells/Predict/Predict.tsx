/**
 * Say what will happen before it is heard. The prediction is kept in the learner's notes on this device and shown
 * again beside what happened.
 */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { parseOptions, parseQuestion } from '../Quiz/answer.ts';
import { useChosenBefore } from '../Quiz/chosen-before.ts';
import { keepPrediction, readPrediction } from '../../../state/notes.ts';
import '../paper.css';

export interface PredictProps {
  lesson: string | null;
  /** The prediction is kept under this name, unique in the lesson. */
  id: string;
  /** What is asked. */
  question: string;
  /** Two or more answers, parted by bars. */
  options: string;
  /** Place of what happens, from 1. Left out where only the learner’s own ears can tell. */
  answer?: string;
  children?: ComponentChildren;
}

export function Predict({ lesson, id, question, options, answer, children }: PredictProps) {
  const name = `<Predict id="${id}">`;
  const list = parseOptions(name, options);
  const right = answer === undefined ? null : parseQuestion(name, options, answer).right;
  const chosen = useSignal<number | null>(null);
  const group = `${lesson ?? 'page'}-predict-${id}`;
  useSignalEffect(() => {
    void readPrediction(lesson, id).then((kept) => {
      const index = kept === null ? -1 : list.indexOf(kept);
      if (index >= 0 && chosen.peek() === null) chosen.value = index;
    });
  });
  const choose = (i: number) => {
    chosen.value = i;
    void keepPrediction(lesson, id, list[i]!);
  };
  const asked = useChosenBefore(choose);
  const { value: choice } = chosen;
  return (
    <div class="paper-cell">
      <fieldset class="question" ref={asked}>
        <legend>{question}</legend>
        {list.map((option, i) => (
          <label key={option} class="option">
            <input type="radio" name={group} checked={choice === i} onChange={() => choose(i)} />
            <span>{option}</span>
          </label>
        ))}
      </fieldset>
      <p class="prediction" role="status">
        {choice === null
          ? 'Choose one: it is kept in your notes.'
          : right === null
            ? `You said: ${list[choice]}. It is in your notes.`
            : `Your prediction: ${list[choice]}. It is in your notes. Now listen, then open what happens.`}
      </p>
      <details class="answer">
        <summary>{right === null ? 'Afterwards' : 'What happens'}</summary>
        <p>
          {choice !== null &&
            (right === null ? <>You said: {list[choice]}.</> : <>You predicted: {list[choice]}. </>)}
          {right !== null && <strong>{list[right]}.</strong>}
        </p>
        {children}
      </details>
    </div>
  );
}
