/** Writes microseconds into shared memory for as long as it lives: audio threads have no clock of their own. */
self.onmessage = ({ data }: MessageEvent<SharedArrayBuffer>) => {
  const clock = new Int32Array(data);
  const began = performance.now();
  self.postMessage('running');
  for (;;) Atomics.store(clock, 0, (performance.now() - began) * 1000);
};
