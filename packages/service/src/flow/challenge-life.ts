import type { Attempt } from '../ports/store.ts'

/** A challenge is answered within this time or not at all (security.md C1). */
export const CHALLENGE_LIFE_MS = 60_000

/** When the challenge of an attempt was drawn. */
export function drawnAt(attempt: Pick<Attempt, 'expiresAt'>): Date {
  return new Date(attempt.expiresAt.getTime() - CHALLENGE_LIFE_MS)
}
