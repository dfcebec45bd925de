/**
 * The one decoder of the project: Ogg Opus through WebAssembly (`ogg-opus-decoder`, pinned), the same samples
 * in a worker and in Node. Feeding a file in pieces of any size gives the same samples as feeding it whole.
 */
import { OggOpusDecoder } from 'ogg-opus-decoder';
import type { OggOpusDecodedAudio } from 'ogg-opus-decoder';

/** A decoder that has not answered by then never will; on a slow device that is busy the first answer takes seconds. */
const ANSWER_MS = 30_000;

/** WebAssembly cannot run here. */
export class DecoderBlockedError extends Error {
  override readonly name = 'DecoderBlockedError';
}

/** The bytes are no sound, or hold packets that cannot be decoded. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** The smallest WebAssembly module there is. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

let allowed: Promise<boolean> | null = null;

/** Whether this thread may run WebAssembly: asked once, before the decoder is, whose answer would never come. */
function wasmAllowed(): Promise<boolean> {
  allowed ??= Promise.resolve()
    .then(() => WebAssembly.compile(EMPTY_MODULE))
    .then(
      () => true,
      () => false,
    );
  return allowed;
}

export interface Decoded {
  /** One array a channel, 48 kHz. */
  channelData: Float32Array[];
  frames: number;
}

const EMPTY: Decoded = { channelData: [], frames: 0 };

async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DecoderBlockedError('the Opus decoder does not answer')), ANSWER_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Decodes one Ogg Opus file that arrives in pieces. Mono stays mono. */
export class OpusStream {
  private readonly decoder = new OggOpusDecoder();
  /** Whether it has decoded something, well or badly: then it is there. */
  private answered = false;

  /** Decodes what the bytes complete; may be nothing yet. Throws DecoderBlockedError where WebAssembly cannot run. */
  async feed(bytes: Uint8Array): Promise<Decoded> {
    const work = this.run(bytes);
    return this.answered ? work : inTime(work);
  }

  /** What is left when the file has ended. */
  async end(): Promise<Decoded> {
    return unpack(() => this.decoder.flush());
  }

  /** Gives the decoder's memory back. One that is still being made stumbles over it, and would hide why it is given up. */
  free(): void {
    if (this.answered) this.decoder.free();
  }

  private async run(bytes: Uint8Array): Promise<Decoded> {
    if (!(await wasmAllowed())) throw new DecoderBlockedError('WebAssembly is not allowed here');
    await this.decoder.ready;
    try {
      return await unpack(() => this.decoder.decode(bytes));
    } finally {
      this.answered = true;
    }
  }
}

/** What the decoder makes; throws a DamagedError for a packet that it cannot read, or that makes it stumble. */
async function unpack(work: () => OggOpusDecodedAudio | Promise<OggOpusDecodedAudio>): Promise<Decoded> {
  let decoded: OggOpusDecodedAudio;
  try {
    decoded = await work();
  } catch (error) {
    throw new DamagedError(String(error));
  }
  const [damage] = decoded.errors;
  if (damage) throw new DamagedError(damage.message);
  return decoded.samplesDecoded === 0
    ? EMPTY
    : { channelData: decoded.channelData, frames: decoded.samplesDecoded };
}

/** A whole file at once. Throws a DamagedError when the bytes are no Ogg Opus. */
export async function decodeOpus(bytes: Uint8Array): Promise<Decoded> {
  const stream = new OpusStream();
  try {
    const parts = [await stream.feed(bytes), await stream.end()].filter((part) => part.frames > 0);
    const channels = parts[0]?.channelData.length ?? 0;
    if (channels === 0) throw new DamagedError('no Ogg Opus sound in these bytes');
    const frames = parts.reduce((sum, part) => sum + part.frames, 0);
    const channelData = Array.from({ length: channels }, (_, c) => {
      const whole = new Float32Array(frames);
      let at = 0;
      for (const part of parts) {
        whole.set(part.channelData[c]!.subarray(0, part.frames), at);
        at += part.frames;
      }
      return whole;
    });
    return { channelData, frames };
  } finally {
    stream.free();
  }
}
