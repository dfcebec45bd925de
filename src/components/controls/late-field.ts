/**
 * The typed field, fetched when it is asked for: from a file that lies in the piece which every page loads
 * (`astro.config.mjs`), so that no styles are wanted by a name that is not written.
 */
export const fetchFieldEditor = () => import('./FieldEditor.tsx');

export type FieldEditorView = Awaited<ReturnType<typeof fetchFieldEditor>>['FieldEditor'];
