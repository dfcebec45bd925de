/** A place to write: an intent, a description, a decision. Ungraded; it stays on this device. */
import type { ComponentChildren } from 'preact';
import { LONGEST_NOTE } from '../../../state/notes.ts';
import { useNote } from '../use-note.ts';
import '../paper.css';

export interface NoteProps {
  lesson: string | null;
  /** What is written is kept under this name, unique in the lesson. */
  id: string;
  /** What is asked. */
  question: string;
  children?: ComponentChildren;
}

export function Note({ lesson, id, question, children }: NoteProps) {
  const { name, text, write, said } = useNote(lesson, id);
  return (
    <div class="paper-cell">
      {children}
      <label>
        <span class="note-question">{question}</span>
        <textarea
          class="note-field"
          name={name}
          maxLength={LONGEST_NOTE}
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
        />
      </label>
      <p class="note-said" role="status">
        {said}
      </p>
    </div>
  );
}
