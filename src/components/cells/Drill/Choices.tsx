/** The answers to choose from, with their keys; afterwards which was right and which was given. */
import type { Question } from '../../../course/ear/drills/kind.ts';

interface ChoicesProps {
  question: Question;
  /** What was answered; null while the question is open. */
  given: string | null;
  disabled: boolean;
  onChoose: (choice: string) => void;
}

export function Choices({ question, given, disabled, onChoose }: ChoicesProps) {
  const said = (id: string): 'right' | 'wrong' | undefined =>
    given === null ? undefined : id === question.answer ? 'right' : id === given ? 'wrong' : undefined;
  return (
    <div class="drill-choices" role="group" aria-label={question.ask}>
      {question.choices.map(({ id, label, small }, i) => (
        <button
          key={id}
          type="button"
          class="drill-choice"
          // Not disabled: a button that goes off under the hand takes the focus with it.
          aria-disabled={disabled || given !== null || undefined}
          data-said={said(id)}
          onClick={() => !disabled && onChoose(id)}
        >
          <kbd aria-hidden="true">{i + 1}</kbd>
          <span>{label}</span>
          {small && <small>{small}</small>}
          {said(id) && (
            <i>
              {said(id) === 'right' ? '✓' : '○'}
              <span class="visually-hidden">{said(id) === 'right' ? ' right' : ' your answer'}</span>
            </i>
          )}
        </button>
      ))}
    </div>
  );
}
