/** The sign on every play button: what a press does next. For a drawing of 20 by 20 units. */
export const playPath = (playing: boolean): string =>
  playing ? 'M5 4h3.5v12H5zM11.5 4H15v12h-3.5z' : 'M6 3.5v13l10.5-6.5z';
