/** Parts of cells that are fetched when they are asked for. */
export const fetchMixerMore = () => import('./Mixer/more.ts');
export const fetchPeakPicture = () => import('./Limiter/PeakPicture.tsx');
export const fetchPresenter = () => import('./presenter.ts');
export const fetchShareLink = () => import('./ShareLink.tsx');
