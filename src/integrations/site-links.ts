/** Links in prose are written from the site's root, `/lessons/06-eq/`, and lead there from whatever folder it is served. */
import type { AstroIntegration } from 'astro';

/** The address with the folder before it; one of another site, or within the page, as it is. */
export const fromFolder = (url: string, base: string): string =>
  /^\/(?!\/)/.test(url) ? base.replace(/\/?$/, '') + url : url;

interface LinkNode {
  type: 'link';
  url: string;
}
interface Visit {
  setProperty: (node: LinkNode, key: 'url', value: string) => void;
}
/** What Astro's own Markdown processor offers to those who extend it. */
interface Extendable {
  options: { mdastPlugins: unknown[] };
}

/** The step of the build that does so in all prose. */
export function siteLinks(): AstroIntegration {
  return {
    name: 'site-links',
    hooks: {
      'astro:config:setup': ({ config }) => {
        (config.markdown.processor as unknown as Extendable).options.mdastPlugins.push({
          name: 'site-links',
          link(node: LinkNode, context: Visit) {
            const url = fromFolder(node.url, config.base);
            if (url !== node.url) context.setProperty(node, 'url', url);
          },
        });
      },
    },
  };
}
