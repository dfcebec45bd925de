/** A signal in whole numbers that any encoder finds both predictable and surprising; the fixtures hold it. */
export function ramp(frames: number, channel: number, bits: number): Float32Array {
  const scale = 2 ** (bits - 1);
  let v = channel * 37;
  let slope = 3 + channel;
  return Float32Array.from({ length: frames }, (_, n) => {
    v += slope + ((n * n * 31 + channel * 7 + 5) % 11) - 5;
    if (Math.abs(v) > 0.8 * scale) v = Math.trunc(v / 3);
    if (n % 97 === 0) slope = -slope * 2 + (n % 13);
    if (Math.abs(slope) > scale / 64) slope = Math.trunc(slope / 16);
    return v / scale;
  });
}
