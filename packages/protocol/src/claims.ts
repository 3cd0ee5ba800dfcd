import { MaterialError, packMaterial } from './material.ts'

/** Values by page and by the names of `ReadField`: only those that the person changed. */
export type Claims = Readonly<Partial<Record<'01' | '02', Readonly<Record<string, string>>>>>

/** An address has up to five lines of 40 letters; the largest document has 14 fields on a page. */
export const CLAIM_LIMITS = { bytes: 16 * 1024, fields: 32, letters: 300 } as const

const NAME = /^[A-Za-z_]{1,40}$/
/** A claimed value is one line of text. */
const NOT_OF_A_LINE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

export function packClaims(claims: Claims): Uint8Array {
  const part = new TextEncoder().encode(JSON.stringify(claims))
  return packMaterial({ kind: 'claims', sizes: [part.length] }, [part])
}

/** The claims in the part of a material. Throws `MaterialError`, which repeats nothing of them. */
export function parseClaims(part: Uint8Array): Claims {
  if (part.length > CLAIM_LIMITS.bytes) throw new MaterialError('claims are too long')
  const pages = Object.entries(parseObject(part))
  return Object.fromEntries(
    pages.map(([page, values]) => {
      if (page !== '01' && page !== '02') throw new MaterialError('claims of an unknown page')
      return [page, claimsOfPage(values)]
    }),
  )
}

function claimsOfPage(values: unknown): Readonly<Record<string, string>> {
  if (!isObject(values)) throw new MaterialError('claims of a page')
  const entries = Object.entries(values)
  if (entries.length > CLAIM_LIMITS.fields) throw new MaterialError('too many claims')
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (!NAME.test(name)) throw new MaterialError('the name of a claim')
      if (typeof value !== 'string' || value.length > CLAIM_LIMITS.letters || NOT_OF_A_LINE.test(value)) {
        throw new MaterialError('the value of a claim')
      }
      return [name, value.trim()]
    }),
  )
}

function parseObject(part: Uint8Array): object {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(part))
  } catch {
    throw new MaterialError('claims are not JSON')
  }
  if (!isObject(value)) throw new MaterialError('claims are not an object')
  return value
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
