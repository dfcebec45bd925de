/**
 * A lesson may hold only prose and cells with literal attribute values. What it must not hold: `import`,
 * `export`, `{expression}`, scripts, `on…` and `style` attributes, unknown cells, links that run code.
 */
import { mdxToMdast } from 'satteri';

export interface LessonFault {
  /** One-based line in the file. */
  line: number;
  sentence: string;
}

/** HTML that prose may use besides what Markdown writes. */
const PROSE_TAGS = new Set(['abbr', 'br', 'details', 'kbd', 'mark', 'sub', 'summary', 'sup']);

interface Node {
  type: string;
  name?: string | null;
  url?: string;
  value?: string;
  attributes?: { type: string; name?: string; value?: unknown }[];
  children?: Node[];
  position?: { start: { line: number } };
}

function attributeFaults(node: Node, sentence: (text: string) => void): void {
  const tag = node.name ?? '';
  for (const attribute of node.attributes ?? []) {
    if (attribute.type !== 'mdxJsxAttribute') {
      sentence(
        `<${tag}> spreads an {expression} into its attributes; write each attribute with a literal value`,
      );
      continue;
    }
    const name = attribute.name ?? '';
    if (/^on./i.test(name)) sentence(`<${tag} ${name}> is a script; a lesson holds prose and cells only`);
    else if (/^(style|class|className|set:.*|client:.*|is:.*)$/.test(name))
      sentence(`<${tag} ${name}> is the site's business; leave the attribute out`);
    else if (attribute.value !== null && attribute.value !== undefined && typeof attribute.value !== 'string')
      sentence(`<${tag} ${name}={…}> is an expression; write ${name}="…"`);
  }
}

/**
 * Reads one lesson.
 * @param source the whole file, frontmatter included
 * @param cells names of the cells that exist
 * @returns what is wrong, in the order of the file; empty when nothing is
 * @throws when the file is not MDX at all
 */
export function lessonFaults(source: string, cells: ReadonlySet<string>): LessonFault[] {
  const faults: LessonFault[] = [];
  const visit = (node: Node, line: number): void => {
    const here = node.position?.start.line ?? line;
    const sentence = (text: string) => faults.push({ line: here, sentence: text });
    switch (node.type) {
      case 'mdxjsEsm':
        sentence(
          `${node.value?.trimStart().startsWith('export') ? 'export' : 'import'} has no place in a lesson`,
        );
        break;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        sentence(
          `{${(node.value ?? '').slice(0, 40)}} is an expression; a lesson holds prose and cells only`,
        );
        break;
      case 'html':
        sentence('raw HTML has no place in a lesson');
        break;
      case 'link':
      case 'image':
      case 'definition':
        if (/^\s*(javascript|data|vbscript):/i.test(node.url ?? '')) sentence('a link must lead to a page');
        break;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const name = node.name ?? '';
        if (name === '') sentence('<>…</> has no place in a lesson');
        else if (/^[A-Z]/.test(name)) {
          if (!cells.has(name)) sentence(`<${name}> is no cell; there are ${[...cells].sort().join(', ')}`);
        } else if (!PROSE_TAGS.has(name)) sentence(`<${name}> has no place in a lesson`);
        attributeFaults(node, sentence);
        break;
      }
    }
    for (const child of node.children ?? []) visit(child, here);
  };
  visit(mdxToMdast(source) as Node, 1);
  return faults;
}
