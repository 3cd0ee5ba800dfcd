import { documentTypes, type Product, products } from '@bonafide/engine'
import { invalidParameter, missingParameter } from '@bonafide/protocol'
import type { Tenant } from '../../ports/store.ts'
import { isReturnAddressAllowed } from './return-address.ts'

/** What the rules of a product look at. */
interface RuleValues {
  readonly DocType?: string | undefined
  readonly Pages?: readonly string[] | undefined
  readonly ReturnUrl?: string | undefined
}

type ProductRule = (values: RuleValues, given: ReadonlySet<string>) => void

/** The product is what everything else is checked against, so it comes first. */
export function requireProduct(params: ReadonlyMap<string, string>): Product {
  const code = params.get('ProductCode') ?? ''
  if (code === '') throw missingParameter('ProductCode')
  const product = products.get(code)
  if (product === undefined) throw invalidParameter('ProductCode', 'There is no such product here.')
  return product
}

/** What a product requires beyond the form of each value; runs before the pictures are read. */
export function productRules(product: Product, tenant: Tenant): readonly ProductRule[] {
  return [
    (_values, given) => requireGiven(product, given),
    ({ DocType }) => requireKnownDocument(product, DocType),
    ({ DocType, Pages }) => requirePages(product, DocType, Pages),
    ({ ReturnUrl }) => requireReturnAddress(ReturnUrl, tenant),
  ]
}

function requireGiven(product: Product, given: ReadonlySet<string>): void {
  if (product.documentTypes.length > 0 && !given.has('DocType')) throw missingParameter('DocType')
  const pictures = ['TargetFacePicture', 'FacePictureBase64', 'FacePictureUrl', 'TargetFacePictureUrl']
  const files = ['FacePictureFile', 'TargetFacePictureFile']
  if (product.evidence.includes('reference') && ![...pictures, ...files].some((name) => given.has(name))) {
    throw missingParameter('TargetFacePicture')
  }
}

function requireKnownDocument(product: Product, docType: string | undefined): void {
  if (product.documentTypes.length === 0 || docType === undefined) return
  if (!product.documentTypes.includes(docType)) throw invalidParameter('DocType', 'This product does not read it.')
}

function requirePages(product: Product, docType: string | undefined, pages: readonly string[] = []): void {
  if (product.documentTypes.length === 0 || docType === undefined) return
  const sides: readonly string[] = documentTypes.get(docType)?.sides ?? ['01']
  if (pages.length === 0 || pages.some((page) => !sides.includes(page))) {
    throw invalidParameter('Pages', 'The document has no such page.')
  }
}

function requireReturnAddress(returnUrl: string | undefined, tenant: Tenant): void {
  if (returnUrl === undefined || isReturnAddressAllowed(returnUrl, tenant)) return
  throw invalidParameter('ReturnUrl', 'It is not among the return addresses of this account.')
}
