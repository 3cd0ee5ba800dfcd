import { ApiError } from '@bonafide/protocol'
import type { Backlog } from './watch-backlog.ts'

/** Calls that begin a verification, whose judgement would wait behind what waits already. */
const BEGINNINGS: ReadonlySet<string> = new Set(['Initialize', 'InitializeV2'])
const LEAST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

export interface OverloadLimits {
  /** Age of a tenant's oldest unjudged verification from which on it begins no new one. */
  readonly mostWaitSeconds: number
}

/**
 * Refuses to begin what could not be judged in time, long before anything runs out. Only the tenant whose own
 * verifications wait is refused; those that were begun go on, and results can be asked for.
 */
export function refuseOverload(
  call: { readonly action: string; readonly tenant: { readonly id: string } },
  { backlog, settings }: { readonly backlog: Pick<Backlog, 'of'>; readonly settings: OverloadLimits },
): void {
  if (!BEGINNINGS.has(call.action)) return
  const oldestMs = backlog.of(call.tenant.id)?.oldestMs ?? 0
  const mostMs = settings.mostWaitSeconds * 1000
  if (oldestMs <= mostMs) return
  const retryAfterMs = Math.min(Math.max(oldestMs - mostMs / 2, LEAST_PAUSE_MS), LONGEST_PAUSE_MS)
  throw new ApiError('ServiceUnavailable', { retryAfterMs, detail: 'Too many verifications wait to be judged.' })
}
