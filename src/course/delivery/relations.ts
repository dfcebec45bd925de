/** What files of one song say about each other: they are subtracted from each other, as an engineer nulls them. */

type Channels = readonly Float32Array[];

/**
 * How many decibels the vocals of `up` stand over those of `mix`: mix − instrumental is what is sung, and up − mix is
 * what was added of it. NaN when the instrumental is the mix.
 */
export function vocalsUpDb(mix: Channels, up: Channels, instrumental: Channels): number {
  let sung = 0;
  let added = 0;
  mix.forEach((x, i) => {
    for (let n = 0; n < x.length; n++) {
      const voice = x[n]! - (instrumental[i]![n] ?? 0);
      sung += voice ** 2;
      added += ((up[i]![n] ?? 0) - x[n]!) * voice;
    }
  });
  return sung === 0 ? NaN : 20 * Math.log10(Math.max(1e-6, 1 + added / sung));
}

/** What is left when `b` is taken from `a`, against `a`, in dB: −Infinity when they are the same. */
export function nullDb(a: Channels, b: Channels): number {
  let rest = 0;
  let all = 0;
  a.forEach((x, i) => {
    for (let n = 0; n < x.length; n++) {
      rest += (x[n]! - (b[i]![n] ?? 0)) ** 2;
      all += x[n]! ** 2;
    }
  });
  return 10 * Math.log10(rest / all);
}
