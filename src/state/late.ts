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

/** What a browser says of a module that did not come names its address, if it says anything. */
const ADDRESS = /https?:\S+\.js/;
let tries = 0;

/**
 * A module that is asked for: where it does not come, once more under another name. Firefox keeps a failure for as long
 * as the page stands, and answers with it whenever the same name is asked for again, without a look at the line.
 */
export const arriving = <T>(part: Promise<T>): Promise<T> =>
  part.catch((error: unknown): Promise<T> => {
    const address = ADDRESS.exec(String(error));
    if (!address) throw error;
    return import(/* @vite-ignore */ `${address[0]}?again=${++tries}`) as Promise<T>;
  });

/** Rejects with a sentence for the learner where the part does not come. */
export const needed = <T>(part: Promise<T>): Promise<T> =>
  arriving(part).catch((error: unknown) => {
    console.error(error);
    throw new Error(NOT_THERE);
  });

/** What a press asked for: null where it does not come, and the bar says so. The next press may try again. */
export async function asked<T>(part: Promise<T>): Promise<T | null> {
  try {
    const there = await arriving(part);
    sayLate(null);
    return there;
  } catch (error) {
    console.error(error);
    sayLate(NOT_THERE);
    return null;
  }
}
