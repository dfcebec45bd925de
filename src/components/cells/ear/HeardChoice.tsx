/** Which of a cell's sounds is heard; none before the first was, so that a press of any one counts. */
import { Choice } from '../../controls/Choice.tsx';

interface HeardChoiceProps<Id extends string> {
  sounds: readonly { id: Id; label: string }[];
  heard: Id | '';
  onHear: (id: Id) => void;
}

export function HeardChoice<Id extends string>({ sounds, heard, onHear }: HeardChoiceProps<Id>) {
  return (
    <Choice<Id | ''>
      name="What you hear"
      choices={sounds}
      value={heard}
      onChange={(id) => id !== '' && onHear(id)}
    />
  );
}
