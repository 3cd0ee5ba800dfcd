import { SourceUnavailable } from '../../ports/source.ts'

export interface BreakerOptions {
  /** So many failures in a row open it. */
  readonly failures: number
  /** For so long nothing is tried; then one call at a time is, until one succeeds. */
  readonly restMs: number
  readonly nowMs?: () => number
}

/** Spares a source that is down, and its callers the wait. Throws `SourceUnavailable` while it is open. */
export function createCircuitBreaker({ failures, restMs, nowMs = () => performance.now() }: BreakerOptions) {
  let failed = 0
  let openUntil = 0
  let trying = false
  return async <T>(work: () => Promise<T>): Promise<T> => {
    const leftMs = openUntil - nowMs()
    const open = failed >= failures
    if (open && (leftMs > 0 || trying)) throw new SourceUnavailable(Math.max(Math.ceil(leftMs), 1000))
    trying = open
    try {
      const result = await work()
      failed = 0
      return result
    } catch (error) {
      failed += 1
      if (failed >= failures) openUntil = nowMs() + restMs
      throw error
    } finally {
      trying = false
    }
  }
}
