/** Keeps a figure and its unit on one line: "12 dB" is one word to a reader. */
import type { AstroIntegration } from 'astro';

const BEFORE_UNIT =
  /(?<=\d) (?=(?:dB|dBTP|dBFS|dBA|LU|LUFS|Hz|kHz|ms|s|bits?|mm|cents|bpm|kB|MB|minutes?|octaves?)\b)/g;

/** The text with no-break spaces between figures and their units. */
export const bindFigures = (text: string): string => text.replace(BEFORE_UNIT, '\u00a0');

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
