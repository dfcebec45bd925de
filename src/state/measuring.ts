/** The way to the measuring worker, which no page needs before something is checked or compared. */

import { needed } from './late.ts';

/** Rejects with a sentence for the learner when it cannot be loaded. */
export const measuring = () => needed(import('./judge-client.ts'));
