import { choice, commaList, text, toggle, whole } from '../kinds.ts'
import { invalidParameter, missingParameter } from '../parse-parameters.ts'

const GROUP_CODE = /^[A-Za-z0-9_-]{1,64}$/
/** Numbers of groups and records; nine digits are what `whole` reads. */
const MAX_ID = 999_999_999

export const groupCode = <const O extends { readonly required?: true; readonly in?: 'query' | 'form' }>(options: O) =>
  text({ max: 64, pattern: GROUP_CODE, ...options })

export const recordId = <const O extends { readonly required?: true; readonly in?: 'query' | 'form' }>(options: O) =>
  whole(1, MAX_ID, options)

/** As long as AddFaceRecord allows it, so that every user who was registered can be found again. */
export const merchantUser = <const O extends { readonly required?: true; readonly in?: 'query' | 'form' }>(
  options: O,
) => text({ max: 64, ...options })

/** A page of a list: by number and size, or by what the answer before said and a size. */
export const pageParameters = {
  CurrentPage: whole(1, 1_000_000, { required: true }),
  PageSize: whole(1, 100, { required: true }),
  MaxResults: whole(1, 100, {}),
  NextToken: text({ max: 16, pattern: /^\d+$/ }),
}

export const pageAnswer = {
  CurrentPage: 'number',
  PageSize: 'number',
  TotalCount: 'number',
  TotalPage: 'number',
  MaxResults: 'number',
  NextToken: 'string',
} as const

/** What the faces of one call are compared with. Used by FaceVerifyIntl and FaceDuplicationCheckIntl. */
export const searchParameters = <const In extends 'query' | 'form'>(place: In) => ({
  FaceGroupCodes: commaList({ in: place, item: GROUP_CODE, most: 10 }),
  FaceRegisterGroupCode: groupCode({ in: place }),
  AutoRegistration: choice(['0', '1'], { in: place, fallback: '1' }),
  UpdateFaceIfUserExists: toggle({ in: place, fallback: false }),
  ReturnFaces: whole(1, 5, { in: place, fallback: 1 }),
})

interface SearchValues {
  readonly VerifyModel?: string | undefined
  readonly AutoRegistration?: string | undefined
  readonly UpdateFaceIfUserExists?: boolean | undefined
  readonly ReturnFaces?: number | undefined
}

/** 1 compares with a given face, 0 searches groups, 2 does both. */
export function comparesFaces({ VerifyModel = '1' }: SearchValues): boolean {
  return VerifyModel !== '0'
}

export function searchesGroups({ VerifyModel = '1' }: SearchValues): boolean {
  return VerifyModel !== '1'
}

/** What a search and a registration need to be told. Told where none is asked for, it would be lost: it is refused. */
export function searchIsComplete(values: SearchValues, given: ReadonlySet<string>): void {
  if (searchesGroups(values)) requireGiven(['FaceGroupCodes'], given)
  else
    refuseAsked({ FaceGroupCodes: given.has('FaceGroupCodes'), ReturnFaces: (values.ReturnFaces ?? 1) !== 1 }, SEARCH)
  const { AutoRegistration, UpdateFaceIfUserExists = false } = values
  if (AutoRegistration === '0') requireGiven(['FaceRegisterGroupCode', 'MerchantUserId'], given)
  else refuseAsked({ FaceRegisterGroupCode: given.has('FaceRegisterGroupCode'), UpdateFaceIfUserExists }, REGISTRATION)
}

const SEARCH = 'It belongs to a search: VerifyModel 0 or 2.'
const REGISTRATION = 'It belongs to AutoRegistration=0.'

function requireGiven(names: readonly string[], given: ReadonlySet<string>): void {
  for (const name of names) if (!given.has(name)) throw missingParameter(name)
}

function refuseAsked(asked: Readonly<Record<string, boolean>>, why: string): void {
  for (const [name, isAsked] of Object.entries(asked)) if (isAsked) throw invalidParameter(name, why)
}
