/** Rate of every recording, of live playing and of every render, in Hz. */
export const ENGINE_RATE = 48_000;
