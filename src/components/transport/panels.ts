/** What the bar's buttons open, as one file that a page loads late. */
export { Help } from './Help.tsx';
export { Lyrics } from './Lyrics.tsx';
