/** What was chosen of a question before its script had come: radio buttons can be pressed as soon as the page stands. */
import type { Ref } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Tells `choose` the place of the button that is pressed when the question comes to life. For the group's element. */
export function useChosenBefore(choose: (i: number) => void): Ref<HTMLFieldSetElement> {
  const group = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(() => {
    // Hydration has left the elements as they are; what is drawn next goes by the state.
    const pressed = [...group.current!.querySelectorAll('input')].findIndex(({ checked }) => checked);
    if (pressed >= 0) choose(pressed);
  }, []);
  return group;
}
