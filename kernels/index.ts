/** What the binary exports; `src/dsp/kernels/kernels.ts` declares the same. */
export { compressor } from './compressor';
export { tidy } from './frames';
export { multiband } from './multiband';
export { peaks } from './peaks';
export { reverb } from './reverb';
export { sections } from './sections';
