import { readPictureHeader } from '@bonafide/engine'
import { ApiError } from '@bonafide/protocol'
import { type Judge, JudgingFailed } from '../../ports/judge.ts'

/** initialize.md section 3.4, either way round. Smaller than the documented 640x480 is taken while the face suffices. */
const MAX_LONG_SIDE = 4096
const MIN_SHORT_SIDE = 200

/** Refuses a reference picture that no live face could be compared with. */
export async function requireUsableReference(picture: Uint8Array, judge: Judge): Promise<void> {
  const header = readPictureHeader(picture)
  if (header === undefined || header.format === 'webp') throw unqualified('It is neither JPEG nor PNG.')
  const [short, long] = [Math.min(header.width, header.height), Math.max(header.width, header.height)]
  if (short < MIN_SHORT_SIDE || long > MAX_LONG_SIDE) throw unqualified('Its resolution is out of range.')
  const { facesSeen, usable } = await inspect(picture, judge)
  if (facesSeen === 0) throw new ApiError('NoFaceDetected')
  if (facesSeen > 1) throw unqualified('It shows more than one face.')
  if (!usable) throw unqualified('The face is too small, turned away or blurred.')
}

async function inspect(picture: Uint8Array, judge: Judge) {
  try {
    return await judge.inspectFace(picture)
  } catch (cause) {
    if (cause instanceof JudgingFailed && cause.code === 'picture-unreadable')
      throw unqualified('It cannot be decoded.')
    throw new ApiError('ServiceUnavailable', { cause, retryAfterMs: 1000 })
  }
}

function unqualified(detail: string): ApiError {
  return new ApiError('UnqualifiedPhoto', { detail })
}
