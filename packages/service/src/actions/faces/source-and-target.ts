import type { ActionContext } from '../define-action.ts'
import type { GivenPicture } from './describe-picture.ts'
import { pictureOf } from './picture-of.ts'

/** The two pictures of a comparison, each in up to three ways. */
export interface TwoPictures {
  readonly SourceFacePicture?: Uint8Array | undefined
  readonly SourceFacePictureUrl?: string | undefined
  readonly SourceFacePictureFile?: string | undefined
  readonly TargetFacePicture?: Uint8Array | undefined
  readonly TargetFacePictureUrl?: string | undefined
  readonly TargetFacePictureFile?: string | undefined
}

export function sourceOf(values: TwoPictures, context: ActionContext): Promise<GivenPicture> {
  const { SourceFacePicture: base64, SourceFacePictureUrl: url, SourceFacePictureFile: file } = values
  return pictureOf('SourceFacePicture', { base64, url, file }, context)
}

export function targetOf(values: TwoPictures, context: ActionContext): Promise<GivenPicture> {
  const { TargetFacePicture: base64, TargetFacePictureUrl: url, TargetFacePictureFile: file } = values
  return pictureOf('TargetFacePicture', { base64, url, file }, context)
}
