import { ApiError } from '@bonafide/protocol'
import { JudgingFailed } from '../ports/judge.ts'
import { unqualifiedPhoto } from './picture-limits.ts'

const TRY_AGAIN_MS = 1000

/** Why a picture could not be looked at, in the words of the API. */
export function asPictureError(error: unknown): ApiError {
  if (error instanceof JudgingFailed && error.code === 'picture-unreadable') {
    return unqualifiedPhoto('It cannot be decoded.')
  }
  return new ApiError('ServiceUnavailable', { cause: error, retryAfterMs: TRY_AGAIN_MS })
}
