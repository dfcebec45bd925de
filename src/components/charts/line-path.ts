/** Lines of pictures as SVG paths. Pure. */

/** A place on a picture: across and down, in its own units. */
export type Place = readonly [x: number, y: number];

/** A line through places, finer than a picture can show; nothing where there are none. */
export const linePath = (places: readonly Place[]): string =>
  places.length === 0 ? '' : `M${places.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(1)}`).join('L')}`;
