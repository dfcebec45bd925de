/** Documents of older versions, brought to the present one step at a time. */
import { SESSION_VERSION } from './document.ts';
import { SessionError } from './errors.ts';
import { own } from './json.ts';
import type { JsonRecord } from './json.ts';

/** Makes a document of version n into one of version n + 1. */
export type Migration = (document: JsonRecord) => JsonRecord;

/** The migration at index i starts from version i + 1: numbered without gaps, as the list is. */
const MIGRATIONS: readonly Migration[] = [];

/**
 * Runs all migrations that a document has before it. Throws `SessionError` `newer` when the document's version
 * is above the last one known, `broken` when it has none.
 */
export function migrateWith(migrations: readonly Migration[], document: JsonRecord): JsonRecord {
  const present = migrations.length + 1;
  const version = own(document, 'v');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new SessionError('broken', 'This is not a mix of this site: it does not say which version it has.');
  }
  if (version > present) {
    throw new SessionError(
      'newer',
      `This mix was made with a newer version of the site (format ${version}; this page knows up to ${present}). Reload the page to get the newest version.`,
    );
  }
  return migrations
    .slice(version - 1)
    .reduce<JsonRecord>((older, step, i) => ({ ...step(older), v: version + i + 1 }), document);
}

/** A stored session document of any known version as one of the present version; its parts are not yet checked. */
export function migrate(document: JsonRecord): JsonRecord {
  if (MIGRATIONS.length + 1 !== SESSION_VERSION)
    throw new Error('A version of the document has no migration.');
  return migrateWith(MIGRATIONS, document);
}
