import { randomBytes } from 'node:crypto'
import type { Verification, VerificationStore } from '@bonafide/server-sdk'
import { type Application, drawAccountNumber } from './application.ts'

const LIFETIME_MS = 8 * 60 * 60 * 1000
const MOST_APPLICATIONS = 10_000

interface Entry {
  readonly application: Application
  readonly until: number
}

/**
 * The bank's book; a real bank has a database here. It is in memory, so that the demo leaves no personal data behind.
 * As the store of the server SDK it ties each check to the application of the customer who started it.
 */
export class ApplicationBook implements VerificationStore {
  readonly #bySession = new Map<string, Entry>()
  readonly #byCustomer = new Map<string, Application>()
  readonly #byTransaction = new Map<string, Verification>()

  /** Begins an application; `keep` is given the secret session id that only its browser may know. */
  begin(details: Pick<Application, 'name' | 'email'>, keep: (sessionId: string) => void): Application {
    this.#forgetOld()
    const sessionId = randomBytes(32).toString('base64url')
    const application: Application = { customerId: randomBytes(16).toString('hex'), ...details }
    this.#bySession.set(sessionId, { application, until: Date.now() + LIFETIME_MS })
    this.#byCustomer.set(application.customerId, application)
    keep(sessionId)
    return application
  }

  ofSession(sessionId: string | undefined): Application | undefined {
    const entry = sessionId === undefined ? undefined : this.#bySession.get(sessionId)
    return entry !== undefined && entry.until > Date.now() ? entry.application : undefined
  }

  ofCustomer(customerId: string): Application | undefined {
    return this.#byCustomer.get(customerId)
  }

  end(sessionId: string): void {
    const application = this.#bySession.get(sessionId)?.application
    this.#bySession.delete(sessionId)
    if (application === undefined) return
    this.#byCustomer.delete(application.customerId)
    for (const [id, { userId }] of this.#byTransaction) {
      if (userId === application.customerId) this.#byTransaction.delete(id)
    }
  }

  /** The check that was started last counts; when it is passed, the account is opened, once. */
  async save(verification: Verification): Promise<void> {
    const application = this.#byCustomer.get(verification.userId)
    if (application === undefined) return
    this.#byTransaction.set(verification.transactionId, verification)
    const current = application.verification
    const isNewest = current === undefined || verification.startedAt >= current.startedAt
    if (!isNewest) return
    application.verification = verification
    if (verification.outcome?.state === 'passed') application.account ??= drawAccountNumber()
  }

  async findLatest(customerId: string): Promise<Verification | undefined> {
    return this.#byCustomer.get(customerId)?.verification
  }

  async findByTransaction(transactionId: string): Promise<Verification | undefined> {
    return this.#byTransaction.get(transactionId)
  }

  #forgetOld(): void {
    for (const [sessionId, { until }] of this.#bySession) {
      if (until > Date.now() && this.#bySession.size < MOST_APPLICATIONS) return
      this.end(sessionId)
    }
  }
}
