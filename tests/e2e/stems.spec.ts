/**
 * Every recording that ships, decoded in a browser by the site's own worker: as long as its manifest says, the same
 * samples as in Node, and as loud. Nothing of this is in the site: an empty page of the same origin starts the worker
 * that was built, and gets the meters from the source.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import ts from 'typescript';
import { readManifests } from '../../src/engine/offline/node.ts';
import { PAGE_FRAMES, Pager } from '../../src/engine/core/source.ts';
import { decodeOpus } from '../../src/engine/decode/opus.ts';
import type { FromPages, ToDecoder, ToFilePages } from '../../src/engine/decode/protocol.ts';
import type { FileSound } from '../../src/engine/decode/sounds.ts';
import type { SongManifest, StemManifest } from '../../src/engine/facade.ts';

const PAGE = '/decoding';
/** Within what a decoder may differ. The pages that the engine plays are 16-bit, the manifest's figures are of floats: that is 0.01. */
const LOUDNESS_LU = 0.2;
const TRUE_PEAK_DB = 0.2;

/** What the page finds of one recording. */
interface Found {
  frames: number;
  sha256: string;
  integratedLufs: number;
  truePeakDb: number;
}

const workerFile = (): string => {
  const folder = join(process.env.E2E_DIST ?? 'dist', '_astro');
  const file = readdirSync(folder).find((name) => /^decode\.worker[.-].*\.js$/.test(name));
  if (!file) throw new Error(`${folder} has no decoding worker`);
  return `/_astro/${file}`;
};

const soundOf = ({ song, frames }: SongManifest, { id, file, bytes, channels }: StemManifest): FileSound => ({
  kind: 'file',
  name: id,
  label: id,
  path: `${song}/${file}`,
  bytes,
  channels,
  frames,
});

/** The pages of a recording as Node decodes it, as one number. */
async function nodeSha256(sound: FileSound): Promise<string> {
  const { channelData, frames } = await decodeOpus(
    new Uint8Array(readFileSync(join('public', 'audio', sound.path))),
  );
  const hash = createHash('sha256');
  const pager = new Pager(sound.channels, sound.frames, (_, page) => {
    for (const x of page) hash.update(new Uint8Array(x.buffer, x.byteOffset, x.byteLength));
  });
  pager.push(channelData, frames);
  pager.end();
  return hash.digest('hex');
}

for (const manifest of Object.values(readManifests('content/songs'))) {
  const entries = [...manifest.stems, ...Object.values(manifest.prints)];

  test(`${manifest.song}: ${entries.length} recordings decode in the browser as in Node`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await page.route(`**${PAGE}`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Decoding</title>' }),
    );
    await page.route('**/src/dsp/**/*.ts', (route) => {
      const path = new URL(route.request().url()).pathname;
      const { outputText: body } = ts.transpileModule(readFileSync(`.${path}`, 'utf8'), {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
      });
      return route.fulfill({ contentType: 'text/javascript', body });
    });
    await page.goto(PAGE);

    const found: Record<string, Found> = await page.evaluate(
      async ({ worker: url, sounds, pageFrames }) => {
        const load = (path: string): Promise<Record<string, (...args: never[]) => number>> => import(path);
        const { integratedLoudness } = await load('/src/dsp/meters/loudness.ts');
        const { truePeakDb } = await load('/src/dsp/meters/true-peak.ts');
        const worker = new Worker(url, { type: 'module' });
        const { port1, port2 } = new MessageChannel();
        const connect: ToDecoder = { kind: 'connect', audioRoot: `${location.origin}/audio/`, port: port2 };
        worker.postMessage(connect, [port2]);
        const found: Record<string, Found> = {};

        for (const sound of sounds) {
          const pages = new Array<FromPages & { kind: 'page' }>();
          const whole = new Promise<void>((resolve, reject) => {
            port1.onmessage = ({ data }: MessageEvent<FromPages>) => {
              if (data.kind === 'failed') return reject(new Error(`${data.name} does not decode`));
              pages[data.index] = data;
              if (Object.keys(pages).length === Math.ceil(sound.frames / pageFrames)) resolve();
            };
          });
          port1.postMessage({ kind: 'want', sounds: [sound] } satisfies ToFilePages);
          await whole;

          const blob = new Blob(
            pages.flatMap(({ page }) => page.map((x) => new Uint8Array(x.buffer as ArrayBuffer))),
          );
          const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
          const channels = Array.from({ length: sound.channels }, (_, c) => {
            const x = new Float32Array(sound.frames);
            pages.forEach(({ page }, index) =>
              x.set(
                page[c] instanceof Int16Array ? Float32Array.from(page[c], (v) => v / 32_768) : page[c]!,
                index * pageFrames,
              ),
            );
            return x;
          });
          found[sound.name] = {
            frames: pages.reduce((sum, { page }) => sum + page[0]!.length, 0),
            sha256: Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''),
            integratedLufs: integratedLoudness!(channels as never, 48_000 as never),
            truePeakDb: truePeakDb!(channels as never),
          };
        }
        worker.terminate();
        return found;
      },
      {
        worker: workerFile(),
        sounds: entries.map((entry) => soundOf(manifest, entry)),
        pageFrames: PAGE_FRAMES,
      },
    );

    for (const entry of entries) {
      const heard = found[entry.id]!;
      expect(heard.frames, entry.id).toBe(manifest.frames);
      // The same samples in the same places: aligned, and nothing lost at either end.
      expect(heard.sha256, entry.id).toBe(await nodeSha256(soundOf(manifest, entry)));
      expect(Math.abs(heard.integratedLufs - entry.integratedLufs), entry.id).toBeLessThanOrEqual(
        LOUDNESS_LU,
      );
      expect(Math.abs(heard.truePeakDb - entry.truePeakDb), entry.id).toBeLessThanOrEqual(TRUE_PEAK_DB);
    }
  });
}
