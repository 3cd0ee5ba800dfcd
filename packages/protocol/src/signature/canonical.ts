import type { Pair } from './pairs.ts'
import { encodePercent } from './percent.ts'

/** Header names are lower-case; a repeated header has several values. */
export type HeaderValues = ReadonlyMap<string, readonly string[]>

/**
 * The canonical query of V3 and V2: sorted by decoded name, encoded, joined by `&`.
 * The order is that of UTF-16 code units, as in the official JavaScript and Java clients; it differs from byte order
 * only for names outside the basic plane.
 */
export function canonicalQuery(pairs: readonly Pair[]): string {
  return join(pairs, encodePercent)
}

/**
 * The canonical query as the official JavaScript clients write it in V3: they leave names unencoded. Undefined when
 * it is the same as `canonicalQuery`, or when a raw name could be read as something else (`&`, `=`, `%`, controls).
 */
export function canonicalQueryWithRawNames(pairs: readonly Pair[]): string | undefined {
  const names = pairs.map(([name]) => name)
  if (names.every((name) => encodePercent(name) === name)) return undefined
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this refuses
  if (names.some((name) => /[&=%\u0000-\u001f\u007f]/.test(name))) return undefined
  return join(pairs, (name) => name)
}

/** `name:value` lines of the named headers, each with its line feed; repeated values are sorted and joined by `,`. */
export function canonicalHeaders(headers: HeaderValues, names: readonly string[]): string {
  return names.map((name) => `${name}:${[...(headers.get(name) ?? [])].sort().join(',')}\n`).join('')
}

/** Header names in lower case, values trimmed, repetitions kept. */
export function headerValues(headers: Iterable<readonly [string, string]>): HeaderValues {
  const values = new Map<string, string[]>()
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    const list = values.get(key) ?? []
    list.push(value.trim())
    values.set(key, list)
  }
  return values
}

/** The headers that V3 signs whenever they are present. */
export function mustBeSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-acs-')
}

function join(pairs: readonly Pair[], writeName: (name: string) => string): string {
  return [...pairs]
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${writeName(name)}=${encodePercent(value)}`)
    .join('&')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
