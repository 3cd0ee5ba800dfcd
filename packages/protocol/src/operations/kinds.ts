import { decodeBase64 } from '../bytes.ts'
import { type Options, type Parameter, type Presence, parameter, ValueRefused } from './parameter.ts'

/** A text with a longest length and, where the specification names one, a pattern. */
export function text<const O extends Options<string> & { readonly max: number; readonly pattern?: RegExp }>(
  options: O,
): Parameter<Presence<string, O>> {
  const { max, pattern } = options
  const parse = (value: string): string => {
    if (value.length > max) throw new ValueRefused(`It may have at most ${max} characters.`)
    if (pattern !== undefined && !pattern.test(value)) throw new ValueRefused('It has another form than specified.')
    return value
  }
  return parameter({ kind: 'text', maxLength: max, ...(pattern === undefined ? {} : { pattern }), parse }, options)
}

/** One of a few words. */
export function choice<const V extends string, const O extends Options<V>>(
  values: readonly V[],
  options: O,
): Parameter<Presence<V, O>> {
  const parse = (value: string): V => {
    const found = values.find((one) => one === value)
    if (found === undefined) throw new ValueRefused(`It must be one of: ${values.join(', ')}.`)
    return found
  }
  return parameter<V, O>({ kind: 'choice', values, parse }, options)
}

const ON = ['Y', 'T', '1']
const OFF = ['N', 'F', '0']

/** A switch; the documents write Y/N, T/F and 1/0 for the same thing, so every spelling is read. */
export function toggle<const O extends Options<boolean>>(options: O): Parameter<Presence<boolean, O>> {
  const values = [...ON, ...OFF]
  const parse = (value: string): boolean => {
    if (!values.includes(value)) throw new ValueRefused(`It must be one of: ${values.join(', ')}.`)
    return ON.includes(value)
  }
  return parameter({ kind: 'switch', values, parse }, options)
}

/** A whole number within bounds. */
export function whole<const O extends Options<number>>(
  min: number,
  max: number,
  options: O,
): Parameter<Presence<number, O>> {
  const parse = (value: string): number => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (number >= min && number <= max) return number
    throw new ValueRefused(`It must be a whole number from ${min} to ${max}.`)
  }
  return parameter({ kind: 'number', parse }, options)
}

/** A comma list, e.g. `01,02`. */
export function commaList<
  const O extends Options<readonly string[]> & { readonly item: RegExp; readonly most: number },
>(options: O): Parameter<Presence<readonly string[], O>> {
  const { item, most } = options
  const parse = (value: string): readonly string[] => {
    const items = value.split(',', most + 1).map((one) => one.trim())
    if (items.length > most) throw new ValueRefused(`It may hold at most ${most} items.`)
    if (!items.every((one) => item.test(one))) throw new ValueRefused('An item has another form than specified.')
    if (new Set(items).size !== items.length) throw new ValueRefused('An item is repeated.')
    return items
  }
  return parameter({ kind: 'list', pattern: item, parse }, options)
}

/** A value that some reader understands; the reader throws `ValueRefused`. */
export function structured<T, const O extends Options<T>>(
  read: (text: string) => T,
  maxLength: number,
  options: O,
): Parameter<Presence<T, O>> {
  const parse = (value: string): T => {
    if (value.length > maxLength) throw new ValueRefused(`It may have at most ${maxLength} characters.`)
    return read(value)
  }
  return parameter<T, O>({ kind: 'json', maxLength, parse }, options)
}

/** 1 MB as Base64 (initialize section 3.4). */
export const MAX_PICTURE_BASE64 = 1024 * 1024

const DATA_URI = /^data:image\/[a-z+.-]{1,16};base64,/

/** A picture in Base64, with or without a data-URI prefix; the value is its bytes, not decoded as a picture. */
export function picture<const O extends Options<Uint8Array>>(options: O): Parameter<Presence<Uint8Array, O>> {
  const parse = (value: string): Uint8Array => {
    const base64 = value.slice(DATA_URI.exec(value.slice(0, 64))?.[0].length ?? 0)
    if (base64.length > MAX_PICTURE_BASE64) throw new ValueRefused('At most 1 MB as Base64.', 'ToolargeImage')
    const bytes = decodeBase64(base64)
    if (bytes === undefined || bytes.length === 0) throw new ValueRefused('It is not Base64.')
    return bytes
  }
  return parameter({ kind: 'picture', last: true, maxLength: MAX_PICTURE_BASE64, parse }, options)
}
