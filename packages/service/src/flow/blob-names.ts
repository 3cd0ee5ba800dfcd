/** Names of the blobs of a transaction; the part behind the slash is also the field that each is sealed under. */
export const BLOB_FIELDS = {
  referenceFace: 'reference-face',
  portrait: 'portrait',
  face: 'face',
  /** For half an hour: a clip of the face step. */
  clip: 'clip',
  /** Until the verdict: what was read from the pages, and the portrait that was found on them. */
  reading: 'reading',
  readingPortrait: 'reading-portrait',
} as const

export function blobKey(transactionId: string, field: string): string {
  return `${transactionId}/${field}`
}

/** The hash is part of the name: a piece that is sent again with other bytes never replaces one that was checked. */
export function pieceField(attemptId: string, index: number, sha256: string): string {
  return `piece-${attemptId}-${index}-${sha256}`
}

/** A document page as JPEG without metadata, made by the judging process. */
export function pageField(page: string): string {
  return `page-${page}`
}
