/** What the user asked for cannot be done; the message is one line that says why. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(message: string) {
    super(message.replaceAll(/\s+/g, ' ').trim());
  }
}

/** The reason of an error of the file system, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or directory';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a directory';
    case 'ENOTDIR':
      return 'part of the path is no directory';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
