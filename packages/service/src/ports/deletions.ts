/** What goes: everything, only the pictures, or only what is written. The words are those of DeleteVerifyResult. */
export type DeletionKind = 'All' | 'Img' | 'Text'

/** That something was deleted, signed by this installation. Ids and times only: it outlives what it is about. */
export interface Deletion {
  readonly transactionId: string
  readonly kind: DeletionKind
  readonly reason: 'asked' | 'retention'
  readonly at: Date
  readonly signature: string
}

/**
 * A record of deletions that lies outside the data folder and in no backup of it: what it names stays deleted when an
 * older backup comes back (security.md F3).
 */
export interface DeletionLog {
  /** Everything that was ever appended, in order. Rejects with `DeletionLogInvalid` when it cannot be read. */
  read(): Promise<readonly Deletion[]>
  /** Durable when it resolves. */
  append(deletions: readonly Deletion[]): Promise<void>
}
