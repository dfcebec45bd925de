/** What the bar's buttons open and what only who listens needs, as one file that a page loads late. */
import '../../state/media-keys.ts';
import './keep-page.ts';
export { Help } from './Help.tsx';
export { Lyrics } from './Lyrics.tsx';
