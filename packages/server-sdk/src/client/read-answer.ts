import { API_ERRORS } from '@bonafide/protocol'
import { VerificationApiError } from './client-error.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** The body of a successful answer. Throws `VerificationApiError` for everything else. */
export async function readAnswer(response: Response): Promise<JsonObject> {
  const retryAfterMs = retryAfter(response.headers)
  const body = parseObject(await response.text())
  const statusCode = response.status
  if (body === undefined) {
    const retryHelps = statusCode >= 500
    const details = { code: 'UnreadableAnswer', statusCode, retryAfterMs, retryHelps }
    throw new VerificationApiError(`The answer with status ${statusCode} is not a JSON object.`, details)
  }
  if (response.ok) return body
  const code = textOf(body, 'Code') ?? 'UnreadableAnswer'
  const requestId = textOf(body, 'RequestId')
  const message = `${code}: ${textOf(body, 'Message') ?? 'no message'} (status ${statusCode}, request ${requestId ?? 'unknown'})`
  throw new VerificationApiError(message, {
    code,
    statusCode,
    requestId,
    retryAfterMs,
    retryHelps: retryHelps(code, statusCode),
  })
}

/** A text field of an answer; numbers and booleans count as text, as in the official clients. */
export function textOf(body: JsonObject, field: string): string | undefined {
  const value = body[field]
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** `ProcessNotCompleted` is for the caller to ask again later, not for a loop of milliseconds. */
function retryHelps(code: string, statusCode: number): boolean {
  if (code === 'ProcessNotCompleted') return false
  const known = Object.entries(API_ERRORS).find(([name]) => name === code)
  return known === undefined ? statusCode >= 500 || code.includes('Throttling') : known[1].retryHelps
}

/** `x-acs-retry-after` is in milliseconds, Retry-After in seconds (security I8). */
function retryAfter(headers: Headers): number | undefined {
  const ms = wholeNumber(headers.get('x-acs-retry-after'))
  const seconds = wholeNumber(headers.get('retry-after'))
  return ms ?? (seconds === undefined ? undefined : seconds * 1000)
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined
  } catch {
    return undefined
  }
}
