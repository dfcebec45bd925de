/* The reference implementation's figures for raw interleaved 32-bit floats on standard input, as JSON.
   usage: libebur128 RATE CHANNELS (in WAV's order of 5.1) */
#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc != 3) return 1;
  unsigned long rate = strtoul(argv[1], NULL, 10);
  unsigned channels = (unsigned)strtoul(argv[2], NULL, 10);
  ebur128_state *state =
      ebur128_init(channels, rate, EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_S | EBUR128_MODE_M | EBUR128_MODE_TRUE_PEAK | EBUR128_MODE_SAMPLE_PEAK);
  if (!state) return 1;
  if (channels == 6) {
    static const int roles[6] = {EBUR128_LEFT, EBUR128_RIGHT, EBUR128_CENTER, EBUR128_UNUSED, EBUR128_LEFT_SURROUND, EBUR128_RIGHT_SURROUND};
    for (unsigned c = 0; c < 6; c++) ebur128_set_channel(state, c, roles[c]);
  }
  size_t step = rate / 100;
  float *buffer = malloc(step * channels * sizeof *buffer);
  double momentary_max = -HUGE_VAL, short_term_max = -HUGE_VAL, value;
  size_t got, frames = 0;
  while ((got = fread(buffer, channels * sizeof *buffer, step, stdin)) > 0) {
    ebur128_add_frames_float(state, buffer, got);
    frames += got;
    if (frames * 10 >= rate * 4) { ebur128_loudness_momentary(state, &value); if (value > momentary_max) momentary_max = value; }
    if (frames >= rate * 3) { ebur128_loudness_shortterm(state, &value); if (value > short_term_max) short_term_max = value; }
  }
  double integrated, range, peak = 0;
  ebur128_loudness_global(state, &integrated);
  ebur128_loudness_range(state, &range);
  for (unsigned c = 0; c < channels; c++) { ebur128_true_peak(state, c, &value); if (value > peak) peak = value; }
  printf("{\"integrated\":%.6f,\"lra\":%.6f,\"momentaryMax\":%.6f,\"shortTermMax\":%.6f,\"truePeak\":%.6f}\n", integrated, range, momentary_max, short_term_max, 20 * log10(peak));
  return 0;
}
