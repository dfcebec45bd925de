import { fileURLToPath } from 'node:url';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { contentSecurityPolicy } from './src/integrations/csp.ts';
import { figures } from './src/integrations/figures.ts';
import { lateParts } from './src/integrations/late-parts.ts';
import { lessonGuard } from './src/integrations/lesson-guard.ts';
import { linkCheck } from './src/integrations/links.ts';
import { siteLinks } from './src/integrations/site-links.ts';

/** Modules as paths from the project's folder, or from `node_modules`. */
const inProject = (id) => id.replaceAll('\\', '/').replace(/^.*\/(?=(src|node_modules)\/)/, '');
/** What every page with a cell or the transport runs before anything is played. */
const EVERY_PAGE =
  /^(node_modules\/(preact|@preact|@astrojs\/preact)\/|src\/state\/(audio|audio-files|audio-signals|blind|editing|insert-compare|kept-patch|late|links|measuring|mix|notes|overlay|own-mixes|page-controls|page-data|page-name|progress|settings|sketch|store)\.|src\/session\/sources\.|src\/components\/transport\/(?!panels|keep-page|Help|Lyrics|lyric-line)|src\/components\/(charts\/(loop|canvas)|controls\/(Choice|Toggle|value|controls|play-path)|cells\/(island|hearing|cells))\.(tsx?|css)$)/;
/** What every cell with a mix is made of. */
const EVERY_CELL =
  /^src\/components\/(controls\/(Button|Field|Knob|hold-pointer|use-slider)\.|charts\/use-canvas\.|cells\/(Cell|Notice|PlayButton|passage|stems|use-mix|use-meter|Quiz\/(Quiz|answer))\.)(?!.*css$)/;
/** What the cells that show one insert share. */
const INSERTS =
  /^src\/(components\/(charts\/history|cells\/(InsertSwitch|BeforeAfter|Legend|ReadOuts|insert|insert-cell|figure-clock|dynamics\/(HistoryPicture|LevelLine|ReductionScale|geometry)))|dsp\/core\/effect)\.(?!.*css$)/;
/** The mixer, the first cell of many lessons. */
const MIXER =
  /^src\/(components\/(cells\/(SectionLoop|Mixer\/(Mixer|Strip|Meter|meter-fall|pan))|controls\/(Fader|Slider))|session\/strip-params)\.(?!.*css$)/;
/** What every cell for the ear has, and what draws lines: small pieces that come together. */
const EAR = /^src\/components\/cells\/ear\/(Frame|Player|HeardChoice|play)\.(?!.*css$)/;
const LINES = /^src\/components\/charts\/(scales|line-path)\./;
/** What only lessons do beside their cells. */
const LESSONS = /^src\/layouts\/(shared-link|terms|lesson-marks)\./;
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
    figures(),
    siteLinks(),
    lateParts(),
    linkCheck(),
    // Last: it hashes what all others wrote.
    contentSecurityPolicy(),
  ],
  vite: {
    worker: { format: 'es' },
    build: { assetsInlineLimit: 0 },
    resolve: {
      alias: {
        '@wasm-audio-decoders/opus-ml': fileURLToPath(
          new URL('./src/engine/decode/no-speech-enhancer.ts', import.meta.url),
        ),
      },
    },
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              // Forty small files pack worse than four: together they share what they have in common.
              codeSplitting: {
                groups: [
                  { name: 'page', test: (id) => EVERY_PAGE.test(inProject(id)), priority: 2 },
                  { name: 'cells', test: (id) => EVERY_CELL.test(inProject(id)), priority: 1 },
                  { name: 'inserts', test: (id) => INSERTS.test(inProject(id)) },
                  { name: 'mixer', test: (id) => MIXER.test(inProject(id)) },
                  { name: 'ear', test: (id) => EAR.test(inProject(id)) },
                  { name: 'lines', test: (id) => LINES.test(inProject(id)) },
                  { name: 'lessons', test: (id) => LESSONS.test(inProject(id)) },
                ],
              },
            },
          },
        },
      },
    },
  },
});
