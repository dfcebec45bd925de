import Missing from './Missing.astro';
const index = Object.values(import.meta.glob('../components/cells/index.ts', { eager: true }))[0] as
  { cells: Record<string, typeof Missing> } | undefined;
const lessons = Object.values(
  import.meta.glob('../../content/lessons/*/index.mdx', { eager: true, query: '?raw', import: 'default' }),
) as string[];
const named = lessons.flatMap((text) => [...text.matchAll(/<([A-Z]\w*)/g)].map((match) => match[1]!));
export const cells: Record<string, typeof Missing> = {
  ...Object.fromEntries([...named, 'Compare'].map((name) => [name, Missing])),
  ...index?.cells,
};
