/** The kernels' binary from their sources. */
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';
import { END } from '../../src/dsp/kernels/memory.ts';

/** Pages of 64 kB. */
const PAGES = String(Math.ceil(END / 0x10000));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Compiles `kernels/index.ts`; throws what the compiler says when it refuses. */
export async function buildKernels(): Promise<Uint8Array> {
  let bytes: Uint8Array | null = null;
  const { error, stderr } = await main(
    [
      'kernels/index.ts',
      ...['--baseDir', ROOT, '--outFile', 'kernels.wasm'],
      ...['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--enable', 'simd'],
      // One memory that never grows: views of it stay valid.
      ...['--initialMemory', PAGES, '--maximumMemory', PAGES],
    ],
    {
      writeFile: (_name, contents) => {
        bytes = contents as Uint8Array;
      },
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  if (!bytes) throw new Error('the compiler wrote nothing');
  return bytes;
}
