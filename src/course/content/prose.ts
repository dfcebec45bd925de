/** A lesson's text as a reader meets it, section by section: for the search, and for measuring how it reads. */
import { join } from 'node:path';
import { mdxToMdast } from 'satteri';
import { factOf, written } from './facts.ts';
import { CONTENT, readText } from './files.ts';
import { termOf } from './glossary.ts';

interface Node {
  type: string;
  name?: string | null;
  value?: string;
  attributes?: { name?: string; value?: unknown }[];
  children?: Node[];
}

/** What stands under one heading; before the first it is null. */
export interface ProseSection {
  heading: string | null;
  /** Paragraphs, list items and table cells, one each. */
  paragraphs: string[];
}

const attribute = (node: Node, name: string): string => {
  const found = node.attributes?.find((each) => each.name === name)?.value;
  return typeof found === 'string' ? found : '';
};

function inlineText(node: Node, root: string): string {
  if (node.value !== undefined) return node.value;
  const inside = (node.children ?? []).map((child) => inlineText(child, root)).join('');
  if (inside !== '') return inside;
  if (node.name === 'Fact') return written(factOf(attribute(node, 'id'), root));
  if (node.name === 'Term') return termOf(attribute(node, 'id'), root).term;
  return node.type === 'break' ? ' ' : '';
}

const BLOCKS = new Set(['paragraph', 'tableCell']);
/** Attributes of cells that are read as sentences. */
const SPOKEN = ['question', 'first'];

/** Reads a lesson's prose. Cells give their text and their questions. */
export function proseOf(source: string, root = CONTENT): ProseSection[] {
  const sections: ProseSection[] = [{ heading: null, paragraphs: [] }];
  const add = (text: string): void => {
    const plain = text.replace(/\s+/g, ' ').trim();
    if (plain !== '') sections.at(-1)!.paragraphs.push(plain);
  };
  const visit = (node: Node): void => {
    if (node.type === 'heading') {
      sections.push({ heading: inlineText(node, root).trim(), paragraphs: [] });
      return;
    }
    if (BLOCKS.has(node.type)) {
      add(inlineText(node, root));
      return;
    }
    for (const name of SPOKEN) add(attribute(node, name));
    // A cell in one line has its text without a paragraph.
    const children = node.children ?? [];
    if (node.type.startsWith('mdxJsx') && children.some((child) => child.type === 'text')) {
      add(inlineText(node, root));
      return;
    }
    for (const child of children) visit(child);
  };
  visit(mdxToMdast(source) as unknown as Node);
  return sections;
}

/** The prose of a lesson of the course. */
export const lessonProse = (slug: string, root = CONTENT): ProseSection[] =>
  proseOf(readText(join(root, 'lessons', slug, 'index.mdx')), root);
