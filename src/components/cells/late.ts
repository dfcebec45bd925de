/**
 * Parts of cells that are fetched when they are asked for. They are asked for from here, because this file lies in
 * the piece that every page loads (`astro.config.mjs`): elsewhere the bundler would want that piece's styles by a name
 * that is not written, as every page links its styles itself.
 */
export const fetchMixerMore = () => import('./Mixer/more.ts');
export const fetchPresenter = () => import('./presenter.ts');
