/** A clip or its challenge cannot be read. */
export class ClipError extends Error {
  readonly code = 'clip-unreadable'
}
