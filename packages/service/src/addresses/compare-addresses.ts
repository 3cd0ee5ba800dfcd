import { ADDRESS_LEVELS, type AddressLevel, readAddress } from './read-address.ts'

export interface AddressComparison {
  /** The last level down to which everything that both state is the same; `all` when nothing they state differs. */
  readonly sameLevel: AddressLevel | 'all' | ''
  /** What is the same, by level. */
  readonly sameInfo: Readonly<Partial<Record<AddressLevel, string>>>
}

/**
 * Compares two addresses at the levels that both of them state. Texts that have no level in common are the same at none,
 * unless they are the same text.
 */
export function compareAddresses(first: string, second: string): AddressComparison {
  const [one, other] = [readAddress(first), readAddress(second)]
  const shared = ADDRESS_LEVELS.filter((level) => one[level] !== undefined && other[level] !== undefined)
  const differs = shared.findIndex((level) => one[level] !== other[level])
  const same = differs < 0 ? shared : shared.slice(0, differs)
  const sameInfo = Object.fromEntries(same.map((level) => [level, one[level]]))
  if (shared.length === 0) return { sameLevel: isSameText(first, second) ? 'all' : '', sameInfo }
  return { sameLevel: differs < 0 ? 'all' : (same.at(-1) ?? ''), sameInfo }
}

function isSameText(first: string, second: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  return plain(first) === plain(second)
}
