/**
 * WebAssembly kernels (SIMD) for what runs most, behind the TypeScript that is the reference: a kernel computes the
 * same operations in the same order, so that its result is the reference's to the bit (`tests/dsp/kernels`). Where
 * the browser has no SIMD, the reference runs.
 *
 * They are written in AssemblyScript, in `kernels/`, and built by `npm run kernels` into `binary.ts`.
 */
import { BINARY } from './binary.ts';
import {
  BERTH_BYTES,
  BERTHS,
  CABIN_BYTES,
  CABINS,
  FIRST_BERTH,
  FIRST_CABIN,
  KERNEL_FRAMES,
  LEFT,
  RIGHT,
} from './memory.ts';

interface Exports {
  readonly memory: WebAssembly.Memory;
  /** `count` sections over the sound. */
  sections(frames: number, phase: number, count: number): void;
  /** Makes the sound clean: no NaN, nothing above +120 dBFS. */
  tidy(frames: number): void;
  /** The crests of a piece in the channel whose `peaks-memory.ts` is at `channel`. */
  peaks(channel: number, frames: number): void;
  /** A piece of the sound, from the frame `from` on, through the reverb that lies at `berth`. */
  reverb(berth: number, from: number, frames: number, phase: number): void;
  /** A compressor: frames of delay, how many of them the detector is ahead, sections in its way. */
  compressor(frames: number, phase: number, wait: number, ahead: number, count: number): void;
  /** A multiband compressor with the crossover's sections in COEFS and a detector for each band in SETTINGS. */
  multiband(frames: number, phase: number, four: boolean): void;
}

/** A processor whose past is too long to be lent for every block. It lives at home, or in a berth. */
export interface Lodger {
  /** Of the same layout as a berth, and no longer. */
  readonly home: ArrayBuffer;
  /** What lay elsewhere lies there now. */
  settle(memory: ArrayBuffer, at: number): void;
}

interface Berth {
  at: number;
  lodger: Lodger | null;
  /** When it was last asked for. */
  used: number;
}

const berths = (count: number, first: number, bytes: number): Berth[] =>
  Array.from({ length: count }, (_, n) => ({ at: first + n * bytes, lodger: null, used: 0 }));

/** Askings of others after which a berth is taken from a lodger that has not come. */
const PATIENCE = 1000;

/** The kernels of this thread and their memory. It never grows, so that views of it stay valid. */
export class Kernels {
  readonly run: Exports;
  /** The sound that has been taken. */
  readonly left: Float32Array;
  readonly right: Float32Array;
  /**
   * There are few berths, and nobody says when a processor is dropped: who comes finds its own, an empty one, or one
   * whose lodger has not come for long, and that moves home. Who finds none works without the kernel.
   */
  private readonly large = berths(BERTHS, FIRST_BERTH, BERTH_BYTES);
  private readonly small = berths(CABINS, FIRST_CABIN, CABIN_BYTES);
  private askings = 0;

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

  /** Where the lodger lies now, in bytes; 0 when there is no berth for it. */
  berthOf(lodger: Lodger): number {
    const bytes = lodger.home.byteLength;
    if (bytes > BERTH_BYTES) return 0;
    const berths = bytes <= CABIN_BYTES ? this.small : this.large;
    const now = ++this.askings;
    let longest = berths[0];
    for (let n = 0; n < berths.length; n++) {
      const berth = berths[n];
      if (berth.lodger === lodger) {
        berth.used = now;
        return berth.at;
      }
      if (
        berth.lodger === null ? longest.lodger !== null : berth.used < longest.used && longest.lodger !== null
      )
        longest = berth;
    }
    if (longest.lodger !== null && now - longest.used < PATIENCE) return 0;
    this.move(longest, lodger);
    longest.used = now;
    return longest.at;
  }

  private move(berth: Berth, lodger: Lodger): void {
    const { buffer } = this.run.memory;
    if (berth.lodger !== null) {
      const { home } = berth.lodger;
      new Uint8Array(home).set(new Uint8Array(buffer, berth.at, home.byteLength));
      berth.lodger.settle(home, 0);
    }
    berth.lodger = lodger;
    new Uint8Array(buffer, berth.at).set(new Uint8Array(lodger.home));
    lodger.settle(buffer, berth.at);
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
