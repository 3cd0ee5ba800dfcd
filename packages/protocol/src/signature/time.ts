import { ApiError } from '../codes/api-error.ts'

const MINUTE_MS = 60_000

/** Milliseconds that a request may be old, and ahead of our clock (openapi-wire section 5, security A5). */
export interface Window {
  readonly pastMs: number
  readonly futureMs: number
}

export const V3_WINDOW: Window = { pastMs: 15 * MINUTE_MS, futureMs: 15 * MINUTE_MS }
export const V2_WINDOW: Window = { pastMs: 31 * MINUTE_MS, futureMs: 15 * MINUTE_MS }

/** `yyyy-MM-ddTHH:mm:ssZ` */
export function writeTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}

/** Throws `IllegalTimestamp` when absent, `InvalidTimeStamp.Format` when it is not a UTC time to the second. */
export function readTime(text: string | undefined): Date {
  if (text === undefined || text === '') throw new ApiError('IllegalTimestamp')
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) ? new Date(text) : undefined
  if (time === undefined || Number.isNaN(time.getTime()) || writeTime(time) !== text) {
    throw new ApiError('InvalidTimeStamp.Format')
  }
  return time
}

/** Throws `InvalidTimeStamp.Expired` outside the window; its ends belong to it. */
export function checkWindow(time: Date, now: Date, window: Window): void {
  const age = now.getTime() - time.getTime()
  if (age > window.pastMs || -age > window.futureMs) throw new ApiError('InvalidTimeStamp.Expired')
}

/** When a nonce seen now can be forgotten: no request with it can be accepted any more. */
export function forgetNonceAt(now: Date, window: Window): Date {
  return new Date(now.getTime() + window.pastMs + window.futureMs)
}
