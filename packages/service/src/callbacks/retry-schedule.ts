import type { Random } from '@bonafide/engine'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Delay before each try (security.md I3, after Standard Webhooks). */
const DELAYS_MS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const
/** Either way, so that receivers that came back are not met by everybody at once. */
const JITTER = 0.2
/** The longest a receiver may put us off. */
const MAX_RETRY_AFTER_MS = 24 * HOUR

export interface FailedTry {
  /** How often it was tried, this time included. */
  readonly tries: number
  readonly now: Date
  /** The header as it was received, if any. */
  readonly retryAfter?: string
}

/** When to try again; undefined when that was the last time. */
export function nextTry({ tries, now, retryAfter }: FailedTry, random: Random): Date | undefined {
  const delay = DELAYS_MS[tries]
  if (delay === undefined) return undefined
  const share = random.below(1_000_001) / 1_000_000
  const jittered = delay * (1 - JITTER + 2 * JITTER * share)
  return new Date(now.getTime() + Math.round(Math.max(jittered, retryAfterMs(retryAfter, now))))
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3); anything else asks for nothing. */
function retryAfterMs(header: string | undefined, now: Date): number {
  const text = header?.trim() ?? ''
  const asked = /^\d{1,9}$/.test(text) ? Number(text) * SECOND : Date.parse(text) - now.getTime()
  return Number.isFinite(asked) ? Math.min(Math.max(asked, 0), MAX_RETRY_AFTER_MS) : 0
}
