/** Keeps figures and their units on one line in all prose. */
import type { AstroIntegration } from 'astro';
import { bindFigures } from '../course/content/figures.ts';

interface TextNode {
  type: 'text';
  value: string;
}
interface Visit {
  replaceNode: (node: TextNode, by: TextNode) => void;
}
/** What Astro's own Markdown processor offers to those who extend it. */
interface Extendable {
  options: { mdastPlugins: unknown[] };
}

/** The step of the build that does so in all prose. */
export function figures(): AstroIntegration {
  return {
    name: 'figures',
    hooks: {
      'astro:config:setup': ({ config }) => {
        (config.markdown.processor as unknown as Extendable).options.mdastPlugins.push({
          name: 'figures',
          text(node: TextNode, context: Visit) {
            const value = bindFigures(node.value);
            if (value !== node.value) context.replaceNode(node, { type: 'text', value });
          },
        });
      },
    },
  };
}
