/** The stage in perspective: where pan and distance lie on its picture. Pure. */

/** Of the picture, in pixels. */
export const HEIGHT = 340;
/** The stage's front and back line, from the top. */
export const BACK_Y = 46;
export const FRONT_Y = HEIGHT - 74;
/** How far left and right lies from the middle, in percent of the width: at the front, and at the back. */
export const FRONT_HALF = 43;
export const BACK_HALF = 30;

/** Half of the stage's width at a distance, in percent of the picture's. */
export const halfAt = (distance: number): number => FRONT_HALF + ((BACK_HALF - FRONT_HALF) * distance) / 100;
/** Across in percent, of a pan from −100 to 100 at a distance. */
export const xOf = (pan: number, distance: number): number => 50 + (pan / 100) * halfAt(distance);
/** On which side of a player the name stands: away from the middle on the left; at the edges there is no room beside. */
export const nameSide = (pan: number): 'left' | 'right' | 'edge' =>
  Math.abs(pan) > 55 ? 'edge' : pan < -15 ? 'left' : 'right';
/** Down in pixels, of a distance from 0 (near) to 100 (far). */
export const yOf = (distance: number): number => FRONT_Y + ((BACK_Y - FRONT_Y) * distance) / 100;
