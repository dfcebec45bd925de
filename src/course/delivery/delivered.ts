/** A file that was made, and what is known of it. */
import type { FileReport } from './file.ts';
import type { VersionId } from './versions.ts';

export interface Delivered {
  name: string;
  version: VersionId;
  label: string;
  /** A limiter on the stereo output is in it. */
  limited: boolean;
  report: FileReport;
  /** dB that the vocals stand over the mix's, measured by difference; of `vocal-up` made together with the others. */
  vocalsUpDb?: number;
  /** What is left when all stems together are taken from the mix, in dB against the mix; of the last stem. */
  stemsNullDb?: number;
}
