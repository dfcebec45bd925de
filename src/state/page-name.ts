/** Names of what a page holds. */

/** Of a thing of a lesson's page, or of a page that is no lesson: programmes, mixes and kept records go by it. */
export const nameOnPage = (lesson: string | null, id: string): string => `${lesson ?? 'page'}/${id}`;
