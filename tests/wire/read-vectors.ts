import { readFileSync } from 'node:fs'

/** The vectors of a file in `packages/protocol/vectors`. */
export function readVectors<Vector>(file: string): readonly Vector[] {
  const url = new URL(`../../packages/protocol/vectors/${file}`, import.meta.url)
  const { vectors }: { readonly vectors: readonly Vector[] } = JSON.parse(readFileSync(url, 'utf8'))
  return vectors
}
