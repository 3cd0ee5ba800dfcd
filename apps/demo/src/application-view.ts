import type { ReasonKey } from '@bonafide/server-sdk'

/** What the bank's page may know about an application; everything else stays on the bank's server. */
export interface ApplicationView {
  readonly stage: Stage
  readonly name?: string
  readonly email?: string
  /** Number of the account once it is open. */
  readonly account?: string
  /** Why not, in the redacted words of the server SDK; present when the check was not passed. */
  readonly reason?: ReasonKey
}

/**
 * `new`: nothing is known yet. `check`: the bank has the details. `checking`: a check was started and has no result.
 * The last three are results.
 */
export type Stage = 'new' | 'check' | 'checking' | 'opened' | 'refused' | 'in-review'

export type Product = 'passport-and-face' | 'face'

/** How the page shows the check: on a page of its own, or on top of the bank's. */
export type Mode = 'redirect' | 'iframe'
