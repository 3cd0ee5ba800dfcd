import { entries } from './index.gen.ts'

export type KnownOperation = (typeof entries)[number]

/** Every operation of this version. */
export const operations: readonly KnownOperation[] = entries

/** The operation of that name and version, or why there is none. Names are case-sensitive. */
export function findOperation(name: string, version: string): KnownOperation | 'unknown-name' | 'unknown-version' {
  const named = operations.filter((operation) => operation.name === name)
  if (named.length === 0) return 'unknown-name'
  return named.find((operation) => operation.version === version) ?? 'unknown-version'
}
