/** What each processor of the chain takes, on kernels and without: processor time, so that others' work does not count. */
import { effectById } from '../../src/dsp/effects/registry.ts';
import { allowKernels } from '../../src/dsp/kernels/kernels.ts';
import { defaults, type Values, type Params } from '../../src/dsp/core/params.ts';
import { fullChain, RATE, stems } from './material.ts';

export interface ProcessorFigure {
  name: string;
  /** Nanoseconds a stereo frame. */
  kernelNs: number;
  referenceNs: number;
}

const BLOCK = 128;
const SECONDS = 2;
const ROUNDS = 20;

/** Best of some rounds over the same sound, less what copying the sound in takes. */
function nsPerFrame(id: string | null, values: Record<string, unknown>, onKernels: boolean): number {
  allowKernels(onKernels);
  const effect = id === null ? null : effectById(id)!;
  const processor = effect && effect.create(RATE);
  processor?.set({ ...defaults(effect!.params), ...values } as Values<Params>, false);
  processor?.reset();
  const [left, right] = stems(SECONDS)[1]!;
  const block = { left: new Float32Array(BLOCK), right: new Float32Array(BLOCK) };
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const began = process.cpuUsage();
    let frames = 0;
    for (; frames + BLOCK <= left.length; frames += BLOCK) {
      for (let i = 0; i < BLOCK; i++) {
        block.left[i] = left[frames + i]!;
        block.right[i] = right[frames + i]!;
      }
      processor?.process(block, BLOCK, null);
    }
    const { user, system } = process.cpuUsage(began);
    best = Math.min(best, (1000 * (user + system)) / frames);
  }
  return best;
}

export function processorFigures(): ProcessorFigure[] {
  const { strips } = fullChain();
  const inserts = [strips['stem-0']!, strips.room!, strips.master!].flatMap((strip) =>
    strip.inserts.map((id) => strip.insert[id]!),
  );
  const seen = new Set<string>();
  const bare = nsPerFrame(null, {}, true);
  const figures = inserts.flatMap(({ effect, values }) => {
    if (seen.has(effect)) return [];
    seen.add(effect);
    const ns = (onKernels: boolean): number => nsPerFrame(effect, values, onKernels) - bare;
    return [{ name: effect, kernelNs: ns(true), referenceNs: ns(false) }];
  });
  allowKernels(true);
  return figures;
}
