/**
 * The typed field, fetched when it is asked for: from a file that lies in the piece which every page loads
 * (`astro.config.mjs`), because there stands already what a late part has to be loaded with. Asked for in `Field.tsx`
 * itself, it would cost every lesson's first visit 0.2 kB.
 */
export const fetchFieldEditor = () => import('./FieldEditor.tsx');

export type FieldEditorView = Awaited<ReturnType<typeof fetchFieldEditor>>['FieldEditor'];
