/** A verification that the other service conducts for a tenant. */
export interface ForwardedVerification {
  readonly tenantId: string
  /** The TransactionId of the other service. */
  readonly id: string
  readonly at: Date
  /** What its comparison needs to know of Initialize, as sealed JSON. */
  readonly sealed: Uint8Array
}

/** How two answers to one call compare, as sealed JSON without anything personal. */
export interface KeptComparison {
  readonly tenantId: string
  readonly at: Date
  readonly sealed: Uint8Array
}

export interface ShadowStore {
  /** Keeps it; one of the same id that is there already stays as it is. */
  noteForwarded(verification: ForwardedVerification): Promise<void>
  /** Undefined also when it belongs to another tenant. */
  findForwarded(tenantId: string, id: string): Promise<ForwardedVerification | undefined>
  /** True once for each verification, over all processes: its result is compared one time, however often it is read. */
  claimComparison(tenantId: string, id: string): Promise<boolean>
  keepComparison(comparison: KeptComparison): Promise<void>
  /** Those of a tenant since a time, oldest first, read in pages. */
  comparisonsOf(tenantId: string, since: Date): AsyncIterable<KeptComparison>
  /** Deletes what is older. */
  forgetShadow(before: Date): Promise<void>
}
