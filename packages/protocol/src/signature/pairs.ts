import { ApiError } from '../codes/api-error.ts'
import { decodePercent, PercentError } from './percent.ts'

/** Decoded name and value, in the order received and with every repetition. */
export type Pair = readonly [name: string, value: string]

/** More than any operation has; keeps sorting and maps small. */
const MAX_PAIRS = 1000

/** Reads `a=1&b=2`. Throws `InvalidParameter` when it is not percent-encoded UTF-8 or has too many parameters. */
export function readPairs(text: string): readonly Pair[] {
  const parts = text.split('&', MAX_PAIRS + 1).filter((part) => part !== '')
  if (parts.length > MAX_PAIRS) throw new ApiError('InvalidParameter', { detail: 'There are too many parameters.' })
  try {
    return parts.map(readPair)
  } catch (cause) {
    if (!(cause instanceof PercentError)) throw cause
    throw new ApiError('InvalidParameter', { detail: 'Query and body must be percent-encoded UTF-8.', cause })
  }
}

/** Query and form as one map: form wins. Throws `InvalidParameter` when a name is repeated within one place. */
export function mergePairs(query: readonly Pair[], form: readonly Pair[]): Map<string, string> {
  return new Map([...withoutRepetition(query), ...withoutRepetition(form)])
}

function withoutRepetition(pairs: readonly Pair[]): Map<string, string> {
  const map = new Map<string, string>()
  for (const [name, value] of pairs) {
    if (map.has(name)) throw repeated(name)
    map.set(name, value)
  }
  return map
}

function repeated(name: string): ApiError {
  const known = /^[A-Za-z0-9_.]{1,64}$/.test(name)
  return new ApiError('InvalidParameter', {
    detail: 'A parameter may be given only once.',
    ...(known ? { parameter: name } : {}),
  })
}

function readPair(part: string): Pair {
  const equals = part.indexOf('=')
  if (equals < 0) return [decodePercent(part), '']
  return [decodePercent(part.slice(0, equals)), decodePercent(part.slice(equals + 1))]
}
