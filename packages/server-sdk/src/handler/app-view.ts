import type { Outcome } from './verification-store.ts'

/** What an app may show: no scores, no data, no code that tells an attacker which check stopped them. */
export interface AppView {
  readonly state: 'pending' | 'passed' | 'not-passed' | 'review' | 'expired'
  /** Key of a text that the app shows. */
  readonly reason: ReasonKey
}

export type ReasonKey =
  | 'in-progress'
  | 'passed'
  | 'in-review'
  | 'expired'
  | 'face-does-not-match'
  | 'face-check-failed'
  | 'document-unreadable'
  | 'document-type-wrong'
  | 'document-expired'
  | 'document-not-accepted'
  | 'data-not-confirmed'
  | 'limit-reached'
  | 'already-registered'
  | 'could-not-verify'
  | 'try-again-later'

/** Result codes whose reason helps an honest user; every other one is `could-not-verify`. */
const REASONS = new Map<string, ReasonKey>([
  ['201', 'data-not-confirmed'],
  ['202', 'data-not-confirmed'],
  ['203', 'face-does-not-match'],
  ['204', 'face-does-not-match'],
  ['205', 'face-check-failed'],
  ['206', 'limit-reached'],
  ['207', 'face-does-not-match'],
  ['208', 'already-registered'],
  ['209', 'try-again-later'],
  ['211', 'document-unreadable'],
  ['212', 'document-type-wrong'],
  ['213', 'document-not-accepted'],
  ['214', 'document-expired'],
  ['215', 'document-unreadable'],
  ['216', 'document-not-accepted'],
  ['299', 'try-again-later'],
])

/** The redacted view of a verification; `undefined` means that there is no outcome yet. */
export function appView(outcome: Outcome | undefined): AppView {
  if (outcome === undefined) return { state: 'pending', reason: 'in-progress' }
  const { state, subCode = '' } = outcome
  if (state === 'passed') return { state, reason: 'passed' }
  if (state === 'review') return { state, reason: 'in-review' }
  if (state === 'expired') return { state, reason: 'expired' }
  return { state, reason: REASONS.get(subCode) ?? 'could-not-verify' }
}
