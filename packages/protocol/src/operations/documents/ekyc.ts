import { merchantUser } from '../faces/parameters.ts'
import { pictureInput, picturesGivenOnce } from '../faces/picture-inputs.ts'
import { choice, picture, text, toggle } from '../kinds.ts'
import { invalidParameter, missingParameter } from '../parse-parameters.ts'
import { pictureUrl } from '../urls.ts'
import { docType, documentAnswer, idThreshold, merchantBizId } from './parameters.ts'

/** What EkycVerify and EkycVerifyV2 have in common. */
export const ekycParameters = {
  ProductCode: choice(['eKYC_MIN'], { fallback: 'eKYC_MIN' }),
  DocType: docType,
  /** Name, number and face are also held against an official register; for the card of mainland China. */
  Authorize: toggle({ fallback: false }),
  DocName: text({ max: 128 }),
  DocNo: text({ max: 64 }),
  Crop: toggle({ fallback: false, supported: [false] }),
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

const PICTURES = ['IdOcrPictureBase64', 'IdOcrPictureUrl', 'IdOcrPictureFile']
const PERSON = ['DocName', 'DocNo'] as const

/** The register knows one kind of document. Name and number go to it, and stand for the document's picture. */
export function registerIsAsked({ Authorize, DocType }: Authorized, given: ReadonlySet<string>): void {
  const [named] = PERSON.filter((name) => given.has(name))
  if (Authorize !== true && named !== undefined) throw invalidParameter(named, 'It belongs to Authorize=T.')
  if (Authorize !== true) return
  if (DocType !== '00000001') throw invalidParameter('Authorize', 'It is for DocType 00000001.')
  const absent = PERSON.find((name) => !given.has(name))
  if (named !== undefined && absent !== undefined) throw missingParameter(absent)
  if (named !== undefined && PICTURES.some((name) => given.has(name)))
    throw invalidParameter(named, 'The picture of the document tells it.')
}

/** A face always; a document unless name and number are given for the register instead. */
export function facesAndDocumentsGivenOnce({ Authorize }: Authorized, given: ReadonlySet<string>): void {
  const isNamed = Authorize === true && given.has('DocName')
  picturesGivenOnce(
    { ...pictureInput('FacePicture', { required: true }), base64: 'FacePictureBase64' },
    { ...pictureInput('IdOcrPicture', { required: !isNamed }), base64: 'IdOcrPictureBase64' },
  )({}, given)
}

export const ekycAnswer = { Result: { ...documentAnswer.Result, ExtFaceInfo: 'string' } } as const
