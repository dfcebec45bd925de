import type { Seeder } from './types.ts';

/** Left and right exchanged, from the first sample to the last. */
export const swapped: Seeder = ({ left, right }, sampleRate) => ({
  kind: 'swapped',
  left: right.slice(),
  right: left.slice(),
  fromS: 0,
  toS: left.length / sampleRate,
  side: 'both',
  amount: 0,
  unit: '',
  says: 'Left and right are exchanged: what the mix has on the left now plays on the right.',
});
