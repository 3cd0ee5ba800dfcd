import { API_ERRORS, type ApiErrorCode } from './api-errors.ts'

export interface ApiErrorDetails {
  /** One more sentence for the caller. Never a parameter's value, never anything personal or internal. */
  readonly detail?: string
  /** Name of the parameter that is at fault. */
  readonly parameter?: string
  /** When a retry helps: how long to wait. */
  readonly retryAfterMs?: number
  readonly cause?: unknown
}

/**
 * An error of the API with its stable code. The message is safe to send to callers.
 *
 *     throw new ApiError('InvalidParameter', { parameter: 'DocType', detail: 'This product reads passports only.' })
 */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly status: number
  readonly parameter: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: ApiErrorCode, details: ApiErrorDetails = {}) {
    super(messageOf(code, details), details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'ApiError'
    this.code = code
    this.status = API_ERRORS[code].status
    this.parameter = details.parameter
    this.retryAfterMs = details.retryAfterMs
  }
}

/** The JSON body of an error answer (openapi-wire section 7). */
export interface ErrorEnvelope {
  readonly RequestId: string
  readonly HostId: string
  readonly Code: ApiErrorCode
  readonly Message: string
}

export function errorEnvelope(error: ApiError, requestId: string, hostId: string): ErrorEnvelope {
  return { RequestId: requestId, HostId: hostId, Code: error.code, Message: error.message }
}

function messageOf(code: ApiErrorCode, { parameter, detail }: ApiErrorDetails): string {
  const sentences: string[] = [API_ERRORS[code].message]
  if (parameter !== undefined) sentences.push(`Parameter: ${parameter}.`)
  if (detail !== undefined) sentences.push(detail)
  return sentences.join(' ')
}
