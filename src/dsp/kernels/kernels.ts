/**
 * WebAssembly kernels (SIMD) for what runs most, behind the TypeScript that is the reference: a kernel computes the
 * same operations in the same order, so that its result is the reference's to the bit (`tests/dsp/kernels`). Where
 * the browser has no SIMD, the reference runs.
 *
 * They are written in AssemblyScript, in `kernels/`, and built by `npm run kernels` into `binary.ts`.
 */
import { BINARY } from './binary.ts';
import { KERNEL_FRAMES, LEFT, RIGHT } from './memory.ts';

interface Exports {
  readonly memory: WebAssembly.Memory;
  /** `count` sections of LIST over the sound. */
  sections(frames: number, phase: number, count: number): void;
  /** A compressor: frames of delay, how many of them the detector is ahead, sections in its way. */
  compressor(frames: number, phase: number, wait: number, ahead: number, count: number): void;
  /** A multiband compressor with the crossover's sections in COEFS and a detector for each band in SETTINGS. */
  multiband(frames: number, phase: number, four: boolean): void;
}

/** The kernels of this thread and their memory. It never grows, so that views of it stay valid. */
export class Kernels {
  readonly run: Exports;
  private readonly left: Float32Array;
  private readonly right: Float32Array;

  constructor(run: Exports) {
    this.run = run;
    this.left = this.floats(LEFT, KERNEL_FRAMES);
    this.right = this.floats(RIGHT, KERNEL_FRAMES);
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.run.memory.buffer, at, length);
  }

  doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.run.memory.buffer, at, length);
  }

  integers(at: number, length: number): Int32Array {
    return new Int32Array(this.run.memory.buffer, at, length);
  }

  /** Lends a piece of sound, of at most `KERNEL_FRAMES`. */
  take(left: Float32Array, right: Float32Array, from: number, frames: number): void {
    const toLeft = this.left;
    const toRight = this.right;
    if (frames === KERNEL_FRAMES && left.length === KERNEL_FRAMES && right.length === KERNEL_FRAMES) {
      toLeft.set(left);
      toRight.set(right);
      return;
    }
    for (let i = 0; i < frames; i++) {
      toLeft[i] = left[from + i];
      toRight[i] = right[from + i];
    }
  }

  /** Takes it back. */
  give(left: Float32Array, right: Float32Array, from: number, frames: number): void {
    const fromLeft = this.left;
    const fromRight = this.right;
    if (frames === KERNEL_FRAMES && left.length === KERNEL_FRAMES && right.length === KERNEL_FRAMES) {
      left.set(fromLeft);
      right.set(fromRight);
      return;
    }
    for (let i = 0; i < frames; i++) {
      left[from + i] = fromLeft[i];
      right[from + i] = fromRight[i];
    }
  }
}

/** Bytes of base64 text; written out, as worklets have no `atob`. */
function decode(text: string): Uint8Array<ArrayBuffer> {
  const digit = (at: number): number => {
    const code = text.charCodeAt(at);
    if (code >= 97) return code - 71;
    if (code >= 65) return code - 65;
    if (code >= 48) return code + 4;
    return code === 43 ? 62 : 63;
  };
  const length = text.indexOf('=') < 0 ? text.length : text.indexOf('=');
  const bytes = new Uint8Array((length * 3) >> 2);
  let bits = 0;
  let held = 0;
  for (let i = 0, at = 0; i < length; i++) {
    held = ((held << 6) | digit(i)) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
    }
  }
  return bytes;
}

function instantiate(): Kernels | null {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(decode(BINARY)));
    return new Kernels(exports as unknown as Exports);
  } catch {
    // No WebAssembly here, or one without SIMD, which refuses the module.
    return null;
  }
}

let made: Kernels | null | undefined;
let allowed = true;

/** This thread's kernels, or null where there are none. Asked for when a processor is made. */
export function kernels(): Kernels | null {
  if (!allowed) return null;
  if (made === undefined) made = instantiate();
  return made;
}

/** Whether processors made from now on run on kernels where they can; for comparing with the reference. */
export function allowKernels(allow: boolean): void {
  allowed = allow;
}
