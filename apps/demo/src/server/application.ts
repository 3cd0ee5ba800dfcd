import { randomInt } from 'node:crypto'
import { appView, type Verification } from '@bonafide/server-sdk'
import type { ApplicationView, Product } from '../application-view.ts'

/** An application for an account, as the bank keeps it. It belongs to the browser session that began it. */
export interface Application {
  readonly customerId: string
  name: string
  email: string
  /** What the customer agreed to, and when. */
  consent?: { readonly product: Product; readonly at: Date }
  /** The check that counts. The page never names it, so it cannot name somebody else's. */
  verification?: Verification
  account?: string
}

/** What the page may see of it: no ids, no scores, no codes. */
export function viewOf(application: Application | undefined): ApplicationView {
  if (application === undefined) return { stage: 'new' }
  const { name, email, account, verification } = application
  const known = { name, email }
  if (account !== undefined) return { ...known, stage: 'opened', account }
  if (verification === undefined) return { ...known, stage: 'check' }
  const { state, reason } = appView(verification.outcome)
  if (state === 'review') return { ...known, stage: 'in-review' }
  // An application that passed has an account, see `ApplicationBook.save`.
  if (state === 'pending' || state === 'passed') return { ...known, stage: 'checking' }
  return { ...known, stage: 'refused', reason }
}

/** A made-up account number: four groups of four digits. */
export function drawAccountNumber(): string {
  return Array.from({ length: 4 }, () => String(randomInt(10_000)).padStart(4, '0')).join(' ')
}
