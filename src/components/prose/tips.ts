let tips = 0;

/** A number for the next explanation, so that no two on a page have the same id. */
export const nextTip = (): number => ++tips;
