/** Opus by the browser's own encoder and decoder (WebCodecs), there and back. */
import { delayFrames, moveBack } from '../../../course/align.ts';

const RATE = 48_000;
/** Frames handed to the encoder at once: a fifth of a second. */
const PIECE = 9600;
/** An Opus encoder and decoder together are late by less than this. */
const MOST_LATE = 2400;

export interface Coded {
  left: Float32Array<ArrayBuffer>;
  right: Float32Array<ArrayBuffer>;
  /** What the packets weigh. */
  bytes: number;
}

const configOf = (bitrate: number): AudioEncoderConfig => ({
  codec: 'opus',
  sampleRate: RATE,
  numberOfChannels: 2,
  bitrate,
});

/** Whether this browser can do it. */
export async function canCode(): Promise<boolean> {
  if (typeof AudioEncoder === 'undefined' || typeof AudioDecoder === 'undefined') return false;
  try {
    const { supported } = await AudioEncoder.isConfigSupported(configOf(64_000));
    return supported === true;
  } catch {
    return false;
  }
}

/**
 * Encodes and decodes a stereo sound at 48 kHz; the result lies on the original to the sample.
 * @param bitrate bits a second
 * @throws when the browser's coder fails
 */
export async function thereAndBack(left: Float32Array, right: Float32Array, bitrate: number): Promise<Coded> {
  const packets: EncodedAudioChunk[] = [];
  const pieces: [Float32Array, Float32Array][] = [];
  let failed: Error | null = null;
  const fail = (error: Error): void => void (failed ??= error);

  const encoder = new AudioEncoder({ output: (packet) => packets.push(packet), error: fail });
  encoder.configure(configOf(bitrate));
  // A silent end pushes the last of the sound out of the coder.
  for (let at = 0; at < left.length + MOST_LATE; at += PIECE) {
    const data = new Float32Array(2 * PIECE);
    data.set(left.subarray(at, at + PIECE), 0);
    data.set(right.subarray(at, at + PIECE), PIECE);
    const timestamp = Math.round((at / RATE) * 1e6);
    const audio = new AudioData({
      format: 'f32-planar',
      sampleRate: RATE,
      numberOfFrames: PIECE,
      numberOfChannels: 2,
      timestamp,
      data,
    });
    encoder.encode(audio);
    audio.close();
  }
  await encoder.flush();
  encoder.close();

  const decoder = new AudioDecoder({
    output: (audio) => {
      const channel = (planeIndex: number): Float32Array => {
        const samples = new Float32Array(audio.numberOfFrames);
        audio.copyTo(samples, { planeIndex, format: 'f32-planar' });
        return samples;
      };
      pieces.push([channel(0), channel(1)]);
      audio.close();
    },
    error: fail,
  });
  decoder.configure({ codec: 'opus', sampleRate: RATE, numberOfChannels: 2 });
  for (const packet of packets) decoder.decode(packet);
  await decoder.flush();
  decoder.close();
  if (failed) throw failed as Error;

  const joined = (side: 0 | 1): Float32Array => {
    const all = new Float32Array(pieces.reduce((sum, piece) => sum + piece[0].length, 0));
    let at = 0;
    for (const piece of pieces) {
      all.set(piece[side], at);
      at += piece[side].length;
    }
    return all;
  };
  const [l, r] = [joined(0), joined(1)];
  const late = delayFrames(left, l, MOST_LATE);
  return {
    left: moveBack(l, late, left.length),
    right: moveBack(r, late, right.length),
    bytes: packets.reduce((sum, packet) => sum + packet.byteLength, 0),
  };
}
