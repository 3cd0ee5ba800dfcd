/** What an outside register is asked: the operation that was called, and the parameters that it was called with. */
export interface SourceQuestion {
  readonly kind: string
  readonly fields: Readonly<Record<string, string>>
  /** Not personal; the same for a repetition of the same question. */
  readonly requestId: string
}

export interface SourceAnswer {
  /** 1 matches, 2 does not, 3 there is no record. */
  readonly bizCode: '1' | '2' | '3'
  readonly subCode?: string | undefined
  readonly detail?: Readonly<Record<string, string | number>> | undefined
}

/** An outside register, behind a connector that the operator provides. */
export interface OutsideSource {
  /** What answers say of themselves; `mock` where nothing real is asked. */
  readonly message: 'success' | 'mock'
  /** Rejects with `SourceUnavailable`. */
  ask(question: SourceQuestion): Promise<SourceAnswer>
}

export class SourceUnavailable extends Error {
  readonly code = 'source-unavailable'
  readonly retryAfterMs: number
  constructor(retryAfterMs: number, options?: ErrorOptions) {
    super('The outside source is not available', options)
    this.retryAfterMs = retryAfterMs
  }
}
