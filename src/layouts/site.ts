/** Addresses within the site, whatever folder it is served from. */
const root = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/** A page: `page('lessons/06-eq/')`. */
export const page = (path: string): string => root + path;

/** A file of `public/`. */
export const asset = (path: string): string => root + path;
