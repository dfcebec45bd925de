/**
 * `npm run kernels`: builds the WebAssembly kernels of `kernels/` (AssemblyScript) into `src/dsp/kernels/binary.ts`.
 * The binary is committed, so that nobody needs the compiler to run or build the site; a test rebuilds and compares it.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildKernels } from './kernels/build.ts';

const bytes = await buildKernels();
writeFileSync(
  fileURLToPath(new URL('../src/dsp/kernels/binary.ts', import.meta.url)),
  `/** Built from \`kernels/\` by \`npm run kernels\`: ${bytes.length} bytes of WebAssembly in base64. */\nexport const BINARY =\n  '${Buffer.from(bytes).toString('base64')}';\n`,
);
console.log(`${bytes.length} bytes`);
