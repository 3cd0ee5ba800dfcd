import type { KnownOperation } from '@bonafide/protocol'
import type { Fields } from './examples.ts'
import { pictureOf } from './judge.ts'

/** As much of a parameter as is needed to find another value of it. */
export interface Form {
  readonly in: 'query' | 'form'
  readonly kind: string
  readonly values?: readonly string[]
  readonly fallback: unknown
  parse(text: string, context: { readonly httpOrigins: readonly string[] }): unknown
}

export const formsOf = ({ parameters }: KnownOperation): Readonly<Record<string, Form>> => parameters

/** Fields where the official client puts them. */
export function placed(operation: KnownOperation, fields: Fields) {
  const forms = formsOf(operation)
  const of = (place: string) => Object.fromEntries(Object.entries(fields).filter(([name]) => forms[name]?.in === place))
  return { action: operation.name, query: of('query'), form: of('form') }
}

const PICTURE = Buffer.from(Uint8Array.from([...pictureOf('person'), 0])).toString('base64')
const MADE_UP = 'another-value'
const ADDRESS = 'https://pictures.example/another.jpg'

/** Values that are read as something else than `given`, as many as differ from one another. */
export function otherValues(form: Form, given: string | undefined, special: string | undefined): readonly string[] {
  const read = (text: string) => JSON.stringify(form.parse(text, { httpOrigins: [] }))
  const before = given === undefined ? JSON.stringify(form.fallback) : read(given)
  const byMeaning = new Map(possible(form, special).map((value) => [read(value), value]))
  byMeaning.delete(before ?? '')
  return [...byMeaning.values()]
}

function possible({ kind, values }: Form, special: string | undefined): readonly string[] {
  if (values !== undefined) return values
  if (special !== undefined) return [special]
  if (kind === 'picture') return [PICTURE]
  return [kind === 'url' ? ADDRESS : MADE_UP]
}
