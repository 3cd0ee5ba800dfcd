/** What the bank's page may know about an application; everything else stays on the bank's server. */
export interface ApplicationView {
  readonly stage: Stage
  readonly product: Product
  readonly name?: string
  readonly email?: string
  /** Present once the account is open. */
  readonly account?: string
  /** What the customer can do about it; present when the check was not passed. */
  readonly advice?: Advice
}

/**
 * `new`: nothing is known yet. `check`: the bank has the details. `checking`: a check was started and has no result.
 * The last three are results.
 */
export type Stage = 'new' | 'check' | 'checking' | 'opened' | 'refused' | 'in-review'

export type Product = 'passport-and-face' | 'face'

export type Advice = 'face' | 'match' | 'expired' | 'unreadable' | 'document' | 'ours' | 'other'

/** How the page shows the check: on a page of its own, or on top of the bank's. */
export type Mode = 'redirect' | 'iframe'
