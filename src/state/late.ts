/** Parts that a page fetches late, and what the transport bar says where one did not come. */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

const NOT_THERE =
  'This part of the page could not be loaded. Check the connection, then try again or reload the page.';

const sentence = signal<string | null>(null);

/** A plain sentence when something that was asked for did not come; null otherwise. */
export const lateNotice: ReadonlySignal<string | null> = sentence;
/** Says it in the bar; null: nothing. */
export const sayLate = (text: string | null): void => {
  sentence.value = text;
};

/** Rejects with a sentence for the learner where the part does not come. */
export const needed = <T>(part: Promise<T>): Promise<T> =>
  part.catch((error: unknown) => {
    console.error(error);
    throw new Error(NOT_THERE);
  });

/** What a press asked for: null where it does not come, and the bar says so. The next press may try again. */
export async function asked<T>(part: Promise<T>): Promise<T | null> {
  try {
    const there = await part;
    sayLate(null);
    return there;
  } catch (error) {
    console.error(error);
    sayLate(NOT_THERE);
    return null;
  }
}
