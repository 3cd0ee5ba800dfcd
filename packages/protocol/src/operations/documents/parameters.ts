import { merchantUser } from '../faces/parameters.ts'
import { picturesGivenOnce } from '../faces/picture-inputs.ts'
import { choice, picture, text, toggle } from '../kinds.ts'
import { invalidParameter, missingParameter } from '../parse-parameters.ts'
import { pictureUrl } from '../urls.ts'

const DOC_TYPE = { max: 16, pattern: /^[A-Za-z0-9]+$/ }
/** How poor the picture may be: standard, strict, loose, not judged. */
const QUALITY_LEVELS = ['0', '1', '2', '3'] as const

export const merchantBizId = <const In extends 'query' | 'form'>(place: In) =>
  text({ in: place, max: 32, pattern: /^[A-Za-z0-9]+$/ })

export const idThreshold = <const In extends 'query' | 'form'>(place: In) =>
  choice(QUALITY_LEVELS, { in: place, fallback: '3' })

/** A document of list A. */
export const docType = text({ ...DOC_TYPE, required: true })

/** What DocOcr, DocOcrV2 and CardOcr have in common. */
export const docOcrParameters = {
  ProductCode: choice(['ID_OCR_MIN'], { fallback: 'ID_OCR_MIN' }),
  DocType: docType,
  Ocr: toggle({ fallback: true }),
  Spoof: toggle({ fallback: false }),
  IdFaceQuality: toggle({ fallback: false }),
  MerchantBizId: merchantBizId('query'),
  MerchantUserId: merchantUser({}),
  IdOcrPictureUrl: pictureUrl({}),
  IdOcrPictureBase64: picture({ in: 'form' }),
}

/** The side with the portrait, or the other one; named after the card of mainland China. */
export const cardSide = choice(['OCR_ID_FACE', 'OCR_ID_NATIONAL_EMBLEM'], { fallback: 'OCR_ID_FACE' })

/** What DocOcrMax and DocOcrMaxV2 have in common. */
export const docOcrMaxParameters = {
  ProductCode: choice(['ID_OCR_MAX'], { in: 'form', fallback: 'ID_OCR_MAX' }),
  /** Of list B; empty where the type is to be found. */
  DocType: text({ ...DOC_TYPE, in: 'form' }),
  DocPage: choice(['01', '02'], { in: 'form', fallback: '01' }),
  /** 0 reads the type that is named, 1 finds the type, 2 also reads what is of no known type. */
  OcrModel: choice(['0', '1', '2'], { in: 'form', fallback: '0', supported: ['0', '1'] }),
  OcrValueStandard: toggle({ fallback: false }),
  IdSpoof: toggle({ in: 'form', fallback: false }),
  IdThreshold: idThreshold('form'),
  /** What was read is also held against an official register, which knows two kinds of documents. */
  Authorize: toggle({ in: 'form', fallback: false }),
  MerchantBizId: merchantBizId('form'),
  MerchantUserId: merchantUser({ in: 'form' }),
  SceneCode: text({ in: 'form', max: 10, pattern: /^[A-Za-z0-9_]+$/ }),
  IdOcrPictureUrl: pictureUrl({ in: 'form' }),
  IdOcrPictureBase64: picture({ in: 'form' }),
}

const PICTURE = { base64: 'IdOcrPictureBase64', url: 'IdOcrPictureUrl', file: 'IdOcrPictureFile', required: true }

/** The picture of the document comes in exactly one way. */
export const documentGivenOnce = picturesGivenOnce(PICTURE)

interface Asked {
  readonly Ocr?: boolean
  readonly Spoof?: boolean
  readonly IdFaceQuality?: boolean
}

/** A call that asks for nothing could only be answered by a guess. */
export function somethingIsAsked({ Ocr, Spoof, IdFaceQuality }: Asked): void {
  if (Ocr !== true && Spoof !== true && IdFaceQuality !== true)
    throw invalidParameter('Ocr', 'Without it, Spoof and IdFaceQuality nothing is asked for.')
}

/** A type is named where it is not to be found, and only there. */
export function typeIsNamedOrFound(
  { OcrModel }: { readonly OcrModel?: '0' | '1' | '2' },
  given: ReadonlySet<string>,
): void {
  if (OcrModel === '0' && !given.has('DocType')) throw missingParameter('DocType')
  if (OcrModel !== '0' && given.has('DocType'))
    throw invalidParameter('DocType', 'It belongs to OcrModel=0, the others find the type.')
}

const REGISTERED_TYPES = ['CHN01001', 'CHN02001']

/** The register is asked for documents that it may know, by their front. */
export function registerKnowsType({
  Authorize,
  DocType = '',
  DocPage,
}: {
  readonly Authorize?: boolean
  readonly DocType?: string | undefined
  readonly DocPage?: '01' | '02'
}): void {
  if (Authorize !== true) return
  if (!REGISTERED_TYPES.includes(DocType) || DocPage !== '01')
    throw invalidParameter('Authorize', `It is for page 01 of ${REGISTERED_TYPES.join(' and ')}.`)
}

/** Verdict, and what was read as JSON in a text. */
export const documentAnswer = {
  Result: { TransactionId: 'string', Passed: 'string', SubCode: 'string', ExtIdInfo: 'string' },
} as const
