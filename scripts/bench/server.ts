/** Serves the repository's TypeScript to a browser with its types stripped: what is measured is what is written. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Bench</title><script type="module" src="/scripts/bench/page.ts"></script>';
/** With these, pages may share memory with their workers: the clock of the audio thread needs it. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export async function serve(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (path === '/') {
      response.writeHead(200, { ...ISOLATED, 'Content-Type': 'text/html' }).end(PAGE);
    } else if (/^\/(src|scripts\/bench)\/[\w./-]+\.ts$/.test(path)) {
      readFile(ROOT + path, 'utf8').then(
        (code) =>
          response
            .writeHead(200, { ...ISOLATED, 'Content-Type': 'text/javascript' })
            .end(stripTypeScriptTypes(code)),
        () => response.writeHead(404, ISOLATED).end(),
      );
    } else {
      response.writeHead(404, ISOLATED).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
