/** The kernels' binary from their sources. */
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

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
      ...['--initialMemory', '2', '--maximumMemory', '2'],
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
