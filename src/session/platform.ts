/**
 * The few web standards that the document's own code needs and that pages, workers and Node all have. The core is
 * compiled without the DOM's types, so their shapes stand here.
 */
interface ByteStream {
  readable: {
    getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }>; cancel(): Promise<void> };
  };
  writable: {
    getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void>; abort(): Promise<void> };
  };
}

export interface Platform {
  crypto: { subtle: { digest(algorithm: 'SHA-256', bytes: Uint8Array): Promise<ArrayBuffer> } };
  TextEncoder: new () => { encode(text: string): Uint8Array };
  TextDecoder: new (label: 'utf-8', options: { fatal: true }) => { decode(bytes: Uint8Array): string };
  CompressionStream: new (format: 'deflate-raw') => ByteStream;
  DecompressionStream: new (format: 'deflate-raw') => ByteStream;
  btoa(binary: string): string;
  atob(base64: string): string;
}

/** What of them is there. */
export const platform = (): Platform => globalThis as unknown as Platform;
