/** A keyed hash of something that a picture is recognised by: 48 bits, so that every number of JavaScript and JSON holds it. */
export type MediaMark = number

/** What is kept of one page, clip or frame. */
export interface MarkedMedia {
  readonly item: string
  readonly digests: readonly MediaMark[]
  /** One mark for each band of its look. */
  readonly look: readonly MediaMark[]
}

/** What to look for: as much as is kept, and what bands of the look may have been as well. */
export interface SoughtMedia extends MarkedMedia {
  readonly likeLook: readonly MediaMark[]
}

/** Something of another verification that shares marks with what was sought. */
export interface MediaSighting {
  /** Which of the sought it is like. */
  readonly item: string
  readonly transactionId: string
  readonly sharedDigests: number
  readonly sharedBands: number
}

export interface MediaMarkStore {
  /**
   * Keeps the marks with their transaction, unless its pictures were deleted, and goes when they go. Committed before it
   * resolves: of two verifications at once with the same material, at least one finds the other.
   */
  keepMarks(transactionId: string, media: readonly MarkedMedia[]): Promise<void>
  /** Other verifications of the tenant with a shared digest, or with so many shared bands; at most 100 for each item. */
  findMarked(
    of: { readonly tenantId: string; readonly transactionId: string },
    media: readonly SoughtMedia[],
    leastBands: number,
  ): Promise<readonly MediaSighting[]>
}
