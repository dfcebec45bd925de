/**
 * Draws the pictures that need pixels: the icons from `public/icon.svg` and the picture that a shared link
 * shows. Run by an author after a change of the look: `node scripts/pictures.ts`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.ts';

const root = new URL('..', import.meta.url);
const publicFile = (name: string) => fileURLToPath(new URL(`public/${name}`, root));
const font = (path: string) =>
  `url(data:font/woff2;base64,${readFileSync(new URL(`node_modules/${path}`, root)).toString('base64')})`;

const icon = readFileSync(publicFile('icon.svg'), 'utf8');
const tokens = readFileSync(new URL('src/styles/tokens.css', root), 'utf8');

/** Bars of a wave: the many lines of a mix, and the one shape of a master. */
function wave(x: number, width: number, colour: string, seed: number): string {
  const bars: string[] = [];
  for (let i = 0; i < width / 7; i++) {
    const t = i / (width / 7);
    const height =
      8 +
      62 *
        Math.abs(Math.sin(t * 9 + seed) * Math.sin(t * 41 + seed * 3)) *
        (0.55 + 0.45 * Math.sin(t * Math.PI));
    bars.push(
      `<rect x="${x + i * 7}" y="${80 - height}" width="3.4" height="${2 * height}" rx="1.7" fill="${colour}"/>`,
    );
  }
  return bars.join('');
}

const social = `<!doctype html><meta charset="utf-8"><style>
${tokens}
@font-face{font-family:'Literata Variable';font-weight:200 900;src:${font('@fontsource-variable/literata/files/literata-latin-wght-normal.woff2')}}
@font-face{font-family:'Instrument Sans Variable';font-weight:400 700;src:${font('@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2')}}
*{margin:0;box-sizing:border-box}body{width:1200px;height:630px;background:var(--paper);color:var(--ink);padding:64px 72px}
.brand{display:flex;gap:18px;align-items:center;font:700 36px var(--sans)}.brand svg{width:56px}
h1{font:600 62px/1.1 var(--serif);letter-spacing:-.022em;margin:52px 0 54px}b{font-weight:600;color:var(--mix)}em{font-style:normal;color:var(--master)}
.panel{background:var(--panel);border-radius:20px;width:1056px;height:186px;padding:13px 24px}
</style><div class="brand">${icon}Headroom</div>
<h1><b>Mixing</b> brings the parts together.<br><em>Mastering</em> gets them ready to travel.</h1>
<div class="panel"><svg width="1008" height="160">${wave(0, 480, '#4fd1c9', 1)}${wave(528, 480, '#ffa45c', 2.2)}</svg></div>`;

const browser = await chromium.launch({ executablePath: findBrowser() ?? undefined, args: ['--no-sandbox'] });
const page = await browser.newPage({ colorScheme: 'light' });
await page.setViewportSize({ width: 1200, height: 630 });
await page.setContent(social);
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: publicFile('social.png') });
for (const size of [180, 192, 512]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw}</style>${icon}`);
  await page.screenshot({ path: publicFile(`icon-${size}.png`), omitBackground: true });
}
await browser.close();
