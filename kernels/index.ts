/** What the binary exports; `src/dsp/kernels/kernels.ts` declares the same. */
export { compressor } from './compressor';
export { multiband } from './multiband';
export { sections } from './sections';
