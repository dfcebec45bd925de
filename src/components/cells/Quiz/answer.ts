/** Questions as lessons write them: options parted by bars, the right one by its place. */

export interface Question {
  options: string[];
  /** Index of the right option, from 0. */
  right: number;
}

/** What can be answered. Throws when there are fewer than two options, so that a slip fails the build. */
export function parseOptions(name: string, options: string): string[] {
  const list = options
    .split('|')
    .map((o) => o.trim())
    .filter(Boolean);
  if (list.length < 2) throw new Error(`${name}: options="${options}" must name two or more, parted by |.`);
  return list;
}

/** Options with the right one. Throws when the answer is none of them. */
export function parseQuestion(name: string, options: string, answer: string): Question {
  const list = parseOptions(name, options);
  const right = Number(answer) - 1;
  if (!Number.isInteger(right) || !list[right])
    throw new Error(`${name}: answer="${answer}" is none of the ${list.length} options.`);
  return { options: list, right };
}
