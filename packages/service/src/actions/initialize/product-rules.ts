import { documentTypes, type Product, products } from '@bonafide/engine'
import {
  ApiError,
  comparesFaces,
  initialize,
  invalidParameter,
  missingParameter,
  searchIsComplete,
} from '@bonafide/protocol'
import type { Tenant } from '../../ports/store.ts'
import { requireRegister } from './register-rules.ts'
import { isReturnAddressAllowed } from './return-address.ts'

/** What the rules of a product look at. */
interface RuleValues {
  readonly DocType?: string | undefined
  readonly Pages?: readonly string[] | undefined
  readonly DocPageConfig?: readonly string[] | undefined
  readonly Ocr?: boolean | undefined
  readonly IdSpoof?: boolean | undefined
  readonly IdFaceQuality?: boolean | undefined
  readonly ReturnUrl?: string | undefined
  readonly VerifyModel?: '0' | '1' | '2' | undefined
  readonly AutoRegistration?: '0' | '1' | undefined
  readonly UpdateFaceIfUserExists?: boolean | undefined
  readonly ReturnFaces?: number | undefined
  readonly FaceGroupCodes?: readonly string[] | undefined
  readonly FaceRegisterGroupCode?: string | undefined
  readonly ProductFlow?: 'DOC_FACE' | 'FACE_DOC' | undefined
  readonly Authorize?: boolean | undefined
}

const SEARCH_PARAMETERS = [
  'VerifyModel',
  'FaceGroupCodes',
  'FaceRegisterGroupCode',
  'AutoRegistration',
  'UpdateFaceIfUserExists',
  'ReturnFaces',
] as const

type ProductRule = (values: RuleValues, given: ReadonlySet<string>) => void

/** The product is what everything else is checked against, so it comes first. */
export function requireProduct(params: ReadonlyMap<string, string>): Product {
  const code = params.get('ProductCode') ?? ''
  if (code === '') throw missingParameter('ProductCode')
  const product = products.get(code)
  if (product !== undefined && product.steps.length > 0) return product
  if (code === 'ID_NFC') throw new ApiError('Forbidden.AccountAccessDenied', { detail: 'Chips are not read yet.' })
  throw invalidParameter('ProductCode', 'There is no such product here with a client.')
}

/** What a product requires beyond the form of each value; runs before the pictures are read. */
export function productRules(product: Product, tenant: Tenant): readonly ProductRule[] {
  return [
    (values, given) => requireGiven(product, values, given),
    ({ DocType }) => requireKnownDocument(product, DocType),
    ({ DocType, Pages = [] }) => requirePages(product, DocType, { Pages }),
    ({ DocType, DocPageConfig = [] }) => requirePages(product, DocType, { DocPageConfig }),
    (values) => requireQuestion(product, values),
    (values, given) => requireSearch(product, values, given),
    ({ ProductFlow }) => requireFlow(product, ProductFlow),
    (values, given) => requireRegister(product, values, given),
    ({ ReturnUrl }) => requireReturnAddress(ReturnUrl, tenant),
  ]
}

function requireGiven(product: Product, values: RuleValues, given: ReadonlySet<string>): void {
  if (product.documentTypes.length > 0 && !given.has('DocType')) throw missingParameter('DocType')
  const pictures = ['TargetFacePicture', 'FacePictureBase64', 'FacePictureUrl', 'TargetFacePictureUrl']
  const files = ['FacePictureFile', 'TargetFacePictureFile']
  if (asksForReference(product, values) && ![...pictures, ...files].some((name) => given.has(name))) {
    throw missingParameter('TargetFacePicture')
  }
}

/** Whether a picture to compare the live face with has to come along. */
export function asksForReference(product: Product, values: Pick<RuleValues, 'VerifyModel'>): boolean {
  if (!product.evidence.includes('reference')) return false
  return product.searchesFaces !== true || comparesFaces(values)
}

/** Where to search and where to register; nothing of it may be asked of a product that does not search. */
function requireSearch(product: Product, values: RuleValues, given: ReadonlySet<string>): void {
  if (product.searchesFaces === true) {
    searchIsComplete(values, given)
    return
  }
  const asked = SEARCH_PARAMETERS.find(
    (name) => given.has(name) && values[name] !== initialize.parameters[name].fallback,
  )
  if (asked !== undefined) throw invalidParameter(asked, 'This product does not search for faces.')
}

function requireFlow({ stepsMayTurn = false }: Product, flow: RuleValues['ProductFlow']): void {
  if (flow === 'FACE_DOC' && !stepsMayTurn)
    throw invalidParameter('ProductFlow', 'This product takes the document first, or only one of the two.')
}

function requireKnownDocument(product: Product, docType: string | undefined): void {
  if (product.documentTypes.length === 0 || docType === undefined) return
  if (!product.documentTypes.includes(docType)) throw invalidParameter('DocType', 'This product does not read it.')
}

function requirePages(
  product: Product,
  docType: string | undefined,
  asked: Readonly<Record<string, readonly string[]>>,
): void {
  if (product.documentTypes.length === 0 || docType === undefined) return
  const sides: readonly string[] = documentTypes.get(docType)?.sides ?? ['01']
  for (const [name, pages] of Object.entries(asked)) {
    if (pages.some((page) => !sides.includes(page))) throw invalidParameter(name, 'The document has no such page.')
  }
}

/** A document alone, of which nothing is asked, could only be answered by a guess. */
function requireQuestion({ steps }: Product, { Ocr, IdSpoof, IdFaceQuality }: RuleValues): void {
  if (steps.some((step) => step !== 'document') || Ocr === true || IdSpoof === true || IdFaceQuality === true) return
  throw invalidParameter('Ocr', 'Without it, IdSpoof and IdFaceQuality nothing is asked for.')
}

function requireReturnAddress(returnUrl: string | undefined, tenant: Tenant): void {
  if (returnUrl === undefined || isReturnAddressAllowed(returnUrl, tenant)) return
  throw invalidParameter('ReturnUrl', 'It is not among the return addresses of this account.')
}
