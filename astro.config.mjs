import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { contentSecurityPolicy } from './src/integrations/csp.ts';
import { lessonGuard } from './src/integrations/lesson-guard.ts';
import { linkCheck } from './src/integrations/links.ts';

// Any static host will do. SITE_URL (`https://example.org`) makes absolute addresses for search engines and
// link previews; BASE_PATH (`/headroom`) serves the site from a folder.
export default defineConfig({
  output: 'static',
  site: process.env.SITE_URL || undefined,
  base: process.env.BASE_PATH || '/',
  trailingSlash: 'ignore',
  build: {
    // The content security policy allows files of our own and hashes; inlined styles would need one hash each.
    inlineStylesheets: 'never',
  },
  // Shiki writes `style=` attributes, which the policy forbids.
  markdown: { syntaxHighlight: false },
  integrations: [
    // Without `include`, hot-reload code is injected into the modules that the worklet imports, and in the dev
    // server the processor never registers.
    preact({ include: ['**/*.tsx'] }),
    mdx(),
    lessonGuard(),
    linkCheck(),
    // Last: it hashes what all others wrote.
    contentSecurityPolicy(),
  ],
  vite: {
    worker: { format: 'es' },
    build: { assetsInlineLimit: 0 },
  },
});
