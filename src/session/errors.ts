/**
 * Why a document, a patch or a link could not be taken. `broken`: not of this form at all. `newer`: written by a
 * later version of the site. `too-large`: over the limits. `unknown-base`: stands on a preset that is not here.
 */
export type SessionErrorKind = 'broken' | 'newer' | 'too-large' | 'unknown-base';

/** The one error that reading foreign documents may throw. Its message is a sentence for the learner. */
export class SessionError extends Error {
  readonly kind: SessionErrorKind;

  constructor(kind: SessionErrorKind, message: string) {
    super(message);
    this.name = 'SessionError';
    this.kind = kind;
  }
}
