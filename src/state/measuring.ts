/** The way to the measuring worker, which no page needs before something is checked or compared. */

/** Rejects with a sentence for the learner when it cannot be loaded. */
export const measuring = () =>
  import('./judge-client.ts').catch(() => {
    throw new Error(
      'The part of the page that measures could not be loaded. Check the connection, then try again.',
    );
  });
