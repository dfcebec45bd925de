/**
 * Fingerprints of files, by which a copy is proved to be the same: MD5 (RFC 1321), which delivery lists of audio still
 * name, and SHA-256 (FIPS 180-4). They prove that nothing was damaged on the way; against an attacker, MD5 proves
 * nothing.
 */

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21] as const;
/** ⌊2³² · |sin(i + 1)|⌋ */
const MD5_SINES = Uint32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

/** Words of a block, in the order that the algorithm wants them, of the message padded to whole blocks. */
function blocks(bytes: Uint8Array, littleEndian: boolean, take: (words: Uint32Array) => void): void {
  const words = new Uint32Array(16);
  const read = (view: DataView, at: number): void => {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(at + 4 * i, littleEndian);
    take(words);
  };
  const whole = Math.floor(bytes.length / 64) * 64;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < whole; at += 64) read(view, at);
  const rest = bytes.length - whole;
  const end = new Uint8Array(rest < 56 ? 64 : 128);
  end.set(bytes.subarray(whole));
  end[rest] = 0x80;
  const tail = new DataView(end.buffer);
  const bits = BigInt(bytes.length) * 8n;
  tail.setBigUint64(end.length - 8, bits, littleEndian);
  for (let at = 0; at < end.length; at += 64) read(tail, at);
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** MD5 of the bytes, as 32 hexadecimal digits. */
export function md5(bytes: Uint8Array): string {
  let [a0, b0, c0, d0] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  blocks(bytes, true, (words) => {
    let [a, b, c, d] = [a0, b0, c0, d0];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      let f: number;
      let word: number;
      if (round === 0) [f, word] = [(b & c) | (~b & d), i];
      else if (round === 1) [f, word] = [(d & b) | (~d & c), (5 * i + 1) & 15];
      else if (round === 2) [f, word] = [b ^ c ^ d, (3 * i + 5) & 15];
      else [f, word] = [c ^ (b | ~d), (7 * i) & 15];
      const sum = (a + f + MD5_SINES[i]! + words[word]!) | 0;
      const shift = MD5_SHIFTS[4 * round + (i & 3)]!;
      [a, d, c] = [d, c, b];
      b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
    }
    a0 = (a0 + a) | 0;
    b0 = (b0 + b) | 0;
    c0 = (c0 + c) | 0;
    d0 = (d0 + d) | 0;
  });
  return [a0, b0, c0, d0]
    .flatMap((word) => [0, 8, 16, 24].map((shift) => hex((word >>> shift) & 255)))
    .join('');
}

const PRIMES = ((): number[] => {
  const found: number[] = [];
  for (let n = 2; found.length < 64; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
})();
/** The first 32 bits of the fraction of a root. */
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32);
const SHA_ROUND = Uint32Array.from(PRIMES, (p) => fraction(Math.cbrt(p)));
const SHA_START = PRIMES.slice(0, 8).map((p) => fraction(Math.sqrt(p)));

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** SHA-256 of the bytes, as 64 hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  const state = Uint32Array.from(SHA_START);
  const w = new Int32Array(64);
  blocks(bytes, false, (words) => {
    w.set(words);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!;
      const y = w[i - 2]!;
      w[i] =
        (w[i - 16]! +
          (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
          w[i - 7]! +
          (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) |
        0;
    }
    let a = state[0]! | 0;
    let b = state[1]! | 0;
    let c = state[2]! | 0;
    let d = state[3]! | 0;
    let e = state[4]! | 0;
    let f = state[5]! | 0;
    let g = state[6]! | 0;
    let h = state[7]! | 0;
    for (let i = 0; i < 64; i++) {
      const one =
        (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + SHA_ROUND[i]! + w[i]!) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i]! + value) | 0));
  });
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}
