/**
 * Parts of cells that are fetched when they are asked for: from the piece which every page loads, as `late-field.ts`
 * beside the controls says.
 */
export const fetchMixerMore = () => import('./Mixer/more.ts');
export const fetchPeakPicture = () => import('./Limiter/PeakPicture.tsx');
export const fetchPresenter = () => import('./presenter.ts');
export const fetchShareLink = () => import('./ShareLink.tsx');
