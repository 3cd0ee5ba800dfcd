import { randomUUID } from 'node:crypto'
import { ApiError, errorEnvelope } from '@bonafide/protocol'

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
}

/** RequestId as the API writes it: an upper-case UUID. */
export function newRequestId(): string {
  return randomUUID().toUpperCase()
}

export function successAnswer(requestId: string, body: Readonly<Record<string, unknown>>): Answer {
  return { status: 200, body: { RequestId: requestId, ...body }, headers: {} }
}

/**
 * An error as the official clients read it; `status` differs from the code's own where HTTP has a better word. Whatever is
 * refused for now says when to come back (security.md I8).
 */
export function errorAnswer(
  error: ApiError,
  requestId: string,
  host: string | undefined,
  status: number = error.status,
): Answer {
  return {
    status,
    body: { ...errorEnvelope(error, requestId, hostIdOf(host)) },
    headers: retryHeaders(status, error.retryAfterMs),
  }
}

/** `HostId` repeats the Host header where it is a plain host, and nothing else: it is copied into the answer. */
function hostIdOf(host: string | undefined): string {
  return host !== undefined && /^[A-Za-z0-9.:[\]-]{1,255}$/.test(host) ? host : 'bonafide'
}

/** The time to come back, as the API and as HTTP writes it; a 503 without one is for a second. */
export function retryHeaders(
  status: number,
  retryAfterMs: number | undefined = status === 503 ? TRY_AGAIN_MS : undefined,
): Readonly<Record<string, string>> {
  if (retryAfterMs === undefined) return {}
  return { 'x-acs-retry-after': String(retryAfterMs), 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }
}

/**
 * What passes by itself: the database restarts or refuses connections (PostgreSQL classes 08, 53, 57 and 58), the disk is
 * full or fails, the blob store does not answer. Nothing was accepted, and the same call may succeed in a moment.
 */
const PASSING =
  /^(08|53|57|58)[0-9A-Z]{3}$|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOSPC|EDQUOT|EIO|EMFILE|ENFILE|database-unavailable|blobs-unavailable)$/
const TRY_AGAIN_MS = 1000

/** Whatever was thrown, as an error of the API: its own, ServiceUnavailable for what passes, else InternalError. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (PASSING.test(code)) return new ApiError('ServiceUnavailable', { cause: error, retryAfterMs: TRY_AGAIN_MS })
  return new ApiError('InternalError', { cause: error })
}
