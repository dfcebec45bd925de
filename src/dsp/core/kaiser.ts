/** Windowed-sinc filters. J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974. */

/** Modified Bessel function of order zero, by its series. */
function bessel0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** Kaiser window at `x` in −1…1, 0 outside; `beta` trades side lobes for width. */
export const kaiser = (x: number, beta: number): number =>
  Math.abs(x) > 1 ? 0 : bessel0(beta * Math.sqrt(1 - x * x)) / bessel0(beta);

/** sin(πx)/(πx). */
export const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
