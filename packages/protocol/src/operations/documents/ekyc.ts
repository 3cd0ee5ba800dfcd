import { merchantUser } from '../faces/parameters.ts'
import { pictureInput, picturesGivenOnce } from '../faces/picture-inputs.ts'
import { choice, picture, text, toggle } from '../kinds.ts'
import { invalidParameter } from '../parse-parameters.ts'
import { pictureUrl } from '../urls.ts'
import { docType, documentAnswer, idThreshold, merchantBizId } from './parameters.ts'

/** What EkycVerify and EkycVerifyV2 have in common. */
export const ekycParameters = {
  ProductCode: choice(['eKYC_MIN'], { fallback: 'eKYC_MIN' }),
  DocType: docType,
  /** Name, number and face are also held against an official register; for the card of mainland China. */
  Authorize: toggle({ fallback: false, supported: [false] }),
  DocName: text({ max: 128 }),
  DocNo: text({ max: 64 }),
  /** Page and face are always looked for and cut out, so that `T` has its effect and `F` costs nothing. */
  Crop: toggle({ fallback: false }),
  IdThreshold: idThreshold('query'),
  FaceQualityCheck: toggle({ fallback: false }),
  MerchantBizId: merchantBizId('query'),
  MerchantUserId: merchantUser({}),
  FacePictureUrl: pictureUrl({}),
  IdOcrPictureUrl: pictureUrl({}),
  FacePictureBase64: picture({ in: 'form' }),
  IdOcrPictureBase64: picture({ in: 'form' }),
}

interface Authorized {
  readonly Authorize?: boolean
  readonly DocType?: string
}

/** The register knows one kind of document, and only with it name and number are of use. */
export function registerIsAsked({ Authorize, DocType }: Authorized, given: ReadonlySet<string>): void {
  if (Authorize === true) {
    if (DocType !== '00000001') throw invalidParameter('Authorize', 'It is for DocType 00000001.')
    return
  }
  const stray = ['DocName', 'DocNo'].find((name) => given.has(name))
  if (stray !== undefined) throw invalidParameter(stray, 'It belongs to Authorize=T.')
}

/** A face always; a document unless name and number are given for the register instead. */
export function facesAndDocumentsGivenOnce({ Authorize }: Authorized, given: ReadonlySet<string>): void {
  const isNamed = Authorize === true && given.has('DocName') && given.has('DocNo')
  picturesGivenOnce(
    { ...pictureInput('FacePicture', { required: true }), base64: 'FacePictureBase64' },
    { ...pictureInput('IdOcrPicture', { required: !isNamed }), base64: 'IdOcrPictureBase64' },
  )({}, given)
}

export const ekycAnswer = { Result: { ...documentAnswer.Result, ExtFaceInfo: 'string' } } as const
