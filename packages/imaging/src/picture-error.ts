/** Why a picture was refused. `too-large` is bytes, `too-many-pixels` what they would become. */
export type PictureErrorCode = 'unsupported' | 'too-large' | 'too-many-pixels' | 'unreadable'

const MESSAGES: Readonly<Record<PictureErrorCode, string>> = {
  unsupported: 'The bytes are not a JPEG, PNG or WebP picture',
  'too-large': 'The picture has too many bytes',
  'too-many-pixels': 'The picture has too many pixels',
  unreadable: 'The picture is damaged',
}

/** A picture that will not be decoded. Its message names nothing of the picture. */
export class PictureError extends Error {
  readonly code: PictureErrorCode
  constructor(code: PictureErrorCode, options?: ErrorOptions) {
    super(MESSAGES[code], options)
    this.code = code
  }
}
