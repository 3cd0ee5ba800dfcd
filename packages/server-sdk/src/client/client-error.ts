/**
 * A call to the service failed. `code` is the API's own (`MissingParameter`, `ProcessNotCompleted`, …) or says why
 * there was no usable answer: `NetworkError`, `Timeout`, `UnreadableAnswer`. `requestId` is what the operator of the
 * service needs to find the call.
 */
export class VerificationApiError extends Error {
  readonly code: string
  readonly statusCode: number | undefined
  readonly requestId: string | undefined
  readonly retryAfterMs: number | undefined
  readonly retryHelps: boolean

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'VerificationApiError'
    this.code = details.code
    this.statusCode = details.statusCode
    this.requestId = details.requestId
    this.retryAfterMs = details.retryAfterMs
    this.retryHelps = details.retryHelps
  }
}

export interface ErrorDetails {
  readonly code: string
  readonly statusCode?: number | undefined
  readonly requestId?: string | undefined
  readonly retryAfterMs?: number | undefined
  readonly retryHelps: boolean
  readonly cause?: unknown
}
