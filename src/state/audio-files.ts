/** Where the songs' files are, wherever the site is served from. */
const FOLDER = `${import.meta.env.BASE_URL.replace(/\/?$/, '/')}audio/`;

/** The whole address of the folder, with a slash at its end: workers have addresses of their own. */
export const audioRoot = (): string => new URL(FOLDER, location.href).href;

/** One file of a song, as its manifest names it. */
export const audioFile = (song: string, file: string): string => `${FOLDER}${song}/${file}`;
