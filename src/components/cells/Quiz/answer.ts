/** Questions as lessons write them: options parted by bars, the right one by its place. */

export interface Question {
  options: string[];
  /** Index of the right option, from 0. */
  right: number;
}

/** Throws when there are fewer than two options or the answer is none of them, so that a slip fails the build. */
export function parseQuestion(name: string, options: string, answer: string): Question {
  const list = options
    .split('|')
    .map((o) => o.trim())
    .filter(Boolean);
  const right = Number(answer) - 1;
  if (list.length < 2) throw new Error(`${name}: options="${options}" must name two or more, parted by |.`);
  if (!Number.isInteger(right) || !list[right])
    throw new Error(`${name}: answer="${answer}" is none of the ${list.length} options.`);
  return { options: list, right };
}
