import { randomBytes, randomInt } from 'node:crypto'
import type { Advice, ApplicationView, Product } from '../application-view.ts'

/** An application for an account, as the bank keeps it. It belongs to the browser session that began it. */
export interface Application {
  readonly customerId: string
  product: Product
  name?: string
  email?: string
  /** When the customer agreed to the check. */
  consentAt?: Date
  /** The check that counts; the page never names it, so it cannot name somebody else's. */
  transactionId?: string
  outcome?: Outcome
}

export type Outcome =
  | { readonly kind: 'opened'; readonly account: string }
  | { readonly kind: 'refused'; readonly advice: Advice }
  | { readonly kind: 'in-review' }

const LIFETIME_MS = 8 * 60 * 60 * 1000
const MOST = 10_000

/** The bank's book, in memory: a demo that forgets its customers when it ends keeps no personal data on disk. */
export class Applications {
  readonly #bySession = new Map<string, { readonly application: Application; readonly until: number }>()
  readonly #byTransaction = new Map<string, Application>()

  /** Begins an application and answers the secret session id that its browser keeps. */
  begin(): { readonly sessionId: string; readonly application: Application } {
    const sessionId = randomBytes(32).toString('base64url')
    const application: Application = { customerId: randomBytes(16).toString('hex'), product: 'passport-and-face' }
    this.#forgetOld()
    this.#bySession.set(sessionId, { application, until: Date.now() + LIFETIME_MS })
    return { sessionId, application }
  }

  ofSession(sessionId: string | undefined): Application | undefined {
    const entry = sessionId === undefined ? undefined : this.#bySession.get(sessionId)
    return entry !== undefined && entry.until > Date.now() ? entry.application : undefined
  }

  ofTransaction(transactionId: string): Application | undefined {
    return this.#byTransaction.get(transactionId)
  }

  /** The newest check counts; results of earlier ones no longer reach the application. */
  bind(application: Application, transactionId: string): void {
    if (application.transactionId !== undefined) this.#byTransaction.delete(application.transactionId)
    application.transactionId = transactionId
    delete application.outcome
    this.#byTransaction.set(transactionId, application)
  }

  end(sessionId: string): void {
    const entry = this.#bySession.get(sessionId)
    if (entry?.application.transactionId !== undefined) this.#byTransaction.delete(entry.application.transactionId)
    this.#bySession.delete(sessionId)
  }

  #forgetOld(): void {
    for (const [sessionId, { until }] of this.#bySession) {
      if (until > Date.now() && this.#bySession.size < MOST) return
      this.end(sessionId)
    }
  }
}

/** What the page may see of it. */
export function viewOf(application: Application | undefined): ApplicationView {
  if (application === undefined) return { stage: 'new', product: 'passport-and-face' }
  const { product, name, email, outcome, transactionId } = application
  const known = { product, ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) }
  if (outcome?.kind === 'opened') return { ...known, stage: 'opened', account: outcome.account }
  if (outcome?.kind === 'refused') return { ...known, stage: 'refused', advice: outcome.advice }
  if (outcome?.kind === 'in-review') return { ...known, stage: 'in-review' }
  if (transactionId !== undefined) return { ...known, stage: 'checking' }
  return { ...known, stage: name === undefined ? 'new' : 'check' }
}

/** A made-up account number: four groups of four digits. */
export function drawAccountNumber(): string {
  return Array.from({ length: 4 }, () => String(randomInt(10_000)).padStart(4, '0')).join(' ')
}
