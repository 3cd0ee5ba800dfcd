/** One verification of one of your users, as your server remembers it. */
export interface Verification {
  readonly userId: string
  readonly transactionId: string
  readonly merchantBizId: string
  /** Given to the service and expected back in its callback. */
  readonly callbackToken: string
  readonly startedAt: Date
  /** Present once CheckResult answered. */
  readonly outcome?: Outcome
}

export interface Outcome {
  readonly state: 'passed' | 'not-passed' | 'review' | 'expired'
  readonly subCode?: string
  readonly seenAt: Date
}

/** Where your server keeps verifications; normally a table of your database. */
export interface VerificationStore {
  /** Writes or replaces the verification with this transaction id. */
  save(verification: Verification): Promise<void>
  /** The verification that this user started last. */
  findLatest(userId: string): Promise<Verification | undefined>
  findByTransaction(transactionId: string): Promise<Verification | undefined>
}

/** For demos and tests: forgets everything when the process ends. */
export function createMemoryStore(): VerificationStore {
  const latest = new Map<string, string>()
  const verifications = new Map<string, Verification>()
  const find = (id: string | undefined) => (id === undefined ? undefined : verifications.get(id))
  return {
    save: async (verification) => {
      if (!verifications.has(verification.transactionId)) latest.set(verification.userId, verification.transactionId)
      verifications.set(verification.transactionId, verification)
    },
    findLatest: async (userId) => find(latest.get(userId)),
    findByTransaction: async (transactionId) => find(transactionId),
  }
}
