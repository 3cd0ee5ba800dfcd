import { ApiError } from '../../codes/api-error.ts'
import { missingParameter } from '../parse-parameters.ts'

/** With MRTDInput=2 the caller brings the key of the chip. */
export function chipKeyIsComplete(values: { readonly MRTDInput?: unknown }, given: ReadonlySet<string>): void {
  if (values.MRTDInput !== '2') return
  const absent = ['DocumentNumber', 'DateOfBirth', 'DateOfExpiry'].find((name) => !given.has(name))
  if (absent !== undefined) throw missingParameter(absent)
}

/** The same picture as Base64 and as address is refused; an uploaded file stands above both. */
export function picturesAreGivenOnce(_values: object, given: ReadonlySet<string>): void {
  for (const [base64, stem] of [
    ['FacePictureBase64', 'FacePicture'],
    ['TargetFacePicture', 'TargetFacePicture'],
  ] as const) {
    if (given.has(`${stem}File`) || !given.has(base64) || !given.has(`${stem}Url`)) continue
    throw new ApiError('DataDuplication', { parameter: base64 })
  }
}
