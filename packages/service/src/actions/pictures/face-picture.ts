import { missingParameter } from '@bonafide/protocol'
import type { ActionContext } from '../define-action.ts'
import { requirePictureInLimits } from '../picture-limits.ts'
import { givenPicture } from './given-picture.ts'

interface FacePictureValues {
  readonly FacePictureFile?: string | undefined
  readonly FacePictureBase64?: Uint8Array | undefined
  readonly FacePictureUrl?: string | undefined
}

/** The one picture of a face that a call judges, within the limits of pictures; refused by its code where none was given. */
export async function facePicture(
  { FacePictureFile, FacePictureBase64, FacePictureUrl }: FacePictureValues,
  context: ActionContext,
): Promise<Uint8Array> {
  const bytes = await givenPicture(
    { file: ['FacePictureFile', FacePictureFile], base64: FacePictureBase64, url: ['FacePictureUrl', FacePictureUrl] },
    context,
  )
  if (bytes === undefined) throw missingParameter('FacePictureBase64')
  requirePictureInLimits(bytes)
  return bytes
}
