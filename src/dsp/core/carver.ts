/** Typed arrays cut one after another out of one buffer, so that all of a processor's past can move as one. */
export class Carver {
  private readonly buffer: ArrayBuffer;
  /** Where the next array begins, in bytes. */
  at: number;

  constructor(buffer: ArrayBuffer, at: number) {
    this.buffer = buffer;
    this.at = at;
  }

  floats(length: number): Float32Array {
    return new Float32Array(this.buffer, this.claim(4 * length), length);
  }

  doubles(length: number): Float64Array {
    return new Float64Array(this.buffer, this.claim(8 * length), length);
  }

  integers(length: number): Int32Array {
    return new Int32Array(this.buffer, this.claim(4 * length), length);
  }

  /** Places are multiples of 16 bytes, and what is read a little beyond an array's end is the same buffer's. */
  private claim(bytes: number): number {
    const { at } = this;
    this.at += (bytes + 31) & ~15;
    return at;
  }
}
