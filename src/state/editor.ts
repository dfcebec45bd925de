/** All that changes a session, reads foreign ones and takes differences, as one file that a page loads late. */
export { claimsOf, keptPatch, startSession } from '../course/own-mix.ts';
export { liesUnder } from '../session/address.ts';
export { diff } from '../session/diff.ts';
export { applyPatch } from '../session/patch.ts';
export { record, redo, undo } from '../session/undo.ts';
export { reopen, takeOver } from './reopen.ts';
