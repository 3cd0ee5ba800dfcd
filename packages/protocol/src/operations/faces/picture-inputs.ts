import { ApiError } from '../../codes/api-error.ts'
import { missingParameter } from '../parse-parameters.ts'

/** The names under which one picture may come; an uploaded file stands above the other two (server-apis, head). */
export interface PictureInput {
  readonly base64: string
  readonly url: string
  readonly file?: string
  /** Whether the operation cannot do without it. */
  readonly required: boolean
}

/** Each picture is given in one way: none where it is required is missing, Base64 and address together are refused. */
export function picturesGivenOnce(
  ...inputs: readonly PictureInput[]
): (values: object, given: ReadonlySet<string>) => void {
  return (_values, given) => {
    for (const { base64, url, file, required } of inputs) {
      if (file !== undefined && given.has(file)) continue
      if (given.has(base64) && given.has(url)) throw new ApiError('DataDuplication', { parameter: base64 })
      if (required && !given.has(base64) && !given.has(url)) throw missingParameter(base64)
    }
  }
}

/** The usual three names of one picture, e.g. `FacePicture`, `FacePictureUrl`, `FacePictureFile`. */
export function pictureInput(stem: string, options: { readonly required: boolean }): PictureInput {
  return { base64: stem, url: `${stem}Url`, file: `${stem}File`, ...options }
}
