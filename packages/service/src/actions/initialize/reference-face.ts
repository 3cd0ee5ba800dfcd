import { ApiError } from '@bonafide/protocol'
import type { Judge } from '../../ports/judge.ts'
import { asPictureError } from '../judging-errors.ts'
import { requirePictureInLimits, unqualifiedPhoto } from '../picture-limits.ts'

/** Refuses a reference picture that no live face could be compared with. */
export async function requireUsableReference(picture: Uint8Array, judge: Judge): Promise<void> {
  requirePictureInLimits(picture)
  const { facesSeen, usable } = await judge.inspectFace(picture).catch((error: unknown) => {
    throw asPictureError(error)
  })
  if (facesSeen === 0) throw new ApiError('NoFaceDetected')
  if (facesSeen > 1) throw unqualifiedPhoto('It shows more than one face.')
  if (!usable) throw unqualifiedPhoto('The face is too small, turned away or blurred.')
}
