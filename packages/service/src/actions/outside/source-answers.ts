import type { SourceAnswer } from '../../ports/source.ts'

/** Where a source gives no code of its own: passed, does not match, is not known there (check-result section 5). */
const SUB_CODES = { '1': '200', '2': '201', '3': '202' } as const

export function verdictOf({ bizCode, subCode }: SourceAnswer) {
  return { Passed: bizCode === '1' ? 'Y' : 'N', SubCode: subCode ?? SUB_CODES[bizCode] }
}

/** A field that is there when the source said it. */
export function optional<const Name extends string>(
  name: Name,
  value: string | number | undefined,
): Partial<Record<Name, string>> {
  return (value === undefined ? {} : { [name]: String(value) }) as Partial<Record<Name, string>>
}
