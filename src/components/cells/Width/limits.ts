/** How much of a stem may go in mono, as a lesson says it: "4.5 vox:1 bass:1" is 4.5 LU for all, 1 for two of them. */

/** Limits in LU by strip. Throws, which fails the build, for what is no limit. */
export function readLimits(text: string | undefined): {
  all: number | null;
  of: Readonly<Record<string, number>>;
} {
  let all: number | null = null;
  const of: Record<string, number> = {};
  for (const part of (text ?? '').split(/\s+/).filter(Boolean)) {
    const [name, figure] = part.includes(':') ? part.split(':') : [null, part];
    const lu = Number(figure);
    if (figure === '' || !Number.isFinite(lu))
      throw new Error(`<Width limits="${text}">: «${part}» is no limit in LU.`);
    if (name === null || name === undefined) all = lu;
    else of[name] = lu;
  }
  return { all, of };
}
