/* Measures a raw stereo float file as the bench's meter does; prints milliseconds, LUFS and dBTP. */
#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  FILE *file = fopen(argv[1], "rb");
  if (!file) return 2;
  fseek(file, 0, SEEK_END);
  size_t bytes = (size_t)ftell(file);
  rewind(file);
  float *samples = malloc(bytes);
  if (!samples || fread(samples, 1, bytes, file) != bytes) return 2;
  fclose(file);
  size_t frames = bytes / (2 * sizeof(float));

  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  ebur128_state *state = ebur128_init(2, (unsigned long)atol(argv[2]),
      EBUR128_MODE_M | EBUR128_MODE_S | EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK);
  double momentary, short_term, integrated, range, peak, other;
  for (size_t at = 0; at < frames; at += 4800) {
    size_t run = frames - at < 4800 ? frames - at : 4800;
    ebur128_add_frames_float(state, samples + 2 * at, run);
    ebur128_loudness_momentary(state, &momentary);
    ebur128_loudness_shortterm(state, &short_term);
  }
  ebur128_loudness_global(state, &integrated);
  ebur128_loudness_range(state, &range);
  ebur128_true_peak(state, 0, &peak);
  ebur128_true_peak(state, 1, &other);
  clock_gettime(CLOCK_MONOTONIC, &end);
  double ms = (end.tv_sec - begin.tv_sec) * 1e3 + (end.tv_nsec - begin.tv_nsec) / 1e6;
  printf("%f %f %f\n", ms, integrated, 20 * log10(peak > other ? peak : other));
  ebur128_destroy(&state);
  free(samples);
  return 0;
}
