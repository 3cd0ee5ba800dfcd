import { ApiError } from '../../codes/api-error.ts'
import { choice } from '../kinds.ts'
import { missingParameter } from '../parse-parameters.ts'

/** The one product that an operation belongs to. */
export const product = <const Code extends string>(code: Code, place: 'query' | 'form' = 'query') =>
  choice([code], { in: place, required: true })

/** `md5`: the values, or a part of them, are hashed; which part is between the caller and the source. */
export const PARAM_TYPES = ['normal', 'md5'] as const

/** YYYYMMDD */
export const DATE = /^\d{8}$/
export const COORDINATE = /^-?\d{1,3}(\.\d{1,10})?$/

/** A card is compared by as many things as its ProductType counts. */
export function cardIsComplete({ ProductType }: { readonly ProductType?: string }, given: ReadonlySet<string>): void {
  const needed = {
    BANK_CARD_2_META: [],
    BANK_CARD_3_META: ['IdentifyNum'],
    BANK_CARD_4_META: ['IdentifyNum', 'Mobile'],
  }[ProductType ?? '']
  requireAll(needed ?? [], given)
}

/** A place is told by words or by coordinates. */
export function placeIsComplete({ AddressType }: { readonly AddressType?: string }, given: ReadonlySet<string>): void {
  requireAll(AddressType === '1' ? ['Latitude', 'Longitude'] : ['Text'], given)
}

/** The same picture as Base64 and as address is refused; an uploaded file stands above both. */
export function pictureIsGivenOnce(_values: object, given: ReadonlySet<string>): void {
  if (given.has('SourceFacePictureFile')) return
  if (!given.has('SourceFacePicture') && !given.has('SourceFacePictureUrl')) throw missingParameter('SourceFacePicture')
  if (given.has('SourceFacePicture') && given.has('SourceFacePictureUrl')) {
    throw new ApiError('DataDuplication', { parameter: 'SourceFacePicture' })
  }
}

function requireAll(names: readonly string[], given: ReadonlySet<string>): void {
  const absent = names.find((name) => !given.has(name))
  if (absent !== undefined) throw missingParameter(absent)
}
